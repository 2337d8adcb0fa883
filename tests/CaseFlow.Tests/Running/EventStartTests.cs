using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using CaseFlow.Tests.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Running;

/// <summary>What starts a case by itself. Each test has a database of its own, since a pump takes whatever is due.</summary>
public class EventStartTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly string OnMessage = TestModel.Xml(
        "orders",
        """
        <startEvent id="s"><messageEventDefinition messageRef="m"/></startEvent><userTask id="work"/>
        <intermediateCatchEvent id="again"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><endEvent id="e"/>
        """,
        "s→work", "work→again", "again→e");

    [Theory, EveryDatabase]
    public async Task A_message_starts_a_case_of_the_office_that_the_service_names(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        var definition = await catalog.InForce(OnMessage);

        var result = Assert.IsType<Committed>(await Deliver(bench, "paid", "msg-1", key: "A-1"));

        var row = await bench.Case(result.Case.Id);
        var office = await catalog.Office();
        Assert.Equal(("personal-farm-certificate", "orders", definition, office, office), (row.ServiceKey, row.ProcessKey, row.DefinitionId, row.OfficeId, row.IntakeOfficeId));
        Assert.Equal(("A-1", Value.Of(3m)), ((await bench.State(row.Id)).BusinessKey, (await bench.State(row.Id)).Root!.Variables!["amount"]));
        Assert.Equal((definition, "work"), (Assert.Single(await bench.WorkItems(row.Id)).DefinitionId, (await bench.WorkItems(row.Id))[0].Element));
        await bench.CheckHistory(row.Id);
    }

    [Theory, EveryDatabase]
    public async Task A_message_again_starts_nothing_and_says_so(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        await Catalog(bench).InForce(OnMessage);
        await Deliver(bench, "paid", "msg-1");

        Assert.Equal(new AlreadyDone(0, Bench.Begin, Same: true), await Deliver(bench, "paid", "msg-1"));
        Assert.IsType<Committed>(await Deliver(bench, "paid", "msg-2"));
        Assert.Equal(["orders v1", "orders v1"], await Catalog(bench).Cases());
    }

    [Theory, EveryDatabase]
    public async Task One_message_that_arrives_twice_at_once_starts_one_case(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        await Catalog(bench).InForce(OnMessage);

        var results = await AtOnce(4, () => Deliver(bench, "paid", "msg-1"));

        Assert.Single(results.OfType<Committed>());
        Assert.Equal(3, results.OfType<AlreadyDone>().Count());
        Assert.Equal(["orders v1"], await Catalog(bench).Cases());
    }

    [Theory, EveryDatabase]
    public async Task A_case_that_waits_for_the_message_comes_before_its_start(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        await Catalog(bench).InForce(OnMessage);
        var first = Assert.IsType<Committed>(await Deliver(bench, "paid", "msg-1")).Case.Id;
        await bench.Complete(first, "work");

        await Deliver(bench, "paid", "msg-2");

        Assert.Equal(ProcessStatus.Ended, (await bench.Case(first)).Status);
        Assert.Equal(["orders v1"], await Catalog(bench).Cases());
        Assert.Equal(RejectionCodes.NoSubscription, Assert.IsType<Refused>(await Deliver(bench, "nobody", "msg-3")).Code);
    }

    [Theory, EveryDatabase]
    public async Task A_message_of_a_case_starts_another_and_its_row_goes(Provider provider)
    {
        var sends = TestModel.ReadAs("p", """<startEvent id="s"/><sendTask id="pay" messageRef="m"/><endEvent id="e"/>""", "s→pay", "pay→e");
        var database = await databases.New(provider);
        using var bench = Bench.OnCatalog(database);
        using var sender = Bench.On(database, sends);
        await Catalog(bench).InForce(OnMessage);
        var id = await sender.Start();

        Assert.Equal(1, await bench.NewOutboxPump().RunDue(CancellationToken.None));

        Assert.Equal(["orders v1"], await Catalog(bench).Cases());
        Assert.Empty(await bench.Outbox(id));
    }

    [Theory, EveryDatabase]
    public async Task The_version_that_comes_into_force_starts_the_cases_from_then_on(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        await catalog.InForce(OnMessage);
        await Deliver(bench, "paid", "msg-1");
        bench.Clock.Advance(Duration.FromDays(1));
        await catalog.InForce(OnMessage.Replace("work", "task", StringComparison.Ordinal));
        await Deliver(bench, "paid", "msg-2");
        bench.Clock.Advance(Duration.FromDays(1));
        await catalog.InForce(TestModel.Xml("orders", """<startEvent id="s"/><endEvent id="e"/>""", "s→e"));

        Assert.Equal(["orders v1", "orders v2"], await catalog.Cases());
        Assert.Equal(RejectionCodes.NoSubscription, Assert.IsType<Refused>(await Deliver(bench, "paid", "msg-3")).Code);
        Assert.Equal(
            [(Bench.Begin, Bench.Begin + Duration.FromDays(1)), (Bench.Begin + Duration.FromDays(1), bench.Clock.Now), (bench.Clock.Now, WorkItem.NotDue)],
            (await catalog.Rows<DefinitionInForce>()).OrderBy(row => row.ValidFrom).Select(row => (row.ValidFrom, row.ValidUntil)));
    }

    [Theory, EveryDatabase]
    public async Task A_cycle_starts_as_often_as_it_says_each_time_counted_from_the_last(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        await catalog.InForce(OnTimer("<timeCycle>R3/PT1H</timeCycle>"));
        Assert.Equal(Bench.Begin + Duration.FromHours(1), await bench.NewTimerPump().NextDue(CancellationToken.None));

        bench.Clock.Advance(Duration.FromMinutes(90));
        Assert.Equal(1, await bench.NewTimerPump().RunDue(CancellationToken.None));
        Assert.Equal(Bench.Begin + Duration.FromHours(2), await bench.NewTimerPump().NextDue(CancellationToken.None));
        bench.Clock.Advance(Duration.FromHours(10));
        Assert.Equal(2, await bench.NewTimerPump().RunDue(CancellationToken.None));

        Assert.Equal(3, (await catalog.Cases()).Count);
        Assert.Empty(await catalog.Starts());
        Assert.Null(await bench.NewTimerPump().NextDue(CancellationToken.None));
        Assert.All(await catalog.Rows<HistoryRow>(), row => Assert.Equal(("start", "s"), (row.Kind, row.Why)));
    }

    [Theory, EveryDatabase]
    public async Task A_cron_expression_a_duration_and_a_date_start_at_their_times(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        await catalog.InForce(OnTimer("<timeCycle>0 0 12 * * ?</timeCycle>", "daily"));
        await catalog.InForce(OnTimer("<timeDuration>PT2H</timeDuration>", "once"));
        await catalog.InForce(OnTimer("<timeDate>2026-11-20T10:30:00Z</timeDate>", "dated"));
        var pump = bench.NewTimerPump();

        foreach (var (hour, expected) in new[] { (1, ""), (2, "dated v1,once v1"), (3, "dated v1,once v1,daily v1"), (27, "dated v1,once v1,daily v1,daily v1") })
        {
            bench.Clock.Advance(Bench.Begin + Duration.FromHours(hour) - bench.Clock.Now);
            await pump.RunDue(CancellationToken.None);
            Assert.Equal(expected, string.Join(',', await catalog.Cases()));
        }
    }

    [Theory, EveryDatabase]
    public async Task Competing_pumps_start_each_occurrence_once(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        foreach (var process in Enumerable.Range(0, 6).Select(no => $"cycle{no}"))
        {
            await catalog.InForce(OnTimer("<timeCycle>R5/PT1H</timeCycle>", process));
        }

        bench.Clock.Advance(Duration.FromHours(9));
        var started = await AtOnce(3, () => bench.NewTimerPump().RunDue(CancellationToken.None));

        Assert.Equal(30, started.Sum());
        Assert.Equal(30, (await catalog.Cases()).Count);
        Assert.Equal(30, (await catalog.Rows<StartOccurrence>()).DistinctBy(row => (row.TriggerId, row.Key)).Count());
    }

    [Theory, EveryDatabase]
    public async Task A_pump_whose_claim_ran_out_while_it_slept_starts_nothing_twice(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        await catalog.InForce(OnTimer("<timeCycle>R/PT1H</timeCycle>"));
        bench.Clock.Advance(Duration.FromHours(1));

        var slow = bench.NewTimerPump(point =>
        {
            bench.Clock.Advance(bench.Options.Claim);
            Assert.Equal(1, bench.NewTimerPump().RunDue(CancellationToken.None).GetAwaiter().GetResult());
        });
        Assert.Equal(0, await slow.RunDue(CancellationToken.None));

        Assert.Single(await catalog.Cases());
        Assert.Equal(Bench.Begin + Duration.FromHours(2), Assert.Single(await catalog.Starts()).DueAt);
    }

    [Theory, EveryDatabase]
    public async Task What_a_dying_pump_had_in_hand_starts_when_its_claim_runs_out(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        await catalog.InForce(OnTimer("<timeDuration>PT1H</timeDuration>"));
        bench.Clock.Advance(Duration.FromHours(1));
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            bench.NewTimerPump(static point => throw new OperationCanceledException(point)).RunDue(CancellationToken.None));

        Assert.Equal(0, await bench.NewTimerPump().RunDue(CancellationToken.None));
        bench.Clock.Advance(bench.Options.Claim);
        Assert.Equal(1, await bench.NewTimerPump().RunDue(CancellationToken.None));
        Assert.Single(await catalog.Cases());
    }

    [Theory, EveryDatabase]
    public async Task A_date_that_has_come_does_not_come_again_with_the_next_version_but_a_cycle_counts_anew(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        await catalog.InForce(OnTimer("<timeDate>2026-11-20T10:00:00Z</timeDate>", "dated"));
        await catalog.InForce(OnTimer("<timeCycle>R2/PT1H</timeCycle>", "cycle"));
        bench.Clock.Advance(Duration.FromMinutes(90));
        await bench.NewTimerPump().RunDue(CancellationToken.None);

        await catalog.InForce(OnTimer("<timeDate>2026-11-20T10:00:00Z</timeDate><!-- 2 -->", "dated"));
        await catalog.InForce(OnTimer("<timeCycle>R2/PT1H</timeCycle><!-- 2 -->", "cycle"));
        bench.Clock.Advance(Duration.FromMinutes(50));
        Assert.Equal(0, await bench.NewTimerPump().RunDue(CancellationToken.None));
        bench.Clock.Advance(Duration.FromMinutes(10));
        Assert.Equal(1, await bench.NewTimerPump().RunDue(CancellationToken.None));

        Assert.Equal(["cycle v1", "cycle v2", "dated v1"], (await catalog.Cases()).Order(StringComparer.Ordinal));
        Assert.Equal(("cycle", 1), (Assert.Single(await catalog.Starts()).Key, (await catalog.Starts())[0].Remaining));
    }

    [Theory, EveryDatabase]
    public async Task A_start_that_fails_again_and_again_is_an_incident_and_goes_on_when_it_is_mended(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        await catalog.InForce(OnTimer("<timeCycle>R/PT1H</timeCycle>"));
        bench.Options.PumpAttempts = 2;
        bench.Options.StateBytes = 10;
        bench.Clock.Advance(Duration.FromHours(1));
        await bench.NewTimerPump().RunDue(CancellationToken.None);
        bench.Clock.Advance(Duration.FromMinutes(1));
        await bench.NewTimerPump().RunDue(CancellationToken.None);

        var incident = Assert.Single(await catalog.Rows<CaseIncident>());
        Assert.Equal((IncidentSource.Start, "s", RunnerCodes.TimerFailed, 0L), (incident.Source, incident.Element, incident.Code, incident.CaseId));
        bench.Options.StateBytes = 100_000;
        Assert.Equal(0, await bench.NewTimerPump().RunDue(CancellationToken.None));
        Assert.Null(await bench.NewIncidentRetry().Retry(incident.Id, actorId: 3, CancellationToken.None));
        Assert.Equal(1, await bench.NewTimerPump().RunDue(CancellationToken.None));
        Assert.Equal(Bench.Begin + Duration.FromHours(2), Assert.Single(await catalog.Starts()).DueAt);
    }

    [Theory, EveryDatabase]
    public async Task Conditions_are_looked_at_when_asked_and_start_once(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        await catalog.InForce(OnEvent("cold", "<conditionalEventDefinition><condition>degrees &lt; 0</condition></conditionalEventDefinition>"));
        await catalog.InForce(OnEvent("hot", "<conditionalEventDefinition><condition>degrees &gt; 30</condition></conditionalEventDefinition>"));
        var starts = bench.NewStarts();

        Assert.Empty(await starts.LookAtConditions(Variables.Of(("wind", Value.Of(3m))), "look-1", CancellationToken.None));
        Assert.IsType<Committed>(Assert.Single(await starts.LookAtConditions(Variables.Of(("degrees", Value.Of(-5m))), "look-2", CancellationToken.None)));
        Assert.IsType<AlreadyDone>(Assert.Single(await starts.LookAtConditions(Variables.Of(("degrees", Value.Of(-5m))), "look-2", CancellationToken.None)));

        Assert.Equal(["cold v1"], await catalog.Cases());
    }

    [Theory, EveryDatabase]
    public async Task A_receive_task_and_an_event_based_gateway_start_too(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        await catalog.InForce(TestModel.Xml("received", """<receiveTask id="r" messageRef="m" instantiate="true"/><userTask id="w"/>""", "r→w"));
        await catalog.InForce(TestModel.Xml(
            "either",
            """
            <eventBasedGateway id="g" instantiate="true"/>
            <intermediateCatchEvent id="one"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>
            <intermediateCatchEvent id="two"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <userTask id="a"/><userTask id="b"/>
            """,
            "g→one", "g→two", "one→a", "two→b"));

        await Deliver(bench, "paid", "msg-1");
        bench.Clock.Advance(Duration.FromHours(1));
        await bench.NewTimerPump().RunDue(CancellationToken.None);

        Assert.Equal(["received v1", "either v1"], await catalog.Cases());
        Assert.Equal(["b", "w"], (await catalog.Rows<WorkItem>()).Select(item => item.Element).Order(StringComparer.Ordinal));
        Assert.Equal(["one", "r"], (await catalog.Starts()).Select(start => start.Element).Order(StringComparer.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task What_starts_by_itself_must_have_an_office_and_what_cannot_be_in_force_changes_nothing(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        await catalog.InForce(OnMessage);

        var (_, nowhere) = await catalog.Put(OnMessage.Replace("work", "task", StringComparison.Ordinal), serviceHasOffice: false);
        var (_, unknown) = await catalog.Put(OnMessage.Replace("<startEvent id=\"s\">", "<startEvent id=\"s\" c:office=\"x.9\">", StringComparison.Ordinal));
        Assert.Equal((RunnerCodes.NoOffice, "s"), (Assert.Single(nowhere).Code, nowhere[0].Element));
        Assert.Equal((RunnerCodes.NoOffice, "s"), (Assert.Single(unknown).Code, unknown[0].Element));
        await Deliver(bench, "paid", "msg-1");
        Assert.Equal(["orders v1"], await catalog.Cases());
        Assert.Single(await catalog.Rows<DefinitionInForce>());

        var own = OnMessage.Replace("<startEvent id=\"s\">", $"<startEvent id=\"s\" c:office=\"{TestCatalog.OfficeCode}\">", StringComparison.Ordinal);
        Assert.Empty((await catalog.Put(own, serviceHasOffice: false)).Problems);
    }

    [Theory, EveryDatabase]
    public async Task A_message_that_starts_another_process_is_refused_until_that_one_lets_it_go(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        await catalog.InForce(OnMessage);
        var rival = TestModel.Xml("rival", """<startEvent id="r"><messageEventDefinition messageRef="m"/></startEvent><endEvent id="e"/>""", "r→e");

        var problem = Assert.Single((await catalog.Put(rival)).Problems);
        Assert.Equal((DiagnosticCodes.DuplicateMessageStart, "r"), (problem.Code, problem.Element));
        Assert.Contains("«orders»", problem.Message, StringComparison.Ordinal);

        bench.Clock.Advance(Duration.FromDays(1));
        await catalog.InForce(TestModel.Xml("orders", """<startEvent id="s"/><endEvent id="e"/>""", "s→e"));
        Assert.Empty((await catalog.Put(rival.Replace("\"e\"", "\"end\"", StringComparison.Ordinal))).Problems);
    }

    [Theory, EveryDatabase]
    public async Task Two_that_come_into_force_at_once_do_not_both_get_the_message(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        await catalog.Office();
        var number = 0;

        var results = await AtOnce(2, async () =>
        {
            var xml = TestModel.Xml($"rival{Interlocked.Increment(ref number)}", """<startEvent id="r"><messageEventDefinition messageRef="m"/></startEvent><endEvent id="e"/>""", "r→e");
            try
            {
                return (await catalog.Put(xml)).Problems.Count == 0;
            }
            catch (Exception refused) when (refused is DbUpdateException or System.Data.Common.DbException or InvalidOperationException)
            {
                return false;
            }
        });

        Assert.Single(results, true);
        Assert.Single(await catalog.Starts());
    }

    [Theory, EveryDatabase]
    public async Task A_timer_or_a_name_that_needs_variables_cannot_start(Provider provider)
    {
        using var bench = Bench.OnCatalog(await databases.New(provider));
        var catalog = Catalog(bench);
        Assert.Equal(IncidentCodes.ExpressionError, Assert.Single((await catalog.Put(OnTimer("<timeDuration>${term}</timeDuration>"))).Problems).Code);
        Assert.Equal(RunnerCodes.NoDueTime, Assert.Single((await catalog.Put(OnTimer("<timeCycle>0 0 12 * * ? 2030</timeCycle>"))).Problems).Code);
        Assert.Empty(await catalog.Starts());
    }

    private static string OnTimer(string timer, string process = "timed") => OnEvent(process, $"<timerEventDefinition>{timer}</timerEventDefinition>");

    private static string OnEvent(string process, string definition) =>
        TestModel.Xml(process, $"""<startEvent id="s">{definition}</startEvent><userTask id="work"/><endEvent id="e"/>""", "s→work", "work→e");

    private static TestCatalog Catalog(Bench bench) => new(bench.Database!, bench.Clock);

    private static Task<RunResult> Deliver(Bench bench, string name, string triggerId, string? key = null) =>
        bench.NewMessages().Deliver(name, key, Variables.Of(("amount", Value.Of(3m))), triggerId, outboxId: 0, CancellationToken.None);

    private static Task<T[]> AtOnce<T>(int count, Func<Task<T>> work)
    {
        var barrier = new Barrier(count);
        return Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                return work().GetAwaiter().GetResult();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }
}
