using System.Text;
using CaseFlow.Core.Mail;
using CaseFlow.Infrastructure.Mail;
using CaseFlow.StandIns;

namespace CaseFlow.Tests.Mail;

public class SmtpMailSenderTests
{
    private static readonly MailMessage Letter = new("applicant@example.kz", "Анықтама дайын", "Құжатыңыз дайын, әкімдікке келіңіз.")
    {
        Html = "<p>Құжатыңыз дайын.</p>",
        Attachments = [new MailAttachment("анықтама.pdf", "application/pdf", "%PDF-1.7"u8.ToArray())],
    };

    [Fact]
    public async Task A_mail_arrives_whole_with_Kazakh_letters()
    {
        await using var server = new SmtpStandIn();
        await Sender(server).Send(Letter, "caseflow.42.1", CancellationToken.None);

        var mail = Assert.Single(server.Received);
        Assert.Equal("office@example.kz", mail.From);
        Assert.Equal(["applicant@example.kz"], mail.To);
        Assert.Equal("<caseflow.42.1@example.kz>", mail.Header("Message-ID"));
        Assert.Equal(Letter.Subject, Decoded(mail.Header("Subject")!));
        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(Letter.Text)), mail.Data.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String("%PDF-1.7"u8), mail.Data, StringComparison.Ordinal);
        Assert.All(mail.Data, static letter => Assert.InRange(letter, '\0', '\x7f'));
    }

    [Fact]
    public async Task The_sender_signs_in_when_a_name_is_configured()
    {
        await using var server = new SmtpStandIn();
        await Sender(server, options => (options.UserName, options.Password) = ("office", "secret")).Send(Letter, "1", CancellationToken.None);
        Assert.Equal("office", Assert.Single(server.Received).User);
    }

    [Fact]
    public async Task A_server_whose_certificate_is_not_trusted_gets_no_mail()
    {
        await using var server = new SmtpStandIn();
        var error = await Assert.ThrowsAsync<MailException>(() =>
            Sender(server, static options => options.StartTls = true).Send(Letter, "1", CancellationToken.None));
        Assert.False(error.Permanent);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_refused_recipient_is_permanent_and_not_named()
    {
        await using var server = new SmtpStandIn { Mood = SmtpMood.RefusesRecipients };
        var error = await Assert.ThrowsAsync<MailException>(() => Sender(server).Send(Letter, "1", CancellationToken.None));
        Assert.True(error.Permanent);
        Assert.DoesNotContain("applicant", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stalled_server_is_given_up()
    {
        await using var server = new SmtpStandIn { Mood = SmtpMood.Stalls };
        var error = await Assert.ThrowsAsync<MailException>(() =>
            Sender(server, static options => options.TimeoutSeconds = 1).Send(Letter, "1", CancellationToken.None));
        Assert.Equal("The mail server did not answer within 1 s.", error.Message);
        Assert.False(error.Permanent);
    }

    [Theory]
    [InlineData("not an address", "Subject")]
    [InlineData("a@example.kz", "two\r\nBcc: everybody@example.kz")]
    public async Task What_is_malformed_never_goes_out(string to, string subject)
    {
        await using var server = new SmtpStandIn();
        var error = await Assert.ThrowsAsync<MailException>(() =>
            Sender(server).Send(new MailMessage(to, subject, "text"), "1", CancellationToken.None));
        Assert.True(error.Permanent);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task Without_a_configured_server_it_says_so()
    {
        var error = await Assert.ThrowsAsync<MailException>(() => new SmtpMailSender(new MailOptions()).Send(Letter, "1", CancellationToken.None));
        Assert.Equal("No mail server is configured (Mail:Host, Mail:From).", error.Message);
    }

    private static SmtpMailSender Sender(SmtpStandIn server, Action<MailOptions>? configure = null)
    {
        var options = new MailOptions { Host = "127.0.0.1", Port = server.Port, StartTls = false, From = "office@example.kz", FromName = "Әкімдік" };
        configure?.Invoke(options);
        return new SmtpMailSender(options);
    }

    /// <summary>Undoes RFC 2047's "=?utf-8?B?…?=", which may come in several pieces.</summary>
    private static string Decoded(string header) => Encoding.UTF8.GetString(
        [.. header.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(static word => Convert.FromBase64String(word.Split('?')[3]))]);
}
