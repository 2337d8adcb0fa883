using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Trials;
using CaseFlow.Core.WhatIf;
using CaseFlow.Tests.Applications;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Trials;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CaseFlow.Tests.WhatIf;

/// <summary>A what-if over an office's last year: it is sampled, stopped, goes on after a restart, and shows nobody another office's case.</summary>
public sealed class WhatIfPumpTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory, EveryDatabase]
    public async Task Last_years_cases_of_my_offices_are_replayed_and_counted(Provider provider)
    {
        var database = await databases.New(provider);
        using var desk = await ServiceDesk.OpenAsync(database);
        var old = await desk.RefusedAsync();
        var first = await desk.RefusedAsync();
        var late = await desk.RefusedAsync(days: 7);
        using var elsewhere = await ServiceDesk.OpenAsync(database, "akm.leb.05");
        elsewhere.Clock.Advance(desk.Clock.GetCurrentInstant() - elsewhere.Clock.GetCurrentInstant());
        await elsewhere.RefusedAsync();

        await using var db = database.CreateDbContext();
        var longAgo = desk.Clock.GetCurrentInstant() - Duration.FromDays(400);
        await db.Set<Case>().Where(row => row.Id == old).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, longAgo), TestContext.Current.CancellationToken);
        var manager = Scope.Of(7, [new Grant(desk.OfficeId, Roles.Manager)]);
        var draft = await DraftAsync(db, desk, manager, ("process.bpmn", "finding = \"notFound\" then \"P16.2\"", "finding = \"notFound\" then \"P16.3\""));
        var whatIfs = new WhatIfs(db, new WhatIfOptions(), desk.Clock);
        var id = await whatIfs.Begin(manager, draft, CancellationToken.None);
        await Pump(desk).RunDue(CancellationToken.None);

        var run = (await whatIfs.Newest(manager, draft.Draft.Id, CancellationToken.None))!;
        Assert.Equal((WorkState.Done, 2, 2), (run.State, run.Found, run.Total));
        // No timer fired then, so nobody was asked why the second was late: the draft asks the head.
        Assert.Equal(
            [new VerdictCount(Verdict.Otherwise, 1, 0, 0), new VerdictCount(Verdict.Unknown, 1, 0, 1)],
            (await whatIfs.Counts(id, CancellationToken.None)).OrderBy(static count => count.Verdict));
        Assert.Equal(
            [new PartingCount(Verdict.Unknown, "explainLateness", "", 1), new PartingCount(Verdict.Otherwise, "handedOut", "ground", 1)],
            await whatIfs.Partings(id, CancellationToken.None));
        Assert.Equal([late], (await whatIfs.Cases(manager, id, Verdict.Unknown, 0, 50, CancellationToken.None)).Select(static row => row.Case.CaseId));
        Assert.Equal([first], (await whatIfs.Cases(manager, id, Verdict.Otherwise, 0, 50, CancellationToken.None)).Select(static row => row.Case.CaseId));

        var other = Scope.Of(8, [new Grant(elsewhere.OfficeId, Roles.Manager)]);
        Assert.Empty(await whatIfs.Cases(other, id, Verdict.Otherwise, 0, 50, CancellationToken.None));
        Assert.Null(await whatIfs.Newest(desk.Clerk, draft.Draft.Id, CancellationToken.None));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => whatIfs.Begin(desk.Clerk, draft, CancellationToken.None));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => whatIfs.Stop(desk.Clerk, draft.Draft.Id, CancellationToken.None));
    }

    [Theory, EveryDatabase]
    public async Task Of_many_cases_every_nth_is_taken_and_a_stop_and_a_restart_lose_nothing(Provider provider)
    {
        var database = await databases.New(provider);
        using var desk = await ServiceDesk.OpenAsync(database);
        var cases = new List<long>();
        for (var no = 0; no < 4; no++)
        {
            cases.Add(await desk.RefusedAsync());
        }

        await using var db = database.CreateDbContext();
        var manager = Scope.Of(7, [new Grant(desk.OfficeId, Roles.Manager)]);
        var draft = await DraftAsync(db, desk, manager);
        var whatIfs = new WhatIfs(db, new WhatIfOptions { MaximumCases = 2 }, desk.Clock);
        var id = await whatIfs.Begin(manager, draft, CancellationToken.None);
        var chosen = await db.Set<WhatIfCase>().Where(row => row.WhatIfId == id).OrderBy(row => row.No).Select(row => row.CaseId).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([cases[0], cases[2]], chosen);

        // A process that is gone had it in hand, and one case was done.
        await db.Set<WhatIfRun>().ExecuteUpdateAsync(set => set.SetProperty(row => row.State, WorkState.Running).SetProperty(row => row.LockedUntil, desk.Clock.GetCurrentInstant() + Duration.FromMinutes(5)), TestContext.Current.CancellationToken);
        await db.Set<WhatIfCase>().Where(row => row.No == 1).ExecuteUpdateAsync(set => set.SetProperty(row => row.Verdict, Verdict.Stuck), TestContext.Current.CancellationToken);
        await Pump(desk).RunDue(CancellationToken.None);
        Assert.Equal(WorkState.Running, (await whatIfs.Newest(manager, draft.Draft.Id, CancellationToken.None))!.State);
        desk.Clock.Advance(Duration.FromMinutes(6));
        await Pump(desk).RunDue(CancellationToken.None);
        Assert.Equal(WorkState.Done, (await whatIfs.Newest(manager, draft.Draft.Id, CancellationToken.None))!.State);
        Assert.Equal([(Verdict.Same, 1), (Verdict.Stuck, 1)], (await whatIfs.Counts(id, CancellationToken.None)).Select(static count => (count.Verdict, count.Cases)).Order());

        var stopped = await whatIfs.Begin(manager, draft, CancellationToken.None);
        await whatIfs.Stop(manager, draft.Draft.Id, CancellationToken.None);
        await Pump(desk).RunDue(CancellationToken.None);
        Assert.Equal([new VerdictCount(Verdict.Waiting, 2, 0, 0)], await whatIfs.Counts(stopped, CancellationToken.None));
        Assert.Equal(WorkState.Stopped, (await whatIfs.Newest(manager, draft.Draft.Id, CancellationToken.None))!.State);
    }

    [Theory, EveryDatabase]
    public async Task A_draft_that_cannot_run_fails_and_says_so_and_the_rounds_of_scenarios_go_on_where_they_stopped(Provider provider)
    {
        var database = await databases.New(provider);
        using var desk = await ServiceDesk.OpenAsync(database);
        await desk.RefusedAsync();
        await using var db = database.CreateDbContext();
        var manager = Scope.Of(7, [new Grant(desk.OfficeId, Roles.Manager)]);
        var draft = await DraftAsync(db, desk, manager, ("process.bpmn", "</bpmn:definitions>", ""));
        var whatIfs = new WhatIfs(db, new WhatIfOptions(), desk.Clock);
        await whatIfs.Begin(manager, draft, CancellationToken.None);
        await Pump(desk).RunDue(CancellationToken.None);
        Assert.Equal(WorkState.Failed, (await whatIfs.Newest(manager, draft.Draft.Id, CancellationToken.None))!.State);

        var rounds = new ScenarioRounds(database, desk.Clock);
        var whole = await DraftAsync(db, desk, manager);
        var round = await rounds.Begin(manager, whole.Draft.Id, whole.Package(), CancellationToken.None);
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        await rounds.Run(round, stopping.Token);
        Assert.Equal((WorkState.Waiting, 0), (await rounds.Newest(manager, whole.Draft.Id, CancellationToken.None)) is { } waiting ? (waiting.State, waiting.Done) : default);
        await rounds.RunDue(CancellationToken.None);
        var done = (await rounds.Newest(manager, whole.Draft.Id, CancellationToken.None))!;
        Assert.Equal((WorkState.Done, 1, 1), (done.State, done.Done, done.Total));
        Assert.All(ScenarioRounds.ResultsOf(done), static row => Assert.True(row.Passed));
        Assert.NotEmpty(ScenarioRounds.ResultsOf(done));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => rounds.Begin(desk.Clerk, whole.Draft.Id, whole.Package(), CancellationToken.None));
        Assert.Null(await rounds.Newest(desk.Clerk, whole.Draft.Id, CancellationToken.None));
    }

    [Theory, EveryDatabase]
    public async Task A_trial_is_kept_comes_back_and_knows_when_another_window_was_first(Provider provider)
    {
        var database = await databases.New(provider);
        using var desk = await ServiceDesk.OpenAsync(database);
        var number = (await desk.CaseAsync(await desk.RefusedAsync())).Number;
        await using var db = database.CreateDbContext();
        var manager = Scope.Of(7, [new Grant(desk.OfficeId, Roles.Manager)]);
        var draft = await DraftAsync(db, desk, manager);
        var trials = new TrialStore(db, desk.Definitions, desk.Clock);

        var script = (await trials.OfPastCase(manager, "delivery", number, "Өткен іс", CancellationToken.None))!;
        var id = await trials.Begin(manager, draft.Draft.Id, script, CancellationToken.None);
        var kept = (await trials.Find(manager, draft.Draft.Id, id, CancellationToken.None))!;
        var read = TrialScript.Read(System.Text.Encoding.UTF8.GetString(kept.Script));
        Assert.Equal(script.Write(), read.Write());
        var stand = await trials.Run(Core.Definitions.Definition.Parse(draft.Package()), read, CancellationToken.None);
        Assert.Equal(("handedOut", null), (stand.Outcome, stand.Refusal));

        // Nothing of the person, nor of what was written, is in it.
        var text = System.Text.Encoding.UTF8.GetString(kept.Script);
        Assert.DoesNotContain(TestApplications.Complete(1, 1, 1).Applicant.Surname, text, StringComparison.Ordinal);
        Assert.DoesNotContain("тексерілді", text, StringComparison.Ordinal);
        Assert.DoesNotContain(number, text, StringComparison.Ordinal);

        Assert.True(await trials.Save(manager, draft.Draft.Id, id, 1, read.First(3), CancellationToken.None));
        Assert.False(await trials.Save(manager, draft.Draft.Id, id, 1, read, CancellationToken.None));
        Assert.Equal(2, Assert.Single(await trials.List(manager, draft.Draft.Id, CancellationToken.None)).Revision);

        var stranger = Scope.Of(8, [new Grant(desk.OfficeId + 1, Roles.Manager)]);
        Assert.Null(await trials.OfPastCase(stranger, "delivery", number, "x", CancellationToken.None));
        Assert.Empty(await trials.List(desk.Clerk, draft.Draft.Id, CancellationToken.None));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => trials.Begin(desk.Clerk, draft.Draft.Id, script, CancellationToken.None));
        await trials.Remove(manager, draft.Draft.Id, id, CancellationToken.None);
        Assert.Empty(await trials.List(manager, draft.Draft.Id, CancellationToken.None));
    }

    private static WhatIfPump Pump(ServiceDesk desk) => new(desk.Database, desk.Definitions, desk.Clock, NullLogger<WhatIfPump>.Instance);

    private static async Task<DraftView> DraftAsync(Core.Database.CaseFlowDb db, ServiceDesk desk, Scope manager, params (string Path, string Old, string New)[] changes)
    {
        var store = new DraftStore(db, desk.Clock);
        var package = TrialBench.Package("delivery", changes);
        var id = await store.BeginNew(manager, package.ServiceKey, "delivery", package.Files, CancellationToken.None);
        return (await store.Find(manager, id, CancellationToken.None))!;
    }
}
