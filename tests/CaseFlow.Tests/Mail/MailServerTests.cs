using System.Diagnostics;
using System.Globalization;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Mail;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Model;
using CaseFlow.Infrastructure.Mail;
using CaseFlow.StandIns;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Running;
using NodaTime;

namespace CaseFlow.Tests.Mail;

/// <summary>Mail servers as they are: encrypted and with a sign-in, deferring, refusing, silent, away.</summary>
public sealed class MailServerTests(TestDatabases databases) : IClassFixture<TestDatabases>, IDisposable
{
    private static readonly ProcessGraph Mails = TestModel.Read(
        """<startEvent id="s"/><serviceTask id="send" c:handler="send"/><endEvent id="e"/>""", "s→send", "send→e");

    private readonly string folder = Directory.CreateTempSubdirectory("caseflow-mail-").FullName;

    [Fact]
    [Requirement("P24.3")]
    public async Task A_mail_goes_over_STARTTLS_with_name_and_password()
    {
        await using var server = new SmtpStandIn();
        Assert.Equal((0, ""), await InAProcessThatTrusts(server.CertificatePem, server.Port, "кеңсе", "құпия сөз"));

        var mail = Assert.Single(server.Received);
        Assert.Equal((true, "кеңсе", "құпия сөз"), (mail.Encrypted, mail.User, mail.Password));
    }

    [Fact]
    public async Task Who_trusts_another_authority_sends_nothing_and_no_password()
    {
        await using var other = new SmtpStandIn();
        await using var server = new SmtpStandIn();
        var (exit, error) = await InAProcessThatTrusts(other.CertificatePem, server.Port, "кеңсе", "құпия сөз");

        Assert.Equal(1, exit);
        Assert.Contains("False AuthenticationException", error, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Theory]
    [InlineData(SmtpMood.DefersRecipients)]
    [InlineData(SmtpMood.DefersMails)]
    public async Task A_mail_that_the_server_defers_goes_later_under_the_same_id(SmtpMood mood)
    {
        await using var server = new SmtpStandIn { Mood = mood };
        using var bench = await BenchAsync();
        var id = await bench.Start();
        var row = Assert.Single(await bench.Outbox(id));
        Assert.Equal(0, await bench.NewOutboxPump(Sender(server)).RunDue(CancellationToken.None));
        Assert.Empty(server.Received);

        // Ten seconds, then twenty: not before.
        bench.Clock.Advance(Duration.FromSeconds(10));
        Assert.Equal(0, await bench.NewOutboxPump(Sender(server)).RunDue(CancellationToken.None));
        Assert.Equal((2, bench.Clock.GetCurrentInstant() + Duration.FromSeconds(20)), ((await bench.Outbox(id))[0].Attempts, (await bench.Outbox(id))[0].NextAt));
        server.Mood = SmtpMood.Takes;
        Assert.Equal(0, await bench.NewOutboxPump(Sender(server)).RunDue(CancellationToken.None));
        bench.Clock.Advance(Duration.FromSeconds(20));
        Assert.Equal(1, await bench.NewOutboxPump(Sender(server)).RunDue(CancellationToken.None));

        Assert.Equal($"<caseflow.{row.Id}.{row.CreatedAt.ToUnixTimeMilliseconds()}@example.kz>", Assert.Single(server.Received).Header("Message-ID"));
        Assert.Empty(await bench.Incidents(id));
    }

    [Theory]
    [InlineData(SmtpMood.RefusesMails, true, "The mail server did not take the mail: TransactionFailed.")]
    [InlineData(SmtpMood.RefusesSignIn, false, null)]
    [InlineData(SmtpMood.StallsAfterData, false, "The mail server did not answer within 1 s.")]
    public async Task A_server_that_does_not_take_it_is_tried_again_unless_it_refuses_for_good(SmtpMood mood, bool permanent, string? message)
    {
        await using var server = new SmtpStandIn { Mood = mood };
        var error = await Assert.ThrowsAsync<MailException>(() => Sender(server, "кеңсе").Send(new MailMessage("a@example.kz", "s", "t"), "1", CancellationToken.None));

        Assert.Equal(permanent, error.Permanent);
        Assert.Equal(message ?? error.Message, error.Message);
        Assert.DoesNotContain("example.kz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_becomes_an_incident_after_the_last_attempt()
    {
        int port;
        await using (var gone = new SmtpStandIn())
        {
            port = gone.Port;
        }

        using var bench = await BenchAsync();
        bench.Options.PumpAttempts = 2;
        var id = await bench.Start();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await bench.NewOutboxPump(new SmtpMailSender(new MailOptions { Host = "127.0.0.1", Port = port, StartTls = false, From = "office@example.kz" })).RunDue(CancellationToken.None);
            bench.Clock.Advance(Duration.FromHours(1));
        }

        var incident = Assert.Single(await bench.Incidents(id));
        Assert.Equal((IncidentSource.Outbox, RunnerCodes.OutboxFailed, "The mail server did not take the mail: GeneralFailure."), (incident.Source, incident.Code, incident.Message));
        Assert.Equal(WorkItem.NotDue, Assert.Single(await bench.Outbox(id)).NextAt);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static SmtpMailSender Sender(SmtpStandIn server, string user = "") => new(new MailOptions
    {
        Host = "127.0.0.1",
        Port = server.Port,
        StartTls = false,
        UserName = user,
        Password = user,
        From = "office@example.kz",
        TimeoutSeconds = server.Mood == SmtpMood.StallsAfterData ? 1 : 20,
    });

    private async Task<Bench> BenchAsync()
    {
        var bench = Bench.On(await databases.Get(Provider.Sqlite), Mails);
        bench.Handlers.AddLocal("send", static (call, _) =>
        {
            call.Send(new MailMessage("complainant@example.kz", "Жауап", "Көшірмесі."));
            return Task.FromResult(ServiceAnswer.Done);
        });
        return bench;
    }

    /// <summary>Sends a mail in another process: whom a process trusts is read from its environment when it starts.</summary>
    private async Task<(int Exit, string Error)> InAProcessThatTrusts(string certificate, int port, string user, string password)
    {
        var file = Path.Combine(folder, "trusted.pem");
        await File.WriteAllTextAsync(file, certificate);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CaseFlow.Faults.dll"), "mail", port.ToString(CultureInfo.InvariantCulture), user, password])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        start.Environment["SSL_CERT_FILE"] = file;
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error.Trim());
    }
}
