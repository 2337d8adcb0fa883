using CaseFlow.Core.Cases;
using CaseFlow.Core.Mail;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using CaseFlow.Infrastructure.Mail;
using CaseFlow.StandIns;
using CaseFlow.Tests.Database;
using NodaTime;

namespace CaseFlow.Tests.Running;

/// <summary>Each test has a database of its own, since a pump takes whatever is there.</summary>
public class OutboxPumpTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly ProcessGraph Mails = TestModel.Read(
        """<startEvent id="s"/><serviceTask id="tell" c:handler="tell"/><userTask id="after"/><endEvent id="e"/>""",
        "s→tell", "tell→after", "after→e");

    private static readonly ProcessGraph Calls = TestModel.Read(
        """
        <startEvent id="s"/><serviceTask id="ask" c:handler="ask"/><userTask id="after"/><endEvent id="e"/>
        <boundaryEvent id="unknown" attachedToRef="ask"><errorEventDefinition errorRef="err"/></boundaryEvent><endEvent id="unknownEnd"/>
        """,
        "s→ask", "ask→after", "after→e", "unknown→unknownEnd");

    private static readonly ProcessGraph Talks = TestModel.Read(
        """
        <startEvent id="s"/><exclusiveGateway id="which" default="which_pay"/>
        <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m" c:correlationKey="${order}"/></intermediateCatchEvent>
        <sendTask id="pay" messageRef="m" c:correlationKey="${order}"/><endEvent id="e"/>
        <sequenceFlow id="which_wait" sourceRef="which" targetRef="wait"><conditionExpression>waits</conditionExpression></sequenceFlow>
        """,
        "s→which", "which→pay", "wait→e", "pay→e");

    [Theory, EveryDatabase]
    public async Task A_mail_goes_out_after_the_commit_and_its_row_goes(Provider provider)
    {
        await using var server = new SmtpStandIn();
        using var bench = await NewBench(provider, Mails);
        var id = await bench.Start();
        var row = Assert.Single(await bench.Outbox(id));
        Assert.Empty(server.Received);

        Assert.Equal(1, await bench.NewOutboxPump(Sender(server)).RunDue(CancellationToken.None));

        Assert.Equal($"<caseflow.{row.Id}.{row.CreatedAt.ToUnixTimeMilliseconds()}@example.kz>", Assert.Single(server.Received).Header("Message-ID"));
        Assert.Empty(await bench.Outbox(id));
    }

    [Theory, EveryDatabase]
    public async Task A_mail_whose_answer_was_lost_goes_again_under_the_same_id(Provider provider)
    {
        await using var server = new SmtpStandIn { Mood = SmtpMood.TakesWithoutAnswer };
        using var bench = await NewBench(provider, Mails);
        var id = await bench.Start();
        Assert.Equal(0, await bench.NewOutboxPump(Sender(server)).RunDue(CancellationToken.None));
        Assert.Equal((1, Bench.Begin + Duration.FromSeconds(10)), ((await bench.Outbox(id))[0].Attempts, (await bench.Outbox(id))[0].NextAt));

        server.Mood = SmtpMood.Takes;
        Assert.Equal(0, await bench.NewOutboxPump(Sender(server)).RunDue(CancellationToken.None));
        bench.Clock.Advance(Duration.FromSeconds(10));
        Assert.Equal(1, await bench.NewOutboxPump(Sender(server)).RunDue(CancellationToken.None));

        Assert.Equal(2, server.Received.Count);
        Assert.Single(server.Received.Select(static mail => mail.Header("Message-ID")).Distinct());
    }

    [Theory, EveryDatabase]
    public async Task After_the_last_attempt_a_manager_sees_an_incident_and_can_send_again(Provider provider)
    {
        await using var server = new SmtpStandIn { Mood = SmtpMood.TakesWithoutAnswer };
        using var bench = await NewBench(provider, Mails);
        bench.Options.PumpAttempts = 3;
        var id = await bench.Start();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await bench.NewOutboxPump(Sender(server)).RunDue(CancellationToken.None);
            bench.Clock.Advance(Duration.FromHours(1));
        }

        Assert.Equal(3, server.Received.Count);
        var incident = Assert.Single(await bench.Incidents(id));
        Assert.Equal((IncidentSource.Outbox, RunnerCodes.OutboxFailed), (incident.Source, incident.Code));

        server.Mood = SmtpMood.Takes;
        Assert.Null(await bench.NewIncidentRetry().Retry(incident.Id, actorId: 3, CancellationToken.None));
        Assert.Equal(1, await bench.NewOutboxPump(Sender(server)).RunDue(CancellationToken.None));
        Assert.NotNull(Assert.Single(await bench.Incidents(id)).ResolvedAt);
    }

    [Theory, EveryDatabase]
    public async Task A_refused_recipient_is_not_tried_again(Provider provider)
    {
        await using var server = new SmtpStandIn { Mood = SmtpMood.RefusesRecipients };
        using var bench = await NewBench(provider, Mails);
        var id = await bench.Start();
        await bench.NewOutboxPump(Sender(server)).RunDue(CancellationToken.None);
        Assert.Equal("The mail server refused the recipient: MailboxUnavailable.", Assert.Single(await bench.Incidents(id)).Message);
    }

    [Theory, EveryDatabase]
    public async Task A_remote_handler_is_called_with_one_key_until_it_answers(Provider provider)
    {
        using var bench = await NewBench(provider, Calls);
        var keys = new List<long>();
        bench.Handlers.AddRemote("ask", (call, _) =>
        {
            keys.Add(call.IdempotencyKey);
            return keys.Count == 1 ? throw new HttpRequestException("away") : Task.FromResult(ServiceAnswer.DoneWith(("answer", Value.Of("yes"))));
        });
        var id = await bench.Start();

        await bench.NewOutboxPump().RunDue(CancellationToken.None);
        bench.Clock.Advance(Duration.FromSeconds(10));
        Assert.Equal(1, await bench.NewOutboxPump().RunDue(CancellationToken.None));

        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
        Assert.Equal(Value.Of("yes"), (await bench.State(id)).Root!.Variables!["answer"]);
        Assert.Empty(await bench.Outbox(id));
        await bench.CheckHistory(id);
    }

    [Theory, EveryDatabase]
    public async Task A_remote_handlers_error_takes_the_boundary_and_its_last_failure_is_an_incident_of_the_element(Provider provider)
    {
        using var bench = await NewBench(provider, Calls);
        ServiceAnswer answer = new ServiceFailed("UNKNOWN", "not in the register");
        bench.Handlers.AddRemote("ask", (_, _) => Task.FromResult(answer));
        bench.Options.PumpAttempts = 1;
        var business = await bench.Start();
        await bench.NewOutboxPump().RunDue(CancellationToken.None);
        Assert.Equal("unknownEnd", (await bench.Case(business)).Outcome);

        answer = new ServiceFailed(null, "away");
        var technical = await bench.Start();
        await bench.NewOutboxPump().RunDue(CancellationToken.None);
        var incident = Assert.Single(await bench.Incidents(technical));
        Assert.Equal((IncidentSource.Process, "ask", "away"), (incident.Source, incident.Element, incident.Message));
        Assert.Empty(await bench.Outbox(technical));

        answer = ServiceAnswer.Done;
        Assert.Null(await bench.NewIncidentRetry().Retry(incident.Id, actorId: 3, CancellationToken.None));
        await bench.NewOutboxPump().RunDue(CancellationToken.None);
        Assert.Equal("after", Assert.Single(await bench.WorkItems(technical)).Element);
    }

    [Theory, EveryDatabase]
    public async Task A_message_finds_the_case_that_waits_for_its_key(Provider provider)
    {
        using var bench = await NewBench(provider, Talks);
        var waiting = await bench.Start(("waits", Value.True), ("order", Value.Of("A-1")));
        var other = await bench.Start(("waits", Value.True), ("order", Value.Of("A-2")));
        await bench.Start(("waits", Value.False), ("order", Value.Of("A-1")));

        Assert.Equal(1, await bench.NewOutboxPump().RunDue(CancellationToken.None));

        Assert.Equal(ProcessStatus.Ended, (await bench.Case(waiting)).Status);
        Assert.Equal(ProcessStatus.Running, (await bench.Case(other)).Status);
    }

    [Theory, EveryDatabase]
    public async Task A_message_for_nobody_or_for_two_is_an_incident(Provider provider)
    {
        using var bench = await NewBench(provider, Talks);
        var nobody = await bench.Start(("waits", Value.False), ("order", Value.Of("A-1")));
        await bench.NewOutboxPump().RunDue(CancellationToken.None);
        Assert.StartsWith(RejectionCodes.NoSubscription, Assert.Single(await bench.Incidents(nobody)).Message, StringComparison.Ordinal);

        await bench.Start(("waits", Value.True), ("order", Value.Of("A-9")));
        await bench.Start(("waits", Value.True), ("order", Value.Of("A-9")));
        var two = await bench.Start(("waits", Value.False), ("order", Value.Of("A-9")));
        await bench.NewOutboxPump().RunDue(CancellationToken.None);
        Assert.StartsWith(RejectionCodes.Ambiguous, Assert.Single(await bench.Incidents(two)).Message, StringComparison.Ordinal);
    }

    private async Task<Bench> NewBench(Provider provider, ProcessGraph model)
    {
        var bench = Bench.On(await databases.New(provider), model);
        bench.Handlers.AddLocal("tell", (call, _) =>
        {
            call.Send(new MailMessage("applicant@example.kz", "Анықтама", "Дайын."));
            return Task.FromResult(ServiceAnswer.Done);
        });
        return bench;
    }

    private static SmtpMailSender Sender(SmtpStandIn server) =>
        new(new MailOptions { Host = "127.0.0.1", Port = server.Port, StartTls = false, From = "office@example.kz" });
}
