using CaseFlow.Core.Cases;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using CaseFlow.Tests.Database;
using NodaTime;

namespace CaseFlow.Tests.Running;

/// <summary>What the second half of BPMN asks of a store: calls, several instances, compensation, transactions.</summary>
public class WholeClassTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly ProcessGraph Caller = TestModel.ReadAs(
        "caller",
        """
        <startEvent id="s"/><callActivity id="call" calledElement="check"><extensionElements/></callActivity>
        <boundaryEvent id="bad" attachedToRef="call"><errorEventDefinition errorRef="err"/></boundaryEvent>
        <boundaryEvent id="late" attachedToRef="call"><timerEventDefinition><timeDuration>PT8H</timeDuration></timerEventDefinition></boundaryEvent>
        <userTask id="work"/><endEvent id="e"/><endEvent id="badEnd"/><endEvent id="lateEnd"/>
        """,
        "s→call", "call→work", "work→e", "bad→badEnd", "late→lateEnd");

    // It uses ids of the caller on purpose.
    private static readonly ProcessGraph Called = TestModel.ReadAs(
        "check",
        """
        <startEvent id="s"/><userTask id="work" c:roles="head"/><serviceTask id="note" c:handler="note"/><exclusiveGateway id="g" default="g_e"/>
        <endEvent id="e"/><endEvent id="fails"><errorEventDefinition errorRef="err"/></endEvent>
        <sequenceFlow id="g_fails" sourceRef="g" targetRef="fails"><conditionExpression>wrong</conditionExpression></sequenceFlow>
        """,
        "s→work", "work→note", "note→g", "g→e");

    private static readonly ProcessGraph Votes = TestModel.Read(
        """
        <startEvent id="s"/>
        <userTask id="vote"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality><completionCondition>nrOfCompletedInstances = 2</completionCondition></multiInstanceLoopCharacteristics></userTask>
        <endEvent id="e"/>
        """,
        "s→vote", "vote→e");

    private static readonly ProcessGraph Booking = TestModel.Read(
        """
        <startEvent id="s"/>
        <transaction id="trip">
          <startEvent id="ts"/><userTask id="book"/><userTask id="pay"/><exclusiveGateway id="g" default="g_te"/>
          <endEvent id="te"/><endEvent id="cancelled"><cancelEventDefinition/></endEvent>
          <boundaryEvent id="undo" attachedToRef="book"><compensateEventDefinition/></boundaryEvent><userTask id="unbook" isForCompensation="true"/>
          <sequenceFlow id="ts_book" sourceRef="ts" targetRef="book"/><sequenceFlow id="book_pay" sourceRef="book" targetRef="pay"/>
          <sequenceFlow id="pay_g" sourceRef="pay" targetRef="g"/><sequenceFlow id="g_te" sourceRef="g" targetRef="te"/>
          <sequenceFlow id="g_cancelled" sourceRef="g" targetRef="cancelled"><conditionExpression>broke</conditionExpression></sequenceFlow>
          <association id="a" sourceRef="undo" targetRef="unbook"/>
        </transaction>
        <boundaryEvent id="off" attachedToRef="trip"><cancelEventDefinition/></boundaryEvent><endEvent id="e"/><endEvent id="offEnd"/>
        """,
        "s→trip", "trip→e", "off→offEnd");

    [Theory, EveryStore]
    public async Task A_called_process_is_part_of_the_case_and_its_tasks_name_its_definition(StoreKind kind)
    {
        using var bench = await NewBench(kind, Caller, Called);
        var id = await bench.Start(("wrong", Value.False));
        var task = Assert.Single(await bench.WorkItems(id));
        Assert.Equal(("work", "head", 2L), (task.Element, task.Role, task.DefinitionId));
        Assert.Equal("late", Assert.Single(await bench.Timers(id)).Element);

        await SetWrong(bench, id, Value.False);
        await bench.Complete(id, "work");
        task = (await bench.WorkItems(id))[1];
        Assert.Equal(("work", "", 1L), (task.Element, task.Role, task.DefinitionId));
        Assert.Empty(await bench.Timers(id));

        await bench.Complete(id, "work");
        Assert.Equal((ProcessStatus.Ended, "e", 4L), ((await bench.Case(id)).Status, (await bench.Case(id)).Outcome, (await bench.Case(id)).Version));
        await bench.CheckHistory(id);
    }

    [Theory, EveryStore]
    public async Task An_error_and_a_timer_of_the_call_end_what_was_called(StoreKind kind)
    {
        using var bench = await NewBench(kind, Caller, Called);
        var failing = await bench.Start();
        await SetWrong(bench, failing, Value.True);
        await bench.Complete(failing, "work");
        Assert.Equal("badEnd", (await bench.Case(failing)).Outcome);

        var slow = await bench.Start();
        bench.Clock.Advance(Duration.FromHours(8));
        Assert.IsType<Committed>(await bench.TimerIsDue(Assert.Single(await bench.Timers(slow))));
        Assert.Equal("lateEnd", (await bench.Case(slow)).Outcome);
        Assert.Equal(WorkItemState.Cancelled, Assert.Single(await bench.WorkItems(slow)).State);
        await bench.CheckHistory(slow);
    }

    [Theory, EveryStore]
    public async Task A_call_of_what_there_is_not_is_an_incident_that_can_be_tried_again(StoreKind kind)
    {
        using var bench = await NewBench(kind, Caller);
        var id = await bench.Start();
        var incident = Assert.Single(await bench.Incidents(id));
        Assert.Equal(("call", IncidentCodes.NotFound), (incident.Element, incident.Code));
        await bench.CheckHistory(id);
    }

    [Theory, EveryStore]
    public async Task Each_instance_has_a_work_item_and_those_that_are_not_needed_are_withdrawn(StoreKind kind)
    {
        using var bench = await NewBench(kind, Votes);
        var id = await bench.Start();
        var items = await bench.WorkItems(id);
        Assert.Equal(["vote", "vote", "vote"], items.Select(item => item.Element));
        await bench.Claim(id, items[0].No, user: 5);
        await bench.Claim(id, items[2].No, user: 6);

        Assert.Equal(RunnerCodes.NotMine, Assert.IsType<Refused>(await Vote(bench, id, items[0].No, actor: 6)).Code);
        Assert.IsType<Committed>(await Vote(bench, id, items[2].No, actor: 6));
        Assert.IsType<Committed>(await Vote(bench, id, items[0].No, actor: 5));

        Assert.Equal([WorkItemState.Done, WorkItemState.Cancelled, WorkItemState.Done], (await bench.WorkItems(id)).Select(item => item.State));
        Assert.Equal(ProcessStatus.Ended, (await bench.Case(id)).Status);
        await bench.CheckHistory(id);
    }

    [Theory, EveryStore]
    public async Task A_cancelled_transaction_undoes_what_was_done_and_goes_on_at_its_boundary(StoreKind kind)
    {
        using var bench = await NewBench(kind, Booking);
        var id = await bench.Start(("broke", Value.True));
        await bench.Complete(id, "book");
        await bench.Complete(id, "pay");

        Assert.Equal(["unbook"], Open(await bench.WorkItems(id)));
        Assert.Equal(ProcessStatus.Running, (await bench.Case(id)).Status);
        await bench.Complete(id, "unbook");
        Assert.Equal((ProcessStatus.Ended, "offEnd"), ((await bench.Case(id)).Status, (await bench.Case(id)).Outcome));
        await bench.CheckHistory(id);

        var lucky = await bench.Start(("broke", Value.False));
        await bench.Complete(lucky, "book");
        await bench.Complete(lucky, "pay");
        Assert.Equal((ProcessStatus.Ended, "e"), ((await bench.Case(lucky)).Status, (await bench.Case(lucky)).Outcome));
        Assert.DoesNotContain(await bench.WorkItems(lucky), item => item.Element == "unbook");
    }

    [Theory, EveryDatabase]
    public async Task A_case_goes_on_with_the_version_that_it_has_called_and_calls_the_one_in_force(Provider provider)
    {
        var database = await databases.New(provider);
        using var clock = Bench.OnCatalog(database);
        var catalog = new TestCatalog(database, clock.Clock);
        var called = TestModel.Xml("check", """<startEvent id="s"/><userTask id="first"/><userTask id="second"/>""", "s→first", "first→second");
        var one = await catalog.InForce(called);
        var caller = await catalog.InForce(TestModel.Xml(
            "caller", """<startEvent id="s"/><callActivity id="a" calledElement="check"/><callActivity id="b" calledElement="${other}"/><endEvent id="e"/>""", "s→a", "a→b", "b→e"));
        using var bench = await Bench.OnCatalog(database, caller);
        var id = await bench.Start(("other", Value.Of("check")));

        bench.Clock.Advance(Duration.FromDays(1));
        clock.Clock.Advance(Duration.FromDays(1));
        var two = await catalog.InForce(called.Replace("\"second\"", "\"other\"", StringComparison.Ordinal).Replace("second", "other", StringComparison.Ordinal));
        await bench.Complete(id, "first");
        await bench.Complete(id, "second");
        await bench.Complete(id, "first");
        await bench.Complete(id, "other");

        Assert.Equal([one, one, two, two], (await bench.WorkItems(id)).Select(item => item.DefinitionId));
        Assert.Equal(ProcessStatus.Ended, (await bench.Case(id)).Status);
        await bench.CheckHistory(id);
    }

    [Theory, EveryDatabase]
    public async Task A_call_can_mean_the_newest_or_a_fixed_version_whatever_is_in_force(Provider provider)
    {
        var database = await databases.New(provider);
        using var clock = Bench.OnCatalog(database);
        var catalog = new TestCatalog(database, clock.Clock);
        var called = TestModel.Xml("check", """<startEvent id="s"/><userTask id="work"/>""", "s→work");
        var one = await catalog.InForce(called);
        var (two, refused) = await catalog.Put(TestModel.Xml("check", """<startEvent id="s"/><startEvent id="told"><messageEventDefinition messageRef="m"/></startEvent><userTask id="work"/>""", "s→work", "told→work"), serviceHasOffice: false);
        Assert.Single(refused);
        var caller = await catalog.InForce(TestModel.Xml(
            "caller",
            """
            <startEvent id="s"/><callActivity id="newest" calledElement="check" c:binding="latest"/><callActivity id="fixed" calledElement="check" c:binding="version" c:version="1"/>
            <callActivity id="current" calledElement="check"/><endEvent id="e"/>
            """,
            "s→newest", "newest→fixed", "fixed→current", "current→e"));
        using var bench = await Bench.OnCatalog(database, caller);
        var id = await bench.Start();
        for (var task = 0; task < 3; task++)
        {
            await bench.Complete(id, "work");
        }

        Assert.Equal([two, one, one], (await bench.WorkItems(id)).Select(item => item.DefinitionId));
    }

    [Fact]
    public async Task A_version_is_of_one_process()
    {
        var database = await databases.Get(Provider.Sqlite);
        var one = TestModel.Xml("one", """<startEvent id="s"/>""");
        var two = one.Replace("</process>", """</process><process id="two" isExecutable="true"><startEvent id="t"/></process>""", StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => new TestCatalog(database, new ManualClock(Bench.Begin)).Put(two));
        Assert.Contains("one, two", refused.Message, StringComparison.Ordinal);
    }

    private async Task<Bench> NewBench(StoreKind kind, ProcessGraph graph, params ProcessGraph[] called)
    {
        var bench = await Bench.On(databases, kind, graph, called);
        bench.Handlers.AddInline("note", static call => call.DefinitionId == 2 ? ServiceAnswer.Done : throw new InvalidOperationException("Another definition's task."));
        return bench;
    }

    private static async Task SetWrong(Bench bench, long id, Value value)
    {
        var process = (await bench.State(id)).Nodes.Single(node => node.Value.Definition?.Key == "check").Key;
        Assert.IsType<Committed>(await bench.Runner.Run(new CaseCommand(id, "set", new CaseFlow.Engine.SetVariables(process) { Variables = Variables.Of(("wrong", value)) })));
    }

    private static Task<RunResult> Vote(Bench bench, long id, int no, long actor) =>
        bench.Runner.Run(new CaseCommand(id, $"vote-{no}-{actor}", new CaseFlow.Engine.CompleteTask(no), actor));

    private static IEnumerable<string> Open(IEnumerable<WorkItem> items) => items.Where(item => item.State == WorkItemState.Open).Select(item => item.Element);
}
