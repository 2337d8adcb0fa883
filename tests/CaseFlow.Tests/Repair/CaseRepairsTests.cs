using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Repair;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Running;
using NodaTime;
using static CaseFlow.Tests.Running.TestModel;

namespace CaseFlow.Tests.Repair;

/// <summary>A manager mends cases that cannot go on; each case for itself, with a reason, and in its history.</summary>
public sealed class CaseRepairsTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly Scope Manager = Scope.Of(5, [new Grant(Bench.Office, Roles.Manager)]);

    [Fact]
    public async Task Incidents_are_tried_again_in_a_batch_exactly_the_chosen_ones()
    {
        var (bench, repairs) = await Failing();
        var (one, two, other) = (await bench.Start(), await bench.Start(), await bench.Start());
        bench.OnNote = static _ => ServiceAnswer.Done;
        var chosen = new[] { await IncidentOf(bench, one), await IncidentOf(bench, two) };

        var done = await repairs.Do(Manager, 1, "The service works again", [.. chosen.Select(incident => new RepairOrder(RepairKind.Retry, incident.CaseId) { IncidentId = incident.Id })], default);

        Assert.All(done, row => Assert.Equal(("", "a", "The service works again", 5L), (row.Refusal, row.Element, row.Reason, row.ActorId)));
        Assert.Equal((ProcessStatus.Ended, ProcessStatus.Ended, ProcessStatus.Running), ((await bench.Case(one)).Status, (await bench.Case(two)).Status, (await bench.Case(other)).Status));
        Assert.Equal(("retry", 5L), ((await bench.History(one))[^1].Kind, (await bench.History(one))[^1].ActorId));
        await bench.CheckHistory(one);
    }

    [Fact]
    public async Task The_same_batch_again_changes_nothing_and_tells_the_same()
    {
        var (bench, repairs) = await Failing();
        var incident = await IncidentOf(bench, await bench.Start());
        RepairOrder[] orders = [new(RepairKind.Skip, incident.CaseId) { IncidentId = incident.Id }];
        var first = await repairs.Do(Manager, 1, "Done by hand", orders, default);
        var again = await repairs.Do(Manager, 1, "Done by hand", orders, default);
        Assert.Equal(first[0].Id, again[0].Id);
        Assert.Equal(2, (await bench.History(incident.CaseId)).Count);
    }

    [Fact]
    public async Task What_was_mended_meanwhile_and_what_is_anothers_is_told_for_each()
    {
        var (bench, repairs) = await Failing();
        var (mended, foreign) = (await IncidentOf(bench, await bench.Start()), await IncidentOf(bench, await bench.Start()));
        bench.OnNote = static _ => ServiceAnswer.Done;
        await bench.NewIncidentRetry().Retry(mended.Id, 1, default);
        var elsewhere = Scope.Of(6, [new Grant(Bench.Office + 1, Roles.Manager), new Grant(Bench.Office, Roles.Head)]);

        var done = await repairs.Do(Manager, 1, "x", [new(RepairKind.Retry, mended.CaseId) { IncidentId = mended.Id }], default);
        var refused = await repairs.Do(elsewhere, 2, "x", [new(RepairKind.Retry, foreign.CaseId) { IncidentId = foreign.Id }], default);

        Assert.Equal(RepairCodes.Resolved, done[0].Refusal);
        Assert.Equal(RepairCodes.NotFound, refused[0].Refusal);
        Assert.Equal(ProcessStatus.Running, (await bench.Case(foreign.CaseId)).Status);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => repairs.Do(Scope.Of(1, [new Grant(Bench.Office, Roles.Auditor)]), 3, "x", [], default));
        await Assert.ThrowsAsync<ArgumentException>(() => repairs.Do(Manager, 4, " ", [], default));
    }

    [Fact]
    public async Task A_case_that_moves_meanwhile_is_left_alone()
    {
        var (bench, repairs) = await Waiting();
        var caseId = await bench.Start(("count", Value.Of(1)));
        var seen = (await bench.Case(caseId)).Version;
        await bench.Runner.Run(new CaseCommand(caseId, "x", new SetVariables(1)), default);
        var node = (await bench.State(caseId)).Nodes.First(entry => entry.Value.Element == "a").Key;

        var done = await repairs.Do(Manager, 1, "x", [new(RepairKind.Skip, caseId) { Number = node, SeenVersion = seen }], default);

        Assert.Equal(RepairCodes.Moved, done[0].Refusal);
        Assert.Equal(2, (await bench.Case(caseId)).Version);
    }

    [Theory]
    [InlineData("count", "7", "")]
    [InlineData("count", "seven", RepairCodes.WrongValue)]
    [InlineData("day", "2026-12-01", "")]
    [InlineData("day", "Айгүл Серікқызы", RepairCodes.WrongValue)]
    [InlineData("open", "false", "")]
    [InlineData("list", "1", RepairCodes.WrongValue)]
    public async Task A_variable_gets_a_value_of_its_own_kind_and_never_a_text(string name, string typed, string refusal)
    {
        var (bench, repairs) = await Waiting();
        var caseId = await bench.Start(("count", Value.Of(1)), ("day", Value.Of("2026-11-23")), ("open", Value.Of(true)), ("list", Value.Of([Value.Of(1)])));

        var done = await repairs.Do(Manager, 1, "x", [new(RepairKind.SetVariable, caseId) { Number = 1, Variable = name, Value = typed }], default);

        Assert.Equal(refusal, done[0].Refusal);
        Assert.Equal(refusal.Length == 0 ? typed : null, refusal.Length == 0 ? (await bench.State(caseId)).FindVariable(1, name)!.AsText() : null);
    }

    [Fact]
    public async Task A_variable_that_is_not_there_is_set_if_the_process_knows_it_and_as_its_expressions_expect_it()
    {
        var database = await databases.Get(Provider.Sqlite);
        var id = await new TestCatalog(database, new ManualClock(Bench.Begin)).InForce(Xml(
            "knowing",
            """<startEvent id="s"/><userTask id="a"/><exclusiveGateway id="g" default="g_e"/><scriptTask id="x" scriptFormat="feel" c:result="result"><script>days + 1</script></scriptTask><endEvent id="e"/><sequenceFlow id="c" sourceRef="g" targetRef="x"><conditionExpression>granted and days &lt; 5 and kind = "urgent"</conditionExpression></sequenceFlow>""",
            "s→a", "a→g", "g→e", "x→e"));
        using var bench = await Bench.OnCatalog(database, id);
        var caseId = await bench.Start();
        (string Name, string Typed, string Refusal)[] tries =
        [
            ("granted", "maybe", RepairCodes.WrongValue), ("granted", "true", ""),
            ("days", "twelve", RepairCodes.WrongValue), ("days", "12", ""),
            ("kind", "Айгүл Серікқызы", RepairCodes.WrongValue), ("kind", "urgent", ""),
            ("nobodyKnows", "1", RepairCodes.NoVariable), ("granted; drop", "1", RepairCodes.NoVariable), ("result", "anything-2", ""),
        ];
        foreach (var (number, (name, typed, refusal)) in tries.Index())
        {
            var done = await bench.NewRepairs().Do(Manager, 500 + number, "x", [new(RepairKind.SetVariable, caseId) { Number = 1, Variable = name, Value = typed }], default);

            Assert.Equal((name, refusal), (name, done[0].Refusal));
            Assert.Equal(refusal.Length == 0 ? typed : null, (await bench.State(caseId)).FindVariable(1, name)?.AsText());
        }

        await bench.CheckHistory(caseId);
    }

    [Fact]
    public async Task An_incident_of_a_missing_variable_is_mended_by_setting_it_in_the_same_step()
    {
        var database = await databases.Get(Provider.Sqlite);
        var id = await new TestCatalog(database, new ManualClock(Bench.Begin)).InForce(Xml(
            "lacking", """<startEvent id="s"/><scriptTask id="x" scriptFormat="feel" c:result="y"><script>total + 1</script></scriptTask><userTask id="a"/><endEvent id="e"/>""", "s→x", "x→a", "a→e"));
        using var bench = await Bench.OnCatalog(database, id);
        var incidents = new[] { await IncidentOf(bench, await bench.Start()), await IncidentOf(bench, await bench.Start()) };
        var repairs = bench.NewRepairs();

        Task<IReadOnlyList<CaseRepair>> Set(long batch, string name) =>
            repairs.Do(Manager, batch, "It was forgotten", [.. incidents.Select(one => new RepairOrder(RepairKind.SetVariable, one.CaseId) { IncidentId = one.Id, Variable = name, Value = "4" })], default);
        Assert.All(await Set(1001, "totl"), row => Assert.Equal(RepairCodes.NoVariable, row.Refusal));
        Assert.All(await Set(1002, "total"), row => Assert.Equal("", row.Refusal));
        foreach (var incident in incidents)
        {
            Assert.Equal(Value.Of(5), (await bench.State(incident.CaseId)).FindVariable(1, "y"));
            Assert.Equal("retry", (await bench.History(incident.CaseId))[^1].Kind);
        }
    }

    [Fact]
    public async Task One_step_is_cancelled_with_what_hangs_on_it_and_refused_where_nothing_would_be_left()
    {
        var graph = Read(
            """<startEvent id="s"/><parallelGateway id="g"/><userTask id="a"/><userTask id="b"/><endEvent id="e"/><boundaryEvent id="t" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>""",
            "s→g", "g→a", "g→b", "a→e", "b→e", "t→e");
        using var bench = Bench.On(await databases.Get(Provider.Sqlite), graph);
        var repairs = bench.NewRepairs();
        var caseId = await bench.Start();
        async Task<CaseRepair> Cancel(long batch, string element) => (await repairs.Do(
            Manager, batch, "Not needed", [new(RepairKind.CancelStep, caseId) { Number = (await bench.State(caseId)).Nodes.First(entry => entry.Value.Element == element).Key }], default))[0];

        var done = await Cancel(2001, "a");
        Assert.Equal(("", "a", "Not needed"), (done.Refusal, done.Element, done.Reason));
        Assert.Equal(["b"], (await bench.WorkItems(caseId)).Where(item => item.State == WorkItemState.Open).Select(item => item.Element));
        Assert.Empty(await bench.Timers(caseId));
        Assert.Equal(("cancel-node", "a", 5L), ((await bench.History(caseId))[^1].Kind, (await bench.History(caseId))[^1].Why, (await bench.History(caseId))[^1].ActorId));
        Assert.Equal(ObstacleCodes.NothingLeft, (await Cancel(2002, "b")).Refusal);
        Assert.Equal(ProcessStatus.Running, (await bench.Case(caseId)).Status);
        await bench.CheckHistory(caseId);
    }

    [Fact]
    public async Task A_token_is_moved_and_the_case_cancelled()
    {
        var (bench, repairs) = await Waiting();
        var caseId = await bench.Start();
        var node = (await bench.State(caseId)).Nodes.First(entry => entry.Value.Element == "a").Key;
        var moved = await repairs.Do(Manager, 1, "x", [new(RepairKind.Move, caseId) { Number = node, Target = "b" }], default);
        var refused = await repairs.Do(Manager, 2, "x", [new(RepairKind.Move, caseId) { Number = node, Target = "b" }], default);
        var cancelled = await repairs.Do(Manager, 3, "x", [new(RepairKind.Cancel, caseId)], default);
        var late = await repairs.Do(Manager, 4, "x", [new(RepairKind.Cancel, caseId)], default);

        Assert.Equal(("", RejectionCodes.NotFound, "", RepairCodes.Ended), (moved[0].Refusal, refused[0].Refusal, cancelled[0].Refusal, late[0].Refusal));
        Assert.Equal(["start", "move", "cancel"], (await bench.History(caseId)).Select(row => row.Kind));
        Assert.Equal(["a", "b"], (await bench.WorkItems(caseId)).Select(item => item.Element).Order(StringComparer.Ordinal));
        await bench.CheckHistory(caseId);
    }

    [Fact]
    public async Task An_inner_due_date_moves_and_a_statutory_one_does_not()
    {
        var (bench, repairs) = await Waiting();
        var caseId = await bench.Start();
        var timer = Assert.Single(await bench.Timers(caseId));
        var later = Bench.Begin + Duration.FromDays(3);

        var moved = await repairs.Do(Manager, 1, "x", [new(RepairKind.MoveTimer, caseId) { Number = timer.No, Due = later }], default);
        var past = await repairs.Do(Manager, 2, "x", [new(RepairKind.MoveTimer, caseId) { Number = timer.No, Due = Bench.Begin }], default);

        Assert.Equal(("", RepairCodes.Past), (moved[0].Refusal, past[0].Refusal));
        Assert.Equal(later, Assert.Single(await bench.Timers(caseId)).DueAt);
        Assert.Equal(("move-timer", "t"), ((await bench.History(caseId))[^1].Kind, (await bench.History(caseId))[^1].Why));
        await bench.CheckHistory(caseId);

        await using var db = bench.Database!.CreateDbContext();
        var row = db.Set<CaseTimer>().Single(one => one.CaseId == caseId);
        row.Specification = """{"k":"deadline","t":"P7.L1"}"""u8.ToArray();
        await db.SaveChangesAsync();
        var statutory = await repairs.Do(Manager, 3, "x", [new(RepairKind.MoveTimer, caseId) { Number = timer.No, Due = later + Duration.FromDays(1) }], default);
        Assert.Equal(RepairCodes.Statutory, statutory[0].Refusal);
        Assert.Equal(later, Assert.Single(await bench.Timers(caseId)).DueAt);
    }

    [Fact]
    public async Task The_list_shows_a_manager_the_incidents_of_the_own_offices_and_what_was_tried()
    {
        var (bench, repairs) = await Failing("listed");
        var incident = await IncidentOf(bench, await bench.Start());
        await repairs.Do(Manager, 1, "x", [new(RepairKind.Retry, incident.CaseId) { IncidentId = incident.Id }], default);
        await using var db = bench.Database!.CreateDbContext();
        var incidents = new Incidents(db);

        var line = Assert.Single(await incidents.Page(Manager, new("listed", null, "a"), 0, 10, default));
        Assert.NotEqual(incident.Id, line.Incident.Id); // The retry failed: another incident, of the same step.
        Assert.Equal((true, RepairKind.Retry), (line.MayRepair, Assert.Single(line.Before).Kind));
        Assert.Contains(new IncidentGroup("listed", IncidentCodes.HandlerFailed, "a", 1), await incidents.Groups(Manager, default));
        Assert.Empty(await incidents.Page(Manager, new("listed", "stuck", null), 0, 10, default));
        Assert.Empty(await incidents.Page(Scope.Of(1, [new Grant(Bench.Office + 1, Roles.Manager)]), new("listed", null, null), 0, 10, default));
        Assert.False(Assert.Single(await incidents.Page(Scope.Of(1, [new Grant(Bench.Office + 1, Roles.Auditor)]), new("listed", null, null), 0, 10, default)).MayRepair);
    }

    private async Task<(Bench, CaseRepairs)> Failing(string process = "p")
    {
        var graph = ReadAs(process, """<startEvent id="s"/><serviceTask id="a" c:handler="note"/><endEvent id="e"/>""", "s→a", "a→e");
        var bench = Bench.On(await databases.Get(Provider.Sqlite), graph);
        bench.Handlers.AddInline("note", call => bench.OnNote(call));
        bench.OnNote = static _ => new ServiceFailed(null, "It is away.");
        return (bench, Repairs(bench));
    }

    private async Task<(Bench, CaseRepairs)> Waiting()
    {
        var graph = Read(
            """<startEvent id="s"/><userTask id="a"/><userTask id="b"/><endEvent id="e"/><boundaryEvent id="t" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="f"/>""",
            "s→a", "a→b", "b→e", "t→f");
        var bench = Bench.On(await databases.Get(Provider.Sqlite), graph);
        return (bench, Repairs(bench));
    }

    private static CaseRepairs Repairs(Bench bench) => bench.NewRepairs();

    private static async Task<CaseIncident> IncidentOf(Bench bench, long caseId) => Assert.Single(await bench.Incidents(caseId));
}
