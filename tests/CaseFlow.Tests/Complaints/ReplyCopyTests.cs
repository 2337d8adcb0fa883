using System.Text;
using System.Text.RegularExpressions;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Mail;
using CaseFlow.Core.Texts;
using CaseFlow.Infrastructure.Mail;
using CaseFlow.StandIns;
using CaseFlow.Tests.Applications;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Offices;
using NodaTime;

namespace CaseFlow.Tests.Complaints;

/// <summary>The copy of the reply by e-mail: what is in it, and that a mail program can read it.</summary>
public partial class ReplyCopyTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly byte[] Pdf = "%PDF-1.7 жауап"u8.ToArray();

    [Theory]
    [InlineData("kk", "№ Ш-17 шағымыңызға жауап", "жауап-Ж-9.pdf", "Пошта жөнелтілімінің нөмірі: RR123456785KZ.")]
    [InlineData("ru", "Ответ на вашу жалобу № Ш-17", "ответ-Ж-9.pdf", "Номер почтового отправления: RR123456785KZ.")]
    [Requirement("P24.3")]
    public async Task The_copy_is_in_the_complainants_language_with_the_letter_and_its_way_by_post(string language, string subject, string file, string tracking)
    {
        var mail = await CopyAsync(language, "RR123456785KZ");

        Assert.Equal(("complainant@example.kz", subject), (mail.To, mail.Subject));
        Assert.Contains("Ж-9", mail.Text, StringComparison.Ordinal);
        Assert.Contains(tracking, mail.Text, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\">", mail.Html, StringComparison.Ordinal);
        Assert.Contains(tracking, mail.Html, StringComparison.Ordinal);
        var attached = Assert.Single(mail.Attachments);
        Assert.Equal((file, "application/pdf"), (attached.FileName, attached.MediaType));
        Assert.Equal(Pdf, attached.Content);
    }

    [Fact]
    public async Task Without_a_tracking_number_none_is_told() =>
        Assert.DoesNotContain("жөнелтілімінің", (await CopyAsync("kk", "")).Text, StringComparison.Ordinal);

    [Fact]
    [Requirement("P24.3")]
    public async Task It_arrives_as_text_HTML_and_PDF_with_Kazakh_names()
    {
        await using var server = new SmtpStandIn();
        var copy = await CopyAsync("kk", "RR123456785KZ");
        await new SmtpMailSender(new MailOptions { Host = "127.0.0.1", Port = server.Port, StartTls = false, From = "office@example.kz", FromName = "Ақбұлақ әкімдігі" })
            .Send(copy, "caseflow.7.1", CancellationToken.None);

        var mail = Assert.Single(server.Received);
        Assert.Equal(copy.Subject, Decoded(mail.Header("Subject")!));
        Assert.Equal("Ақбұлақ әкімдігі <office@example.kz>", Decoded(mail.Header("From")!));
        Assert.StartsWith("multipart/mixed", mail.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains("multipart/alternative", mail.Data, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain; charset=utf-8", mail.Data, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/html; charset=utf-8", mail.Data, StringComparison.Ordinal);
        var body = mail.Data.Replace("\r\n", "", StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(copy.Text)), body, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(Pdf), body, StringComparison.Ordinal);

        // RFC 2231, which mail programs follow; and RFC 2047 in the type's name for older ones.
        Assert.Contains($"filename*=utf-8''{Uri.EscapeDataString("жауап-Ж-9.pdf")}", mail.Data.Replace("\r\n ", "", StringComparison.Ordinal).Replace("\r\n\t", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.All(mail.Data, static sign => Assert.InRange(sign, '\0', '\x7f'));
        Assert.All(mail.Data.Split("\r\n"), static line => Assert.True(line.Length <= 998, line));
    }

    private async Task<MailMessage> CopyAsync(string language, string tracking)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, Provider.Sqlite);
        await using var db = desk.Database.CreateDbContext();
        var letter = new StoredLetter { Id = desk.NewCaseId(), Number = "Ж-9", Language = language };
        var row = new Case { Id = desk.NewCaseId(), Number = "Ш-17", OfficeId = desk.OfficeId };

        // As in the step that hands it to the post: changed, and not yet written.
        var item = new DispatchItem { CaseId = row.Id, LetterId = letter.Id, OfficeId = desk.OfficeId, Purpose = DispatchPurpose.Reply, State = DispatchState.Enveloped, CreatedAt = Instant.FromUtc(2026, 11, 23, 5, 0) };
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(row);
        db.Add(new Core.Files.StoredFile { Id = letter.Id, CaseId = row.Id, Name = "x", ContentType = "application/pdf", Hash = new string('0', 64) });
        (letter.CaseId, letter.FileId) = (row.Id, letter.Id);
        db.Add(letter);
        db.Add(item);
        await db.SaveChangesAsync();
        item.TrackingNumber = tracking;
        var texts = TextCatalog.Load([Path.Combine(SourceTree.Root, "src", "CaseFlow.Web", "Texts", "mail.yaml")], strict: true);
        return await ReplyCopy.Make(
            db, new LetterParts(db, desk.Calendars, texts, ""), texts, row, new Complaint { CaseId = row.Id, Language = language }, "complainant@example.kz", letter, Pdf, CancellationToken.None);
    }

    /// <summary>Undoes the encoded words of RFC 2047, which may come in several pieces; the rest stays.</summary>
    private static string Decoded(string header) => EncodedWords().Replace(
        header,
        static match => string.Concat(match.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => word.Split('?') is [_, _, "B", var text, _]
            ? Encoding.UTF8.GetString(Convert.FromBase64String(text))
            : Uri.UnescapeDataString(word.Split('?')[3].Replace('_', ' ').Replace('=', '%')))));

    [GeneratedRegex(@"=\?utf-8\?[BQ]\?[^?]*\?=( =\?utf-8\?[BQ]\?[^?]*\?=)*")]
    private static partial Regex EncodedWords();
}
