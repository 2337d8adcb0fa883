using CaseFlow.Core.Cases;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using CaseFlow.Tests.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Running;

/// <summary>Each test has a database of its own, since a pump takes whatever is due.</summary>
public class TimerPumpTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly ProcessGraph Model = TestModel.Read(
        """
        <startEvent id="s"/><userTask id="work"/>
        <boundaryEvent id="remind" attachedToRef="work" cancelActivity="false"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></boundaryEvent>
        <boundaryEvent id="tooLate" attachedToRef="work"><timerEventDefinition><timeDuration>PT8H</timeDuration></timerEventDefinition></boundaryEvent>
        <serviceTask id="note" c:handler="note"/><endEvent id="reminded"/><endEvent id="late"/><endEvent id="e"/>
        """,
        "s→work", "work→e", "remind→note", "note→reminded", "tooLate→late");

    [Theory, EveryDatabase]
    public async Task Everything_due_fires_once_and_in_due_order(Provider provider)
    {
        using var bench = await NewBench(provider);
        var ids = new List<long>();
        for (var count = 0; count < 30; count++)
        {
            ids.Add(await bench.Start());
        }

        bench.Clock.Advance(Duration.FromMinutes(150));
        Assert.Equal(60, await bench.NewTimerPump().RunDue(CancellationToken.None));
        Assert.Equal(0, await bench.NewTimerPump().RunDue(CancellationToken.None));
        Assert.Equal(Bench.Begin + Duration.FromHours(3), await bench.NewTimerPump().NextDue(CancellationToken.None));

        bench.Clock.Advance(Duration.FromHours(10));
        Assert.Equal(60, await bench.NewTimerPump().RunDue(CancellationToken.None));
        foreach (var id in ids)
        {
            Assert.Equal("late", (await bench.Case(id)).Outcome);
            Assert.Equal(["remind", "remind", "remind", "tooLate"], (await bench.History(id)).Skip(1).Select(static row => row.Why));
            await bench.CheckHistory(id);
        }
    }

    [Theory, EveryDatabase]
    public async Task What_another_process_has_claimed_is_left_until_its_claim_runs_out(Provider provider)
    {
        using var bench = await NewBench(provider);
        await bench.Start();
        bench.Clock.Advance(Duration.FromHours(1));
        var dying = bench.NewTimerPump();
        dying.At = static point => throw new OperationCanceledException(point);
        await Assert.ThrowsAsync<OperationCanceledException>(() => dying.RunDue(CancellationToken.None));

        Assert.Equal(0, await bench.NewTimerPump().RunDue(CancellationToken.None));
        bench.Clock.Advance(bench.Options.Claim);
        Assert.Equal(1, await bench.NewTimerPump().RunDue(CancellationToken.None));
    }

    [Theory, EveryDatabase]
    public async Task One_case_that_fails_does_not_hold_up_the_others_and_ends_as_an_incident(Provider provider)
    {
        using var bench = await NewBench(provider);
        var sick = await bench.Start(("sick", Value.True));
        var healthy = await bench.Start(("sick", Value.False));
        bench.Options.PumpAttempts = 2;
        bench.Options.StateBytes = 4000;
        var broken = true;
        bench.OnNote = call => broken && call.Variables["sick"] == Value.True
            ? ServiceAnswer.DoneWith(("text", Value.Of(new string('x', 5000))))
            : ServiceAnswer.Done;
        bench.Clock.Advance(Duration.FromHours(1));

        Assert.Equal(1, await bench.NewTimerPump().RunDue(CancellationToken.None));
        Assert.Equal(2, (await bench.Case(healthy)).Version);
        bench.Clock.Advance(Duration.FromMinutes(1));
        await bench.NewTimerPump().RunDue(CancellationToken.None);
        var incident = (await bench.Incidents(sick)).Single(static incident => incident.Source == IncidentSource.Timer);
        Assert.Equal(("remind", RunnerCodes.TimerFailed), (incident.Element, incident.Code));
        Assert.Equal(1, (await bench.Case(sick)).Version);

        broken = false;
        Assert.Null(await bench.NewIncidentRetry().Retry(incident.Id, actorId: 3, CancellationToken.None));
        Assert.Equal(1, await bench.NewTimerPump().RunDue(CancellationToken.None));
        Assert.Equal(2, (await bench.Case(sick)).Version);
    }

    [Theory, EveryDatabase]
    public async Task A_leftover_row_of_an_ended_case_is_swept_away(Provider provider)
    {
        using var bench = await NewBench(provider);
        var id = await bench.Start();
        var timers = await bench.Timers(id);
        await bench.Complete(id, "work");
        await using (var db = bench.Database!.CreateDbContext())
        {
            db.AddRange(timers);
            await db.SaveChangesAsync();
        }

        bench.Clock.Advance(Duration.FromDays(1));
        Assert.Equal(0, await bench.NewTimerPump().RunDue(CancellationToken.None));
        Assert.Empty(await bench.Timers(id));
        Assert.Equal(ProcessStatus.Ended, (await bench.Case(id)).Status);
    }

    [Theory, EveryDatabase]
    public async Task Competing_pumps_fire_each_timer_once(Provider provider)
    {
        using var bench = await NewBench(provider);
        for (var count = 0; count < 40; count++)
        {
            await bench.Start();
        }

        bench.Clock.Advance(Duration.FromHours(1));
        using var barrier = new Barrier(3);
        var fired = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var pump = bench.NewTimerPump();
                barrier.SignalAndWait();
                return pump.RunDue(CancellationToken.None).GetAwaiter().GetResult();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(40, fired.Sum());
        await using var db = bench.Database!.CreateDbContext();
        Assert.Equal(40, await db.Set<HistoryRow>().CountAsync(row => row.Kind == "timer"));
    }

    private async Task<Bench> NewBench(Provider provider)
    {
        var bench = Bench.On(await databases.New(provider), Model);
        bench.Handlers.AddInline("note", call => bench.OnNote(call));
        return bench;
    }
}
