using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using CaseFlow.Core.Mail;
using MailMessage = CaseFlow.Core.Mail.MailMessage;

namespace CaseFlow.Infrastructure.Mail;

/// <summary>Mail by SMTP.</summary>
public sealed class SmtpMailSender(MailOptions options) : IMailSender
{
    /// <inheritdoc />
    public async Task Send(MailMessage mail, string messageId, CancellationToken cancellation)
    {
        if (options.Host.Length == 0 || options.From.Length == 0)
        {
            throw new MailException("No mail server is configured (Mail:Host, Mail:From).", permanent: true);
        }

        using var message = Compose(mail, messageId);
        using var client = new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = options.StartTls,
            DeliveryFormat = SmtpDeliveryFormat.SevenBit,
            Timeout = options.TimeoutSeconds * 1000,
            Credentials = options.UserName.Length > 0 ? new NetworkCredential(options.UserName, options.Password) : null,
        };

        // Timeout is not kept by the asynchronous sending.
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stalled.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            await client.SendMailAsync(message, stalled.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or SmtpException
            && stalled.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new MailException($"The mail server did not answer within {options.TimeoutSeconds} s.", permanent: false, error);
        }
        catch (SmtpFailedRecipientException error)
        {
            throw new MailException($"The mail server refused the recipient: {error.StatusCode}.", IsPermanent(error.StatusCode), error);
        }
        catch (SmtpException error)
        {
            throw new MailException($"The mail server did not take the mail: {error.StatusCode}.", IsPermanent(error.StatusCode), error);
        }
    }

    /// <summary>SMTP's 5xx answers to a mail itself; a general failure of the connection is not one.</summary>
    private static bool IsPermanent(SmtpStatusCode code) =>
        code is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath
            or SmtpStatusCode.ExceededStorageAllocation or SmtpStatusCode.TransactionFailed;

    private System.Net.Mail.MailMessage Compose(MailMessage mail, string messageId)
    {
        var message = new System.Net.Mail.MailMessage();
        try
        {
            var from = new MailAddress(options.From, options.FromName, Encoding.UTF8);
            message.From = from;
            message.To.Add(new MailAddress(mail.To));
            message.Subject = mail.Subject;
            message.SubjectEncoding = Encoding.UTF8;
            message.Headers.Add("Message-ID", $"<{messageId}@{from.Host}>");
            message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Text, Encoding.UTF8, MediaTypeNames.Text.Plain));
            if (mail.Html is { } html)
            {
                message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(html, Encoding.UTF8, MediaTypeNames.Text.Html));
            }

            foreach (var file in mail.Attachments)
            {
                message.Attachments.Add(Attach(file));
            }

            return message;
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            message.Dispose();
            throw new MailException("The address or the subject of the mail is malformed.", permanent: true, error);
        }
    }

    /// <summary>
    /// The name goes twice: with the type, where older programs look for it, and by RFC 2231 with the disposition, which
    /// the framework does not write by itself; without it some programs show a Kazakh name as question marks.
    /// </summary>
    private static Attachment Attach(MailAttachment file)
    {
        var attachment = new Attachment(new MemoryStream(file.Content), file.FileName, file.MediaType) { NameEncoding = Encoding.UTF8 };
        attachment.ContentDisposition!.Parameters["filename*"] = $"utf-8''{Uri.EscapeDataString(file.FileName)}";
        return attachment;
    }
}
