using CaseFlow.Core.Cases;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Tests.Database;
using NodaTime;

namespace CaseFlow.Tests.Running;

/// <summary>Two runners, as two processes have them, that have both read the case before either writes.</summary>
public class CompetingTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly ProcessGraph Branches = TestModel.Read(
        """
        <startEvent id="s"/><parallelGateway id="fork"/><userTask id="one"/><userTask id="two"/><parallelGateway id="join"/><endEvent id="e"/>
        """,
        "s→fork", "fork→one", "fork→two", "one→join", "two→join", "join→e");

    [Theory, EveryDatabase]
    public async Task Two_branches_that_reach_a_join_at_once_both_count(Provider provider)
    {
        using var bench = Bench.On(await databases.Get(provider), Branches);
        var id = await bench.Start();
        var work = await bench.WorkItems(id);

        var results = await AtOnce(
            bench,
            new CaseCommand(id, "form-one", new CompleteTask(work[0].No), 5),
            new CaseCommand(id, "form-two", new CompleteTask(work[1].No), 6));

        Assert.All(results, static result => Assert.IsType<Committed>(result));
        var row = await bench.Case(id);
        Assert.Equal((3, ProcessStatus.Ended), (row.Version, row.Status));
        Assert.Equal([5, 6], (await bench.WorkItems(id)).Select(static item => item.DoneBy));
        await bench.CheckHistory(id);
    }

    [Theory, EveryDatabase]
    public async Task Of_two_people_who_complete_one_task_at_once_the_second_is_told_of_the_first(Provider provider)
    {
        using var bench = Bench.On(await databases.Get(provider), Branches);
        var id = await bench.Start();
        var no = (await bench.WorkItems(id))[0].No;

        var results = await AtOnce(
            bench, new CaseCommand(id, "form-of-5", new CompleteTask(no), 5), new CaseCommand(id, "form-of-6", new CompleteTask(no), 6));

        var first = results[0] is Committed ? 5 : 6;
        Assert.Single(results.OfType<Committed>());
        Assert.Equal(new AlreadyDone(first, Bench.Begin, Same: false), Assert.Single(results.OfType<AlreadyDone>()));
        Assert.Equal(first, (await bench.WorkItems(id))[0].DoneBy);
        await bench.CheckHistory(id);
    }

    [Theory, EveryDatabase]
    public async Task One_form_posted_twice_at_once_is_done_once(Provider provider)
    {
        using var bench = Bench.On(await databases.Get(provider), Branches);
        var id = await bench.Start();
        var command = new CaseCommand(id, "form-one", new CompleteTask((await bench.WorkItems(id))[0].No), 5);

        var results = await AtOnce(bench, command, command);

        Assert.Single(results.OfType<Committed>());
        Assert.Equal(new AlreadyDone(5, Bench.Begin, Same: true), Assert.Single(results.OfType<AlreadyDone>()));
        Assert.Equal(2, (await bench.Case(id)).Version);
    }

    [Theory, EveryDatabase]
    public async Task One_application_posted_twice_at_once_starts_one_case(Provider provider)
    {
        using var bench = Bench.On(await databases.Get(provider), Branches);
        var command = bench.StartCommand(Bench.NewCaseId());

        var results = await AtOnce(bench, command, command);

        Assert.Single(results.OfType<Committed>());
        Assert.Equal(new AlreadyDone(1, Bench.Begin, Same: true), Assert.Single(results.OfType<AlreadyDone>()));
        Assert.Single(await bench.History(command.CaseId));
    }

    [Theory, EveryDatabase]
    public async Task Of_two_people_who_claim_one_task_at_once_one_has_it(Provider provider)
    {
        var database = await databases.Get(provider);
        using var bench = Bench.On(database, Branches);
        var id = await bench.Start();
        var no = (await bench.WorkItems(id))[0].No;
        using var barrier = new Barrier(2);

        var results = await Task.WhenAll(new long[] { 5, 6 }.Select(user => OnItsOwnThread(async () =>
        {
            await using var db = database.CreateDbContext();
            barrier.SignalAndWait();
            return await WorkItemClaims.Claim(db, id, no, user, CancellationToken.None);
        })));

        var holder = (await bench.WorkItems(id))[0].AssigneeId;
        Assert.Single(results.OfType<Claimed>());
        Assert.Equal(new ClaimedBy(holder), Assert.Single(results.OfType<ClaimedBy>()));
    }

    [Theory, EveryDatabase]
    public async Task A_claim_can_be_given_back_handed_over_and_comes_too_late(Provider provider)
    {
        var database = await databases.Get(provider);
        using var bench = Bench.On(database, Branches);
        var id = await bench.Start();
        var no = (await bench.WorkItems(id))[0].No;
        await using var db = database.CreateDbContext();

        Assert.Equal(new Claimed(), await WorkItemClaims.Claim(db, id, no, 5, CancellationToken.None));
        Assert.Equal(new Claimed(), await WorkItemClaims.Claim(db, id, no, 5, CancellationToken.None));
        Assert.Equal(new ClaimedBy(5), await WorkItemClaims.Release(db, id, no, 6, CancellationToken.None));
        Assert.Equal(new Claimed(), await WorkItemClaims.HandOver(db, id, no, 5, 6, CancellationToken.None));
        Assert.Equal(new Claimed(), await WorkItemClaims.Release(db, id, no, 6, CancellationToken.None));
        await bench.Complete(id, "one", actor: 7);
        Assert.Equal(new AlreadyClosed(7, Bench.Begin), await WorkItemClaims.Claim(db, id, no, 5, CancellationToken.None));
        Assert.Equal(new NoWorkItem(), await WorkItemClaims.Claim(db, id, 999, 5, CancellationToken.None));
    }

    /// <summary>Runs two commands so that both have loaded the case before either goes on.</summary>
    private static async Task<RunResult[]> AtOnce(Bench bench, CaseCommand one, CaseCommand other)
    {
        using var loaded = new CountdownEvent(2);
        var definitions = new MeetingDefinitions(bench.Graph, loaded);
        return await Task.WhenAll(
            OnItsOwnThread(() => bench.NewRunner(definitions).Run(one)), OnItsOwnThread(() => bench.NewRunner(definitions).Run(other)));
    }

    private static Task<T> OnItsOwnThread<T>(Func<Task<T>> work) =>
        Task.Factory.StartNew(() => work().GetAwaiter().GetResult(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>The runner asks for the definitions when it has loaded the case: the place to wait for the other.</summary>
    private sealed class MeetingDefinitions(ProcessGraph graph, CountdownEvent loaded) : IDefinitionSource
    {
        private readonly GivenDefinitions definitions = new([graph]);

        public ValueTask<ICaseDefinitions> Of(long definitionId, ProcessState? state, Instant now, CancellationToken cancellation)
        {
            // Whoever lost comes a second time, and does not wait.
            if (!loaded.IsSet)
            {
                loaded.Signal();
                Assert.True(loaded.Wait(TimeSpan.FromSeconds(30), cancellation), "The other did not come.");
            }

            return new ValueTask<ICaseDefinitions>(definitions);
        }
    }
}
