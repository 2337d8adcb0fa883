using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Publishing;
using CaseFlow.Engine.State;
using CaseFlow.Tests.Comparing;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Running;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Publishing;

/// <summary>From a draft to a version in force, and back.</summary>
public class PublicationTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static DefinitionPackage Later => Versions.Shipped("delivery").With("service.yaml", "16:00", "17:30");

    [Theory, EveryDatabase]
    public async Task A_second_manager_makes_the_version_and_no_hand_in_the_draft_may(Provider provider)
    {
        await using var desk = await PublishingDesk.Open(await databases.New(provider));
        var draft = await desk.Draft(Later);
        Assert.Equal(PublishOutcome.Running, (await desk.Submit(draft)).Outcome);
        await desk.RunScenarios(draft);
        Assert.Equal(PublishOutcome.MovedOn, (await desk.Submit(draft, by: PublishingDesk.Auditor)).Outcome);
        Assert.Equal(PublishOutcome.Done, (await desk.Submit(draft)).Outcome);
        Assert.Equal(PublishOutcome.MovedOn, (await desk.Submit(draft)).Outcome);
        Assert.IsType<DraftLocked>(await desk.Drafts.Save(PublishingDesk.Author, draft, "texts.yaml", 1, "a"u8.ToArray(), None));

        var waiting = await desk.Waiting();
        Assert.Equal(PublishOutcome.OwnWork, (await desk.Publications.Approve(PublishingDesk.Author, waiting, None)).Outcome);
        Assert.Equal(PublishOutcome.MovedOn, (await desk.Publications.Approve(PublishingDesk.Auditor, waiting, None)).Outcome);
        Assert.Equal(1, await desk.VersionNow());
        Assert.Equal(PublishOutcome.Done, (await desk.Publications.Approve(PublishingDesk.Second, waiting, None)).Outcome);
        Assert.Equal(PublishOutcome.MovedOn, (await desk.Publications.Approve(PublishingDesk.Second, waiting, None)).Outcome);

        Assert.Equal(2, await desk.VersionNow());
        var version = await desk.Db.Set<DefinitionVersion>().AsNoTracking().SingleAsync(row => row.Version == 2);
        Assert.Equal((8L, Later.Hash, "delivery"), (version.CreatedBy, version.Hash, version.Key));
        Assert.Equal(new LocalTime(17, 30), (await desk.Catalog.Get(version.Id)).Service.PickupTime);
        Assert.Equal(DraftState.Published, (await desk.Drafts.Find(PublishingDesk.Author, draft, None))!.Draft.State);
        Assert.Equal(
            ["Begun v0 by 7:", "Submitted v0 by 7: Later pickup", "Approved v2 by 8: Later pickup", "InForce v2 by 8: Later pickup"],
            (await desk.Record()).Select(static line => line.TrimEnd()));
        Assert.Equal("Decree 12", (await desk.List.History(PublishingDesk.Auditor, "delivery", 0, None))[0].Change.LegalBasis);
    }

    [Fact]
    public async Task Whoever_saved_one_file_does_not_approve_either()
    {
        await using var desk = await PublishingDesk.Open(await databases.New(Provider.Sqlite));
        var draft = await desk.Draft(Later);
        var text = Later.Text("texts.yaml");
        Assert.IsType<DraftFileSaved>(await desk.Drafts.Save(PublishingDesk.Second, draft, "texts.yaml", 1, System.Text.Encoding.UTF8.GetBytes(text + "\n"), None));
        await desk.RunScenarios(draft);
        Assert.Equal(PublishOutcome.Done, (await desk.Submit(draft)).Outcome);
        Assert.Equal(PublishOutcome.OwnWork, (await desk.Publications.Approve(PublishingDesk.Second, await desk.Waiting(), None)).Outcome);
        Assert.Equal([7L, 8L], (await desk.Publications.Hands(draft, None)).Order());
    }

    [Fact]
    public async Task What_is_sent_back_can_be_worked_on_and_submitted_again()
    {
        await using var desk = await PublishingDesk.Open(await databases.New(Provider.Sqlite));
        var draft = await desk.Draft(Later);
        await desk.RunScenarios(draft);
        await desk.Submit(draft);
        var first = await desk.Waiting();
        await Assert.ThrowsAsync<ArgumentException>(() => desk.Publications.SendBack(PublishingDesk.Second, first, " ", None));
        Assert.Equal(PublishOutcome.Done, (await desk.Publications.SendBack(PublishingDesk.Second, first, "Five o'clock", None)).Outcome);
        Assert.Equal(PublishOutcome.MovedOn, (await desk.Publications.Approve(PublishingDesk.Second, first, None)).Outcome);

        var view = (await desk.Drafts.Find(PublishingDesk.Author, draft, None))!;
        Assert.Equal((DraftState.Open, "Five o'clock"), (view.Draft.State, view.Draft.Reason));
        var five = System.Text.Encoding.UTF8.GetBytes(Later.Text("service.yaml").Replace("17:30", "17:00", StringComparison.Ordinal));
        Assert.IsType<DraftFileSaved>(await desk.Drafts.Save(PublishingDesk.Author, draft, "service.yaml", 1, five, None));
        // The scenarios that were green were those of other files.
        Assert.Equal(PublishOutcome.Running, (await desk.Submit(draft)).Outcome);
        await desk.RunScenarios(draft);
        Assert.Equal(PublishOutcome.Done, (await desk.Submit(draft)).Outcome);
        Assert.NotEqual(first, await desk.Waiting());
        Assert.Contains("SentBack v0 by 8: Five o'clock", await desk.Record());
    }

    [Fact]
    public async Task The_gate_is_shut_by_an_error_a_red_scenario_or_files_that_are_a_version_already()
    {
        await using var desk = await PublishingDesk.Open(await databases.New(Provider.Sqlite));
        var nameless = await desk.Draft(Later.With("texts.yaml", "approve: {kk: Басшының бекітуі, ru: Утверждение руководителем, en: Approval by the head}", "approve: {kk: Басшының бекітуі, en: Approval by the head}"));
        Assert.Equal(PublishOutcome.Shut, (await desk.Submit(nameless)).Outcome);

        var red = await desk.Draft(Later.With("process.bpmn", "verdict = \"recheck\"", "verdict = \"other\""));
        await desk.RunScenarios(red);
        Assert.Equal(PublishOutcome.Shut, (await desk.Submit(red)).Outcome);
        var gate = await desk.Gate.Of(PublishingDesk.Author, (await desk.Drafts.Find(PublishingDesk.Author, red, None))!, None);
        Assert.False(gate.HasErrors);
        Assert.Contains(gate.Scenarios.Runs, run => !run.Passed);
        Assert.Contains(gate.Scenarios.Runs, run => run.Passed);

        var same = await desk.Draft(Versions.Shipped("delivery"));
        gate = await desk.Gate.Of(PublishingDesk.Author, (await desk.Drafts.Find(PublishingDesk.Author, same, None))!, None);
        Assert.Contains(gate.Problems, problem => problem.Code == PublicationGate.SameVersion);
        Assert.Empty(await desk.List.Waiting(PublishingDesk.Author, None));
    }

    [Fact]
    public async Task A_version_without_any_scenario_is_not_published()
    {
        await using var desk = await PublishingDesk.Open(await databases.New(Provider.Sqlite));
        var without = await desk.Draft(Later with { Files = [.. Later.Files.Where(static file => !file.Path.StartsWith("scenarios/", StringComparison.Ordinal))] });
        Assert.Equal(PublishOutcome.Shut, (await desk.Submit(without)).Outcome);
        await desk.RunScenarios(without);
        Assert.Equal(PublishOutcome.Shut, (await desk.Submit(without)).Outcome);
        var gate = await desk.Gate.Of(PublishingDesk.Author, (await desk.Drafts.Find(PublishingDesk.Author, without, None))!, None);
        Assert.Equal((false, false, true), (gate.IsOpen, gate.Scenarios.AreThere, gate.Scenarios.IsDone));

        // A file that holds no run is no scenario either.
        var empty = await desk.Draft(Later with { Files = [.. Later.Files.Where(static file => !file.Path.StartsWith("scenarios/", StringComparison.Ordinal)), new PackageFile("scenarios/none.yaml", "scenarios: []\n"u8.ToArray())] });
        await desk.RunScenarios(empty);
        Assert.Equal(PublishOutcome.Shut, (await desk.Submit(empty)).Outcome);
        Assert.Empty(await desk.List.Waiting(PublishingDesk.Author, None));
    }

    [Fact]
    public async Task A_reason_a_legal_basis_and_a_day_that_has_not_passed_are_needed()
    {
        await using var desk = await PublishingDesk.Open(await databases.New(Provider.Sqlite));
        var draft = await desk.Draft(Later);
        await Assert.ThrowsAsync<ArgumentException>(() => desk.Publications.Submit(PublishingDesk.Author, draft, new Submission("", "Decree", PublishingDesk.Today), None));
        await Assert.ThrowsAsync<ArgumentException>(() => desk.Publications.Submit(PublishingDesk.Author, draft, new Submission("Why", "", PublishingDesk.Today), None));
        await Assert.ThrowsAsync<ArgumentException>(() => desk.Submit(draft, PublishingDesk.Today.PlusDays(-1)));
    }

    [Theory, EveryDatabase]
    public async Task A_version_of_a_later_day_is_in_force_from_its_first_instant(Provider provider)
    {
        await using var desk = await PublishingDesk.Open(await databases.New(provider));
        await desk.Publish(Later, PublishingDesk.Today.PlusDays(8));
        Assert.Equal(1, await desk.VersionNow());

        var begins = Publications.Begin(PublishingDesk.Today.PlusDays(8));
        desk.Clock.Now = begins - Duration.FromMilliseconds(1);
        Assert.Equal(1, await desk.VersionNow());
        Assert.Empty(await desk.Planned.SwitchDue(None));
        desk.Clock.Now = begins;
        Assert.Equal(2, await desk.VersionNow());
        Assert.Empty(await desk.Planned.SwitchDue(None));
        Assert.Empty(await desk.Planned.SwitchDue(None));
        Assert.Equal("InForce v2 by 0:", (await desk.Record())[^1].TrimEnd());
        var periods = await desk.List.Periods(PublishingDesk.Auditor, None);
        Assert.Equal([(1, begins), (2, Core.Cases.WorkItem.NotDue)], periods.Select(static period => (period.Version, period.Row.ValidUntil)));
    }

    [Fact]
    public async Task Nothing_else_is_published_while_a_version_is_planned_until_that_is_taken_back()
    {
        await using var desk = await PublishingDesk.Open(await databases.New(Provider.Sqlite));
        await desk.Publish(Later, PublishingDesk.Today.PlusDays(8));
        var another = await desk.Draft(Later.With("service.yaml", "17:30", "16:30"));
        await desk.RunScenarios(another);
        await desk.Submit(another);
        Assert.Equal(PublishOutcome.Planned, (await desk.Publications.Approve(PublishingDesk.Second, await desk.Waiting(), None)).Outcome);

        Assert.Equal(PublishOutcome.Done, (await desk.InForce.CancelPlan(PublishingDesk.Second, "delivery", "Too early", None)).Outcome);
        Assert.Equal(PublishOutcome.MovedOn, (await desk.InForce.CancelPlan(PublishingDesk.Second, "delivery", "Too early", None)).Outcome);
        Assert.Equal(PublishOutcome.Done, (await desk.Publications.Approve(PublishingDesk.Second, await desk.Waiting(), None)).Outcome);
        Assert.Equal(3, await desk.VersionNow());
        desk.Clock.Advance(Duration.FromDays(30));
        Assert.Equal(3, await desk.VersionNow());
    }

    [Fact]
    public async Task One_manager_goes_back_to_a_version_that_was_in_force_and_retires_the_process()
    {
        await using var desk = await PublishingDesk.Open(await databases.New(Provider.Sqlite));
        await desk.Publish(Later);
        var first = (await desk.Db.Set<DefinitionVersion>().SingleAsync(row => row.Version == 1)).Id;
        var second = (await desk.Db.Set<DefinitionVersion>().SingleAsync(row => row.Version == 2)).Id;
        desk.Clock.Advance(Duration.FromHours(1));
        await Assert.ThrowsAsync<ArgumentException>(() => desk.InForce.RollBack(PublishingDesk.Author, first, "", None));
        Assert.Equal(PublishOutcome.MovedOn, (await desk.InForce.RollBack(PublishingDesk.Auditor, first, "Wrong", None)).Outcome);
        Assert.Equal(PublishOutcome.MovedOn, (await desk.InForce.RollBack(PublishingDesk.Author, second, "It is in force", None)).Outcome);
        Assert.Equal(PublishOutcome.Done, (await desk.InForce.RollBack(PublishingDesk.Author, first, "Wrong letter", None)).Outcome);
        Assert.Equal(1, await desk.VersionNow());

        desk.Clock.Advance(Duration.FromHours(1));
        Assert.Equal(PublishOutcome.Done, (await desk.InForce.Retire(PublishingDesk.Second, "delivery", "Repealed", None)).Outcome);
        Assert.Equal(0, await desk.VersionNow());
        Assert.Empty(await desk.Catalog.AllInForce(desk.Clock.Now, None));
        Assert.Equal(PublishOutcome.MovedOn, (await desk.InForce.Retire(PublishingDesk.Second, "delivery", "Repealed", None)).Outcome);
        Assert.Equal(["RolledBack v1 by 7: Wrong letter", "Retired v1 by 8: Repealed"], (await desk.Record())[^2..]);

        // A version that nobody has approved to be in force is no way back.
        var never = await desk.Db.Insert(new DefinitionPackage(Later.ServiceKey, 3, [.. Later.With("service.yaml", "17:30", "09:30").Files]));
        Assert.Equal(PublishOutcome.MovedOn, (await desk.InForce.RollBack(PublishingDesk.Author, never, "Why not", None)).Outcome);
    }

    [Fact]
    public async Task What_starts_by_itself_is_switched_when_the_day_comes()
    {
        await using var desk = await PublishingDesk.Open(await databases.New(Provider.Sqlite));
        var catalog = new TestCatalog(desk.Database, desk.Clock);
        var first = await catalog.InForce(Started("P1D"));
        desk.Db.ChangeTracker.Clear();
        var next = new DefinitionPackage("personal-farm-certificate", 2, (await desk.Catalog.Package(first, None)).Files).With("process.bpmn", "P1D", "P2D");
        var second = await desk.Db.Insert(next);
        var begins = desk.Clock.Now + Duration.FromHours(10);
        await using (var transaction = await DefinitionsInForce.Begin(desk.Db, None))
        {
            Assert.Empty(await DefinitionsInForce.Plan(desk.Db, second, await desk.Catalog.Get(second), begins, new CaseFlow.Core.Running.ElapsedTimes(), desk.Clock.Now, None));
            await transaction.CommitAsync(None);
        }

        Assert.Equal([first], (await desk.Starts()).Select(static start => start.DefinitionId));
        desk.Clock.Now = begins + Duration.FromMinutes(7);
        Assert.Empty(await desk.Planned.SwitchDue(None));
        var start = Assert.Single(await desk.Starts());
        Assert.Equal((second, SubscriptionKind.Timer, begins + Duration.FromDays(2)), (start.DefinitionId, start.Kind, start.DueAt));
    }

    private static string Started(string every) => TestModel.Xml(
        "nightly",
        $"<startEvent id=\"s\"><timerEventDefinition><timeCycle>R/{every}</timeCycle></timerEventDefinition></startEvent><userTask id=\"work\"/><endEvent id=\"e\"/>",
        "s→work", "work→e");
}
