using CaseFlow.Core.Cases;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using CaseFlow.Tests.Database;

namespace CaseFlow.Tests.Running;

/// <summary>A signal on its way from one case to all others. Each test has a database of its own, since a pump takes whatever is there.</summary>
public class SignalTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    /// <summary>It waits for the signal beside a task, again and again, or throws it.</summary>
    private static readonly ProcessGraph Model = TestModel.Read(
        """
        <startEvent id="s"/><exclusiveGateway id="which" default="which_throw"/>
        <userTask id="work"/><boundaryEvent id="heard" attachedToRef="work" cancelActivity="false"><signalEventDefinition signalRef="sig"/></boundaryEvent>
        <serviceTask id="note" c:handler="note"/><endEvent id="noted"/>
        <intermediateThrowEvent id="throw"><signalEventDefinition signalRef="sig"/></intermediateThrowEvent><endEvent id="e"/>
        <sequenceFlow id="which_work" sourceRef="which" targetRef="work"><conditionExpression>waits</conditionExpression></sequenceFlow>
        """,
        "s→which", "which→throw", "throw→e", "heard→note", "note→noted", "work→e");

    [Theory, EveryDatabase]
    public async Task A_signal_reaches_every_case_that_waits_once_each_in_a_step_of_its_own(Provider provider)
    {
        using var bench = await NewBench(provider);
        var waiting = await Waiting(bench, 3);
        var thrower = await Throw(bench);

        Assert.Equal(4, await bench.NewOutboxPump().RunDue(CancellationToken.None));

        foreach (var id in waiting)
        {
            Assert.Equal(["start", "signal"], (await bench.History(id)).Select(row => row.Kind));
            Assert.Equal("heard", (await bench.History(id))[1].Why);
            Assert.Single(await bench.Subscriptions(id));
            Assert.Empty(await bench.Outbox(id));
            await bench.CheckHistory(id);
        }

        Assert.Empty(await bench.Outbox(thrower));
        Assert.Equal(0, await bench.NewOutboxPump().RunDue(CancellationToken.None));
    }

    [Theory, EveryDatabase]
    public async Task Who_threw_it_has_had_it_and_is_left_alone(Provider provider)
    {
        var both = TestModel.Read(
            """
            <startEvent id="s"/><parallelGateway id="fork"/><intermediateCatchEvent id="first"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>
            <intermediateCatchEvent id="second"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>
            <userTask id="ready"/><intermediateThrowEvent id="throw"><signalEventDefinition signalRef="sig"/></intermediateThrowEvent>
            """,
            "s→fork", "fork→first", "fork→ready", "first→second", "ready→throw");
        using var bench = Bench.On(await databases.New(provider), both);
        var thrower = await bench.Start();
        var other = await bench.Start();
        await bench.Complete(thrower, "ready");

        await bench.NewOutboxPump().RunDue(CancellationToken.None);

        Assert.Equal("second", Assert.Single(await bench.Subscriptions(thrower)).Element);
        Assert.Equal("second", Assert.Single(await bench.Subscriptions(other)).Element);
    }

    [Theory, EveryDatabase]
    public async Task After_a_crash_between_two_deliveries_the_rest_is_delivered_and_nothing_twice(Provider provider)
    {
        foreach (var point in new[] { "signal-fanned-out", "signal-delivered" })
        {
            using var bench = await NewBench(provider);
            var waiting = await Waiting(bench, 4);
            await Throw(bench);
            var dying = bench.NewOutboxPump();
            using var end = new CancellationTokenSource();
            var times = 0;
            dying.At = reached =>
            {
                if (reached == point && ++times == (point == "signal-delivered" ? 2 : 1))
                {
                    end.Cancel();
                    throw new OperationCanceledException(point);
                }
            };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dying.RunDue(end.Token));

            bench.Clock.Advance(bench.Options.Claim);
            await bench.NewOutboxPump().RunDue(CancellationToken.None);

            foreach (var id in waiting)
            {
                Assert.Single(await bench.History(id), row => row.Kind == "signal");
                Assert.Empty(await bench.Outbox(id));
            }
        }
    }

    [Theory, EveryDatabase]
    public async Task Competing_pumps_deliver_a_signal_once_to_each(Provider provider)
    {
        using var bench = await NewBench(provider);
        var waiting = await Waiting(bench, 25);
        await Throw(bench);
        using var barrier = new Barrier(3);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var pump = bench.NewOutboxPump();
                barrier.SignalAndWait();
                pump.RunDue(CancellationToken.None).GetAwaiter().GetResult();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        await bench.NewOutboxPump().RunDue(CancellationToken.None);

        foreach (var id in waiting)
        {
            Assert.Single(await bench.History(id), row => row.Kind == "signal");
        }
    }

    [Theory, EveryDatabase]
    public async Task A_case_that_fails_at_the_signal_holds_up_no_other_and_one_that_is_gone_is_no_matter(Provider provider)
    {
        using var bench = await NewBench(provider);
        var waiting = await Waiting(bench, 3);
        var (sick, gone, healthy) = (waiting[0], waiting[1], waiting[2]);
        bench.Options.PumpAttempts = 1;
        bench.Options.StateBytes = 2000;
        bench.OnNote = call => call.Case.Id == sick ? ServiceAnswer.DoneWith(("text", Value.Of(new string('x', 5000)))) : ServiceAnswer.Done;
        await Throw(bench);
        var pump = bench.NewOutboxPump();
        pump.At = point =>
        {
            // Between the fan-out and the deliveries.
            pump.At = static _ => { };
            Assert.IsType<Committed>(bench.Complete(gone, "work").GetAwaiter().GetResult());
        };

        await pump.RunDue(CancellationToken.None);

        Assert.Single(await bench.History(healthy), row => row.Kind == "signal");
        Assert.Equal(ProcessStatus.Ended, (await bench.Case(gone)).Status);
        Assert.Empty(await bench.Incidents(gone));
        Assert.Contains(await bench.Incidents(sick), incident => incident is { Source: IncidentSource.Outbox, ResolvedAt: null });

        bench.OnNote = static _ => ServiceAnswer.Done;
        var incident = (await bench.Incidents(sick)).Single(one => one.Source == IncidentSource.Outbox);
        Assert.Null(await bench.NewIncidentRetry().Retry(incident.Id, actorId: 3, CancellationToken.None));
        await bench.NewOutboxPump().RunDue(CancellationToken.None);
        Assert.Single(await bench.History(sick), row => row.Kind == "signal");
    }

    [Theory, EveryDatabase]
    public async Task A_signal_starts_every_process_that_it_starts(Provider provider)
    {
        var database = await databases.New(provider);
        using var clock = Bench.OnCatalog(database);
        var catalog = new TestCatalog(database, clock.Clock);
        var thrower = await catalog.InForce(TestModel.Xml(
            "thrower", """<startEvent id="s"/><intermediateThrowEvent id="t"><signalEventDefinition signalRef="sig"/></intermediateThrowEvent><endEvent id="e"/>""", "s→t", "t→e"));
        foreach (var process in new[] { "fire", "police" })
        {
            await catalog.InForce(TestModel.Xml(process, """<startEvent id="called"><signalEventDefinition signalRef="sig"/></startEvent><userTask id="go"/>""", "called→go"));
        }

        using var bench = await Bench.OnCatalog(database, thrower);
        await bench.Start();
        await bench.NewOutboxPump().RunDue(CancellationToken.None);
        await bench.NewOutboxPump().RunDue(CancellationToken.None);

        Assert.Equal(["fire v1", "police v1", "thrower v1"], (await catalog.Cases()).Order(StringComparer.Ordinal));
        Assert.Empty(await catalog.Rows<OutboxMessage>());
    }

    private async Task<Bench> NewBench(Provider provider)
    {
        var bench = Bench.On(await databases.New(provider), Model);
        bench.Handlers.AddInline("note", call => bench.OnNote(call));
        return bench;
    }

    private static async Task<List<long>> Waiting(Bench bench, int count)
    {
        var ids = new List<long>();
        for (var no = 0; no < count; no++)
        {
            ids.Add(await bench.Start(("waits", Value.True)));
        }

        return ids;
    }

    private static Task<long> Throw(Bench bench) => bench.Start(("waits", Value.False));
}
