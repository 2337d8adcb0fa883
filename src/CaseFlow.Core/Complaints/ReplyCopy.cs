using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Mail;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Complaints;

/// <summary>The copy of the written reply that goes by e-mail; the signed original goes by post (P24.3).</summary>
internal static class ReplyCopy
{
    /// <summary>A mail in the complainant's language, as text and as HTML, with the PDF as it was stored.</summary>
    /// <param name="db">The database of the step, in which the letter's line of the register may just have been changed.</param>
    /// <param name="parts">The office's name and telephones.</param>
    /// <param name="texts">The words.</param>
    /// <param name="row">The complaint's case, whose office replies.</param>
    /// <param name="complaint">The complaint.</param>
    /// <param name="to">The complainant's address.</param>
    /// <param name="letter">The reply.</param>
    /// <param name="pdf">Its PDF.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<MailMessage> Make(
        CaseFlowDb db, LetterParts parts, TextCatalog texts, Case row, Complaint complaint, string to, StoredLetter letter, byte[] pdf, CancellationToken cancellation)
    {
        var language = complaint.Language;
        var office = await parts.Office(row.OfficeId, cancellation);
        var posted = await db.Set<DispatchItem>().Where(item => item.LetterId == letter.Id).OrderByDescending(item => item.Id).FirstOrDefaultAsync(cancellation);
        var contact = string.Join(", ", new[] { office.Name(language).Text, office.Address(language).Text }
            .Concat(await parts.Phones(office.Id, cancellation)).Where(static part => part.Length > 0));
        var paragraphs = new List<string> { texts.In(language, "mail.complaint-reply.body", row.Number, letter.Number).Text };
        if (posted is { TrackingNumber.Length: > 0 })
        {
            paragraphs.Add(texts.In(language, "mail.complaint-reply.tracking", posted.TrackingNumber).Text);
        }

        paragraphs.Add(texts.In(language, "mail.complaint-reply.contact", contact).Text);
        var subject = texts.In(language, "mail.complaint-reply.subject", row.Number).Text;
        return new MailMessage(to, subject, string.Join("\n\n", paragraphs))
        {
            Html = LetterHtml.Page(new LetterDocument(language, subject, [.. paragraphs.Select(static text => new LetterParagraph([new LetterText(text)]))], [])),
            Attachments = [new MailAttachment($"{texts.In(language, "mail.complaint-reply.file", letter.Number).Text}.pdf", "application/pdf", pdf)],
        };
    }
}
