using System.Globalization;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Texts;

namespace CaseFlow.Core.Dispatch;

/// <summary>
/// The list with which letters are handed to the post (P24.3): on paper, where the post's worker signs and stamps, and as
/// a table for a spreadsheet.
/// </summary>
public sealed class PostalListPaper(TextCatalog texts)
{
    /// <summary>The list as a letter, to be painted.</summary>
    /// <param name="list">The list.</param>
    /// <param name="office">The office that posts.</param>
    /// <param name="envelopes">Its letters.</param>
    /// <param name="handedBy">Name of the worker who handed them over.</param>
    /// <param name="language">kk or ru.</param>
    public LetterDocument Document(PostalList list, Office office, IReadOnlyList<Envelope> envelopes, string handedBy, string language)
    {
        var title = texts.In(language, "dispatch.paper.title", list.No).Text;
        var day = Writing.LongDay(list.Day, language);
        return new LetterDocument(
            language,
            $"{title}, {day}",
            [
                new LetterHead(Heading(office, Languages.Kk), Heading(office, Languages.Ru)),
                new LetterTitle([Paragraph(title), Paragraph(day)]),
                new LetterTable(
                    [LetterAlign.Right, LetterAlign.Left, LetterAlign.Left, LetterAlign.Left, LetterAlign.Left],
                    [.. Columns(language).Select(Text)],
                    [.. Rows(envelopes).Select(static row => (IReadOnlyList<IReadOnlyList<LetterInline>>)[.. row.Select(Text)])]),
                Paragraph(texts.In(language, "dispatch.paper.total", envelopes.Count).Text),
                new LetterKeep(
                [
                    new LetterSignature(
                    [
                        new LetterSignatureRow(Text(texts.In(language, "dispatch.paper.handed-by").Text), Text(handedBy), Text(texts.In(language, "dispatch.paper.signature").Text)),
                        new LetterSignatureRow(Text(texts.In(language, "dispatch.paper.taken-by").Text), Text(""), Text(texts.In(language, "dispatch.paper.signature").Text)),
                    ]),
                    new LetterSeal(Text(texts.In(language, "dispatch.paper.postmark").Text)),
                ]),
            ],
            Text($"{title}, {Writing.Day(list.Day, language)}"));
    }

    /// <summary>The list as a table, the names of the columns first.</summary>
    public byte[] Csv(IReadOnlyList<Envelope> envelopes, string language) => CsvText.Write([Columns(language), .. Rows(envelopes)]);

    private IReadOnlyList<string> Columns(string language) =>
    [
        texts.In(language, "dispatch.paper.no").Text,
        texts.In(language, "dispatch.paper.addressee").Text,
        texts.In(language, "dispatch.paper.address").Text,
        texts.In(language, "dispatch.paper.letter").Text,
        texts.In(language, "dispatch.paper.tracking").Text,
    ];

    private static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<Envelope> envelopes) => envelopes.Select(static (envelope, index) => (IReadOnlyList<string>)
    [
        (index + 1).ToString(CultureInfo.InvariantCulture), envelope.Addressee, envelope.Address, envelope.Number, envelope.TrackingNumber,
    ]);

    private static IReadOnlyList<LetterBlock> Heading(Office office, string language) =>
        [new LetterParagraph([new LetterText(office.Name(language).Text, Bold: true), new LetterBreak(), new LetterText(office.Address(language).Text)])];

    private static LetterParagraph Paragraph(string text) => new(Text(text));

    private static IReadOnlyList<LetterInline> Text(string text) => [new LetterText(text)];
}
