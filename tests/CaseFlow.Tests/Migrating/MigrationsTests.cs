using System.Collections.Immutable;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Migrating;
using CaseFlow.Core.Repair;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Running;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static CaseFlow.Tests.Running.TestModel;

namespace CaseFlow.Tests.Migrating;

/// <summary>Running cases go to another version of the same edition, in chunks that can be stopped, and back.</summary>
public sealed class MigrationsTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private const string One = """<startEvent id="s"/><userTask id="a" name="Look"/><endEvent id="e"/><boundaryEvent id="t" name="Late" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>PT5H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="f"/>""";
    private const string Two = """<startEvent id="s"/><userTask id="a2" name="Look"/><userTask id="b" name="Sign"/><endEvent id="e"/><boundaryEvent id="u" name="Warn" attachedToRef="a2" cancelActivity="false"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="f"/>""";

    private static readonly Scope Manager = Scope.Of(5, [new Grant(Bench.Office, Roles.Manager)]);

    private static readonly ImmutableSortedDictionary<string, string> LookIsLook = ImmutableSortedDictionary<string, string>.Empty.Add("a", "a2").Add("t", "");

    [Fact]
    [Requirement("R5")]
    public async Task Chosen_cases_go_to_the_other_version_and_their_statutory_deadlines_stay_as_they_are()
    {
        var (bench, migrations, pump, to) = await Versions("moving");
        var (moved, stays) = (await bench.Start(), await bench.Start());
        await Deadline(bench, moved);
        var before = Assert.Single(await bench.Deadlines(moved));

        var verdicts = await migrations.DryRun(Manager, bench.DefinitionId, to, LookIsLook, default);
        Assert.Equal([stays, moved], verdicts.Select(verdict => verdict.Case.Id));
        Assert.All(verdicts, verdict => Assert.Empty(verdict.Obstacles));
        Assert.Equal(1, await migrations.Begin(Manager, await migrations.NewId(default), bench.DefinitionId, to, LookIsLook, [moved], "A second signature", default));
        Assert.Equal(1, await pump.RunDue(default));

        var (row, other) = (await bench.Case(moved), await bench.Case(stays));
        Assert.Equal((to, bench.DefinitionId), (row.DefinitionId, other.DefinitionId));
        var item = Assert.Single(await bench.WorkItems(moved));
        Assert.Equal(("a2", to, WorkItemState.Open), (item.Element, item.DefinitionId, item.State));
        Assert.Equal((before.DueAt, before.StartedAt, before.Late), (Assert.Single(await bench.Deadlines(moved)).DueAt, before.StartedAt, before.Late));
        Assert.Equal(("u", Bench.Begin + Duration.FromHours(1)), (Assert.Single(await bench.Timers(moved)).Element, Assert.Single(await bench.Timers(moved)).DueAt));
        Assert.Equal(("migrate", 5L), ((await bench.History(moved))[^1].Kind, (await bench.History(moved))[^1].ActorId));
        await bench.CheckHistory(moved);

        await bench.Complete(moved, "a2");
        Assert.Equal(["a2", "b"], (await bench.WorkItems(moved)).Select(one => one.Element));
    }

    [Fact]
    public async Task Undone_it_is_as_before_with_the_same_due_times_unless_the_case_has_moved_on()
    {
        var (bench, migrations, pump, to) = await Versions("undoing");
        var (back, on) = (await bench.Start(), await bench.Start());
        var (state, timer) = (StateJson.Write(await bench.State(back)), Assert.Single(await bench.Timers(back)));
        var run = await migrations.NewId(default);
        await migrations.Begin(Manager, run, bench.DefinitionId, to, LookIsLook, [back, on], "x", default);
        bench.Clock.Advance(Duration.FromMinutes(30));
        await pump.RunDue(default);
        await bench.Complete(on, "a2");

        Assert.True(await migrations.Undo(Manager, run, "The new version is wrong", default));
        Assert.False(await migrations.Undo(Manager, run, "again", default));
        await pump.RunDue(default);

        Assert.Equal((bench.DefinitionId, to), ((await bench.Case(back)).DefinitionId, (await bench.Case(on)).DefinitionId));
        Assert.Equal((timer.Element, timer.No, timer.DueAt, timer.CountedFrom), Assert.Single((await bench.Timers(back)).Select(one => (one.Element, one.No, one.DueAt, one.CountedFrom))));
        Assert.Equal(("a", bench.DefinitionId), Assert.Single((await bench.WorkItems(back)).Select(item => (item.Element, item.DefinitionId))));
        Assert.Equal(state.Length, StateJson.Write(await bench.State(back)).Length);
        await bench.CheckHistory(back);
        var cases = await migrations.Cases(Manager, run, 10, default);
        Assert.Equal([(on, MigratedState.Kept), (back, MigratedState.Undone)], cases.Select(one => (one.Case.Id, one.Migrated.State)));
        Assert.Equal(ObstacleCodes.MovedOn, Assert.Single(cases[0].Obstacles).Code);
        Assert.Equal(MigrationState.Undone, (await migrations.Progress(run, default))!.Run.State);
        Assert.Equal("The new version is wrong", Assert.Single(await bench.NewRepairs().Batch(run, default)).Reason);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_its_reasons_and_stays()
    {
        var (bench, migrations, pump, to) = await Versions("refusing");
        var caseId = await bench.Start();
        var nothing = ImmutableSortedDictionary<string, string>.Empty;

        Assert.Equal([new Obstacle("a", ObstacleCodes.NotMapped)], Assert.Single(await migrations.DryRun(Manager, bench.DefinitionId, to, nothing, default)).Obstacles);
        var run = await migrations.NewId(default);
        await migrations.Begin(Manager, run, bench.DefinitionId, to, nothing, null, "x", default);
        await pump.RunDue(default);

        Assert.Equal(1, (await bench.Case(caseId)).Version);
        var refused = Assert.Single(await migrations.Cases(Manager, run, 10, default));
        Assert.Equal((MigratedState.Refused, "a"), (refused.Migrated.State, Assert.Single(refused.Obstacles).Element));
        Assert.Equal(MigrationState.Done, (await migrations.Progress(run, default))!.Run.State);
    }

    [Fact]
    public async Task Stopped_it_waits_and_resumed_it_goes_on_and_begun_twice_it_is_one()
    {
        var (bench, migrations, pump, to) = await Versions("stopping");
        var cases = new List<long>();
        for (var number = 0; number < 30; number++)
        {
            cases.Add(await bench.Start());
        }

        var run = await migrations.NewId(default);
        Assert.Equal(30, await migrations.Begin(Manager, run, bench.DefinitionId, to, LookIsLook, null, "x", default));
        Assert.Equal(30, await migrations.Begin(Manager, run, bench.DefinitionId, to, LookIsLook, null, "x", default));
        Assert.True(await migrations.Switch(Manager, run, stop: true, default));
        Assert.Equal(0, await pump.RunDue(default));
        Assert.Equal((30, MigrationState.Stopped), ((await migrations.Progress(run, default))!.Waiting, (await migrations.Progress(run, default))!.Run.State));

        Assert.True(await migrations.Switch(Manager, run, stop: false, default));
        Assert.Equal(30, await pump.RunDue(default));
        var progress = (await migrations.Progress(run, default))!;
        Assert.Equal((30, 0, MigrationState.Done), (progress.Counts[MigratedState.Done], progress.Waiting, progress.Run.State));
        Assert.Equal(0, await pump.RunDue(default));
    }

    [Fact]
    public async Task A_case_that_ended_meanwhile_is_left_and_one_of_another_office_is_not_taken()
    {
        var (bench, migrations, pump, to) = await Versions("ended");
        var caseId = await bench.Start();
        var run = await migrations.NewId(default);
        var elsewhere = Scope.Of(6, [new Grant(Bench.Office + 1, Roles.Manager)]);
        Assert.Empty(await migrations.DryRun(elsewhere, bench.DefinitionId, to, LookIsLook, default));
        await migrations.Begin(Manager, run, bench.DefinitionId, to, LookIsLook, null, "x", default);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => migrations.Switch(elsewhere, run, stop: true, default));
        await bench.Runner.Run(new CaseCommand(caseId, "x", new Cancel()));
        await pump.RunDue(default);
        Assert.Equal(RepairCodes.Ended, Assert.Single(Assert.Single(await migrations.Cases(Manager, run, 10, default)).Obstacles).Code);
    }

    [Fact]
    [Requirement("R7")]
    public async Task There_is_no_migration_across_editions_or_processes()
    {
        var (bench, migrations, _, to) = await Versions("edition");
        var catalog = new TestCatalog(bench.Database!, bench.Clock);
        var next = await catalog.InForce(Xml("edition", Two.Replace("id=\"b\"", "id=\"c\"", StringComparison.Ordinal), "s→a2", "a2→c", "c→e", "u→f"), edition: "2027");
        var other = await catalog.InForce(Xml("edition-other", One, "s→a", "a→e", "t→f"));

        Assert.Equal("other-edition", (await migrations.Offer(bench.DefinitionId, next)).Refusal);
        Assert.Equal(ObstacleCodes.OtherProcess, (await migrations.Offer(bench.DefinitionId, other)).Refusal);
        Assert.Equal("same-version", (await migrations.Offer(to, to)).Refusal);
        await Assert.ThrowsAsync<ArgumentException>(() => migrations.Begin(Manager, 1, bench.DefinitionId, next, LookIsLook, null, "x", default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => migrations.Begin(Scope.Of(1, [new Grant(Bench.Office, Roles.Head)]), 1, bench.DefinitionId, to, LookIsLook, null, "x", default));
    }

    [Fact]
    public async Task A_step_that_was_drawn_anew_is_proposed_by_its_kind_and_name()
    {
        var (bench, migrations, _, to) = await Versions("proposing");
        var offer = (await migrations.Offer(bench.DefinitionId, to)).Offer!;
        Assert.Equal(("a2", ""), (offer.Proposed["a"], offer.Proposed["t"]));
        Assert.DoesNotContain("s", offer.Proposed.Keys);
    }

    private async Task<(Bench, Migrations, MigrationPump, long To)> Versions(string process)
    {
        var database = await databases.Get(Provider.Sqlite);
        var clock = new ManualClock(Bench.Begin);
        var catalog = new TestCatalog(database, clock);
        var from = await catalog.InForce(Xml(process, One, "s→a", "a→e", "t→f"));
        var to = await catalog.InForce(Xml(process, Two, "s→a2", "a2→b", "b→e", "u→f"));
        var bench = await Bench.OnCatalog(database, from);
        var definitions = new DefinitionCatalog(database);
        return (
            bench,
            new Migrations(database, definitions, new CatalogDefinitions(definitions), bench.Clock),
            new MigrationPump(database, bench.NewRunner(), definitions, bench.Clock, bench.Options, new Nudge()),
            to);
    }

    private static async Task Deadline(Bench bench, long caseId)
    {
        await using var db = bench.Database!.CreateDbContext();
        db.Add(new CaseDeadline { CaseId = caseId, RequirementId = "P7.L1", StartedAt = Bench.Begin, Term = "P2D working", OfficeId = Bench.Office, DueAt = Bench.Begin + Duration.FromDays(4), Explanation = "[]"u8.ToArray() });
        await db.SaveChangesAsync();
    }
}
