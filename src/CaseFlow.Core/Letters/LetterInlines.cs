using System.Text;
using Markdig.Syntax.Inlines;

namespace CaseFlow.Core.Letters;

/// <summary>Markdig's nested inlines as a flat row of styled runs, which is all that a line of text needs.</summary>
internal static class LetterInlines
{
    public static IReadOnlyList<LetterInline> Read(ContainerInline? inlines) => Split(inlines, separator: null)[0];

    /// <summary>
    /// The runs, parted where the template itself has the separator; the same signs in an inserted value part nothing.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<LetterInline>> Split(ContainerInline? inlines, string? separator)
    {
        var pieces = new List<Piece>();
        if (inlines is not null)
        {
            Flatten(inlines, bold: false, italic: false, link: null, pieces);
        }

        var parts = new List<List<LetterInline>> { new() };
        foreach (var piece in Join(pieces))
        {
            var texts = piece is { FromValue: false, Inline: LetterText literal } && separator is not null
                ? literal.Text.Split(separator)
                : [];
            if (texts.Length < 2)
            {
                parts[^1].Add(piece.Inline);
                continue;
            }

            for (var i = 0; i < texts.Length; i++)
            {
                if (i > 0)
                {
                    parts.Add([]);
                }

                parts[^1].Add((LetterText)piece.Inline with { Text = texts[i] });
            }
        }

        return [.. parts.Select(Trim)];
    }

    public static string PlainText(IEnumerable<LetterInline> inlines) =>
        string.Concat(inlines.Select(inline => inline is LetterText text ? text.Text : " ")).Trim();

    /// <summary>Whether a link may lead there: http, https, and where it is asked for mailto.</summary>
    public static bool IsAddress(string text, bool mail) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps || (mail && address.Scheme == Uri.UriSchemeMailto));

    private static void Flatten(ContainerInline container, bool bold, bool italic, string? link, List<Piece> pieces)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    pieces.Add(new(new LetterText(literal.Content.ToString(), bold, italic, link), FromValue: false));
                    break;
                case HtmlEntityInline entity:
                    AddEntity(entity.Transcoded.ToString(), bold, italic, link, pieces);
                    break;
                case LineBreakInline line:
                    pieces.Add(line.IsHard ? Break : new(new LetterText(" ", bold, italic, link), FromValue: false));
                    break;
                case EmphasisInline emphasis:
                    Flatten(emphasis, bold || emphasis.DelimiterCount == 2, italic || emphasis.DelimiterCount == 1, link, pieces);
                    break;
                case LinkInline { IsImage: true }:
                    throw new LetterException("markup", "A letter has no pictures.");
                case LinkInline anchor:
                    Flatten(anchor, bold, italic, Address(anchor.Url), pieces);
                    break;
                case AutolinkInline auto:
                    var url = auto.IsEmail ? "mailto:" + auto.Url : auto.Url;
                    pieces.Add(new(new LetterText(auto.Url, bold, italic, Address(url)), FromValue: false));
                    break;
                case CodeInline code:
                    pieces.Add(new(new LetterText(code.Content, bold, italic, link), FromValue: false));
                    break;
                case ContainerInline other:
                    Flatten(other, bold, italic, link, pieces);
                    break;
                default:
                    throw new LetterException("markup", $"A {inline.GetType().Name} does not belong in a letter.");
            }
        }
    }

    private static void AddEntity(string text, bool bold, bool italic, string? link, List<Piece> pieces) =>
        pieces.Add(text == "\n" ? Break : new(new LetterText(text, bold, italic, link), FromValue: true));

    private static string Address(string? url) => url is not null && IsAddress(url, mail: true)
        ? url
        : throw new LetterException("markup", "A letter's links lead to http, https or mailto addresses only.");

    private static readonly Piece Break = new(new LetterBreak(), FromValue: false);

    private static IEnumerable<Piece> Join(List<Piece> pieces)
    {
        for (var i = 0; i < pieces.Count;)
        {
            if (pieces[i].Inline is not LetterText first)
            {
                yield return pieces[i++];
                continue;
            }

            var text = new StringBuilder(first.Text);
            var next = i + 1;
            while (next < pieces.Count && pieces[next].FromValue == pieces[i].FromValue && SameStyle(pieces[next].Inline, first))
            {
                text.Append(((LetterText)pieces[next++].Inline).Text);
            }

            yield return pieces[i] with { Inline = first with { Text = text.ToString() } };
            i = next;
        }
    }

    /// <summary>Joined once more, now that it no longer matters what came from where, and without space at the ends.</summary>
    private static IReadOnlyList<LetterInline> Trim(List<LetterInline> inlines)
    {
        var runs = Join([.. inlines.Select(inline => new Piece(inline, FromValue: false))]).Select(piece => piece.Inline).ToList();
        if (runs is [LetterText first, ..])
        {
            runs[0] = first with { Text = first.Text.TrimStart(' ') };
        }

        if (runs is [.., LetterText last])
        {
            runs[^1] = last with { Text = last.Text.TrimEnd(' ') };
        }

        runs.RemoveAll(run => run is LetterText { Text.Length: 0 });
        return runs;
    }

    private static bool SameStyle(LetterInline inline, LetterText style) =>
        inline is LetterText text && text.Bold == style.Bold && text.Italic == style.Italic && text.Link == style.Link;

    private sealed record Piece(LetterInline Inline, bool FromValue);
}
