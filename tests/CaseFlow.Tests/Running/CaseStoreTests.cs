using CaseFlow.Core.Cases;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using CaseFlow.Tests.Database;
using NodaTime;

namespace CaseFlow.Tests.Running;

/// <summary>The contract of every store, asked through the one runner.</summary>
public class CaseStoreTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly ProcessGraph TwoTasks = TestModel.Read(
        """
        <startEvent id="s"/><userTask id="one" c:roles="clerk" c:office="intake"/><userTask id="two" c:roles="head"/><endEvent id="e"/>
        """,
        "s→one", "one→two", "two→e");

    private static readonly ProcessGraph Timers = TestModel.Read(
        """
        <startEvent id="s"/><userTask id="work"/>
        <boundaryEvent id="remind" attachedToRef="work" cancelActivity="false"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></boundaryEvent>
        <boundaryEvent id="tooLate" attachedToRef="work"><timerEventDefinition><timeDuration>PT8H</timeDuration></timerEventDefinition></boundaryEvent>
        <endEvent id="reminded"/><endEvent id="late"/><endEvent id="e"/>
        """,
        "s→work", "work→e", "remind→reminded", "tooLate→late");

    private static readonly ProcessGraph Service = TestModel.Read(
        """<startEvent id="s"/><serviceTask id="call" c:handler="h"/><userTask id="after"/><endEvent id="e"/>""",
        "s→call", "call→after", "after→e");

    private static readonly ProcessGraph Message = TestModel.Read(
        """
        <startEvent id="s"/><intermediateCatchEvent id="pay"><messageEventDefinition messageRef="m" c:correlationKey="${order}"/></intermediateCatchEvent><endEvent id="e"/>
        """,
        "s→pay", "pay→e");

    [Theory, EveryStore]
    public async Task A_start_writes_the_case_its_work_item_and_one_history_row(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, TwoTasks);
        var id = await bench.Start();

        var row = await bench.Case(id);
        Assert.Equal((1, ProcessStatus.Running, Bench.Office, Bench.IntakeOffice), (row.Version, row.Status, row.OfficeId, row.IntakeOfficeId));
        var item = Assert.Single(await bench.WorkItems(id));
        Assert.Equal(("one", "clerk", Bench.IntakeOffice, WorkItemState.Open, 0), (item.Element, item.Role, item.OfficeId, item.State, item.AssigneeId));
        Assert.Equal(WorkItem.NotDue, item.DueAt);
        var step = Assert.Single(await bench.History(id));
        Assert.Equal(("form-start", "start", 1, Bench.Begin), (step.TriggerId, step.Kind, step.ActorId, step.At));
        await bench.CheckHistory(id);
    }

    [Theory, EveryStore]
    public async Task A_completed_task_opens_the_next_and_the_end_ends_the_case(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, TwoTasks);
        var id = await bench.Start();
        bench.Clock.Advance(Duration.FromHours(1));

        await bench.Complete(id, "one", actor: 5);
        var items = await bench.WorkItems(id);
        Assert.Equal((WorkItemState.Done, 5, Bench.Begin + Duration.FromHours(1)), (items[0].State, items[0].DoneBy, items[0].DoneAt!.Value));
        Assert.Equal(("two", Bench.Office, WorkItemState.Open), (items[1].Element, items[1].OfficeId, items[1].State));

        await bench.Complete(id, "two");
        var row = await bench.Case(id);
        Assert.Equal((3, ProcessStatus.Ended, "e", bench.Clock.Now), (row.Version, row.Status, row.Outcome, row.EndedAt!.Value));
        await bench.CheckHistory(id);
    }

    [Theory, EveryStore]
    public async Task The_same_trigger_again_changes_nothing_and_says_who_did_it(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, TwoTasks);
        var id = await bench.Start();
        var again = await bench.Runner.Run(bench.StartCommand(id));
        Assert.Equal(new AlreadyDone(1, Bench.Begin, Same: true), again);

        await bench.Complete(id, "one", actor: 5, triggerId: "form-1");
        bench.Clock.Advance(Duration.FromMinutes(1));
        var second = await bench.Runner.Run(new CaseCommand(id, "form-1", new CompleteTask((await bench.WorkItems(id))[0].No), 5));

        Assert.Equal(new AlreadyDone(5, Bench.Begin, Same: true), second);
        Assert.Equal(2, (await bench.Case(id)).Version);
    }

    [Theory, EveryStore]
    public async Task Who_completes_second_is_told_who_was_first(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, TwoTasks);
        var id = await bench.Start();
        var no = (await bench.WorkItems(id))[0].No;
        await bench.Complete(id, "one", actor: 5);

        var second = await bench.Runner.Run(new CaseCommand(id, "form-of-another", new CompleteTask(no), 6));

        Assert.Equal(new AlreadyDone(5, Bench.Begin, Same: false), second);
    }

    [Theory, EveryStore]
    public async Task A_task_that_another_has_claimed_is_not_completed(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, TwoTasks);
        var id = await bench.Start();
        await bench.Claim(id, (await bench.WorkItems(id))[0].No, user: 5);

        var refused = Assert.IsType<Refused>(await bench.Complete(id, "one", actor: 6));
        Assert.Equal((RunnerCodes.NotMine, 5), (refused.Code, refused.UserId));
        Assert.Equal(1, (await bench.Case(id)).Version);

        Assert.IsType<Committed>(await bench.Complete(id, "one", actor: 5));
    }

    [Theory, EveryStore]
    public async Task A_command_for_no_case_or_an_ended_one_is_refused(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, TwoTasks);
        Assert.Equal(RejectionCodes.NotFound, Assert.IsType<Refused>(await bench.Runner.Run(new CaseCommand(Bench.NewCaseId(), "x", new Cancel()))).Code);

        var id = await bench.Start();
        Assert.IsType<Committed>(await bench.Runner.Run(new CaseCommand(id, "stop", new Cancel(), 3)));
        Assert.Equal(WorkItemState.Cancelled, (await bench.WorkItems(id))[0].State);
        Assert.Equal(RejectionCodes.Conflict, Assert.IsType<Refused>(await bench.Runner.Run(new CaseCommand(id, "x", new CompleteTask(2)))).Code);
        await bench.CheckHistory(id);
    }

    [Theory, EveryStore]
    public async Task A_cycle_counts_from_its_last_due_time_and_each_occurrence_fires_once(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, Timers);
        var id = await bench.Start();
        var first = (await bench.Timers(id)).Single(timer => timer.Element == "remind");
        Assert.Equal(Bench.Begin + Duration.FromHours(1), first.DueAt);

        bench.Clock.Advance(Duration.FromMinutes(100));
        Assert.IsType<Committed>(await bench.TimerIsDue(first));
        var second = (await bench.Timers(id)).Single(timer => timer.Element == "remind");
        Assert.Equal(Bench.Begin + Duration.FromHours(2), second.DueAt);

        Assert.Equal(new AlreadyDone(0, bench.Clock.Now, Same: true), await bench.TimerIsDue(first));
        Assert.Equal(2, (await bench.Case(id)).Version);
        await bench.CheckHistory(id);
    }

    [Theory, EveryStore]
    public async Task An_interrupting_timer_takes_the_work_item_and_the_other_timers_away(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, Timers);
        var id = await bench.Start();
        bench.Clock.Advance(Duration.FromHours(9));

        await bench.TimerIsDue((await bench.Timers(id)).Single(timer => timer.Element == "tooLate"));

        Assert.Empty(await bench.Timers(id));
        Assert.Equal(WorkItemState.Cancelled, (await bench.WorkItems(id))[0].State);
        Assert.Equal("late", (await bench.Case(id)).Outcome);
        await bench.CheckHistory(id);
    }

    [Theory, EveryStore]
    public async Task A_timer_whose_due_time_was_moved_meanwhile_does_not_fire(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, Timers);
        var id = await bench.Start();
        var seen = (await bench.Timers(id)).Single(timer => timer.Element == "tooLate");
        seen = new CaseTimer { CaseId = id, No = seen.No, DueAt = seen.DueAt - Duration.FromHours(1) };

        Assert.Equal(RejectionCodes.NotFound, Assert.IsType<Refused>(await bench.TimerIsDue(seen)).Code);
        Assert.Equal(1, (await bench.Case(id)).Version);
    }

    [Theory, EveryStore]
    public async Task An_inline_handler_answers_within_the_step(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, Service);
        bench.Handlers.AddInline("h", call => ServiceAnswer.DoneWith(("seen", Value.Of(call.Element.Id))));

        var id = await bench.Start();

        Assert.Equal(Value.Of("call"), (await bench.State(id)).Root!.Variables!["seen"]);
        Assert.Equal(1, (await bench.Case(id)).Version);
        Assert.Equal("after", Assert.Single(await bench.WorkItems(id)).Element);
        await bench.CheckHistory(id);
    }

    [Theory, EveryStore]
    public async Task A_handler_that_throws_is_an_incident_without_its_words_and_can_be_retried(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, Service);
        var works = false;
        bench.Handlers.AddLocal("h", (_, _) => works
            ? Task.FromResult(ServiceAnswer.Done)
            : throw new FormatException("900101350003 is not the IIN of Әлия"));

        var id = await bench.Start();
        var incident = Assert.Single(await bench.Incidents(id));
        Assert.Equal(
            (IncidentSource.Process, "call", IncidentCodes.HandlerFailed, nameof(FormatException), null),
            (incident.Source, incident.Element, incident.Code, incident.Message, incident.ResolvedAt));

        works = true;
        Assert.IsType<Committed>(await bench.Runner.Run(new CaseCommand(id, "retry", new Retry((int)incident.Ref), 9)));
        Assert.Equal(bench.Clock.Now, Assert.Single(await bench.Incidents(id)).ResolvedAt);
        Assert.Equal("after", Assert.Single(await bench.WorkItems(id)).Element);
        await bench.CheckHistory(id);
    }

    [Theory, EveryStore]
    public async Task An_unknown_handler_is_an_incident(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, Service);
        var id = await bench.Start();
        Assert.Equal("There is no handler 'h'.", Assert.Single(await bench.Incidents(id)).Message);
    }

    [Theory, EveryStore]
    public async Task A_remote_call_waits_in_the_outbox_until_its_answer_is_committed(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, Service);
        bench.Handlers.AddRemote("h", (_, _) => throw new InvalidOperationException("Not called within the step."));
        var id = await bench.Start();
        var message = Assert.Single(await bench.Outbox(id));
        Assert.Equal((OutboxKinds.Call, Bench.Begin, 0), (message.Kind, message.NextAt, message.Attempts));

        var answer = new CaseCommand(id, $"outbox-{message.Id}", new CompleteService(message.Node)) { OutboxId = message.Id };
        Assert.IsType<Committed>(await bench.Runner.Run(answer));

        Assert.Empty(await bench.Outbox(id));
        Assert.Equal("after", Assert.Single(await bench.WorkItems(id)).Element);
    }

    [Theory, EveryStore]
    public async Task A_remote_call_is_withdrawn_with_its_task(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, Service);
        bench.Handlers.AddRemote("h", (_, _) => Task.FromResult(ServiceAnswer.Done));
        var id = await bench.Start();

        await bench.Runner.Run(new CaseCommand(id, "stop", new Cancel()));

        Assert.Empty(await bench.Outbox(id));
    }

    [Theory, EveryStore]
    public async Task A_message_is_waited_for_by_name_and_key(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, Message);
        var id = await bench.Start(("order", Value.Of("A-1")));
        var waiting = Assert.Single(await bench.Subscriptions(id));
        Assert.Equal((SubscriptionKind.Message, "paid", "A-1", "pay"), (waiting.Kind, waiting.Name, waiting.Key, waiting.Element));

        Assert.IsType<Committed>(await bench.Runner.Run(new CaseCommand(id, "m1", new DeliverMessage(waiting.No))));

        Assert.Empty(await bench.Subscriptions(id));
        Assert.Equal(ProcessStatus.Ended, (await bench.Case(id)).Status);
    }

    [Theory, EveryStore]
    public async Task Of_two_steps_from_the_same_version_one_is_refused(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, TwoTasks);
        var id = await bench.Start();
        await using var one = bench.Store.Open();
        await using var other = bench.Store.Open();
        var first = await Change(one, id, "a");
        var second = await Change(other, id, "b");

        Assert.Equal(CommitResult.Done, await one.Commit([first], CancellationToken.None));
        Assert.Equal(CommitResult.Conflict, await other.Commit([second], CancellationToken.None));
        Assert.Equal("a", (await bench.History(id))[^1].TriggerId);
    }

    [Theory, EveryStore]
    public async Task A_state_beyond_the_limit_leaves_the_case_as_it_was_and_one_incident(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, TwoTasks);
        var id = await bench.Start();
        var no = (await bench.WorkItems(id))[0].No;
        bench.Options.StateBytes = 2000;
        var large = new CaseCommand(id, "large", new CompleteTask(no) { Variables = Variables.Of(("text", Value.Of(new string('x', 3000)))) });

        Assert.Equal(RunnerCodes.Limit, Assert.IsType<Refused>(await bench.Runner.Run(large)).Code);
        Assert.Equal(RunnerCodes.Limit, Assert.IsType<Refused>(await bench.Runner.Run(large with { TriggerId = "again" })).Code);

        Assert.Equal(IncidentSource.Limit, Assert.Single(await bench.Incidents(id)).Source);
        Assert.Equal(1, (await bench.Case(id)).Version);
        Assert.Equal(WorkItemState.Open, Assert.Single(await bench.WorkItems(id)).State);
        await bench.CheckHistory(id);
    }

    [Theory, EveryStore]
    public async Task Services_without_end_stop_with_an_incident(StoreKind kind)
    {
        var loop = TestModel.Read(
            """<startEvent id="s"/><exclusiveGateway id="g"/><serviceTask id="call" c:handler="h"/>""", "s→g", "g→call", "call→g");
        using var bench = await Bench.On(databases, kind, loop);
        bench.Handlers.AddInline("h", static _ => ServiceAnswer.Done);
        bench.Options.ServicesInAStep = 50;

        var id = await bench.Start();
        var incident = Assert.Single(await bench.Incidents(id));
        Assert.Equal(("call", IncidentCodes.StepLimit), (incident.Element, incident.Code));
    }

    [Theory, EveryStore]
    public async Task A_due_time_that_cannot_be_counted_is_an_incident_and_the_case_goes_on(StoreKind kind)
    {
        var model = TestModel.Read(
            """
            <startEvent id="s"/><userTask id="work"/><endEvent id="e"/><endEvent id="late"/>
            <boundaryEvent id="b" attachedToRef="work"><timerEventDefinition c:calendar="lunar"><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
            """,
            "s→work", "work→e", "b→late");
        using var bench = await Bench.On(databases, kind, model);
        var id = await bench.Start();

        Assert.Equal(WorkItem.NotDue, Assert.Single(await bench.Timers(id)).DueAt);
        var incident = Assert.Single(await bench.Incidents(id));
        Assert.Equal((IncidentSource.Timer, "b", RunnerCodes.NoDueTime), (incident.Source, incident.Element, incident.Code));
        Assert.IsType<Committed>(await bench.Complete(id, "work"));
    }

    [Theory, EveryStore]
    [Requirement("P7.L1")]
    public async Task A_deadline_drives_timers_and_work_items_and_once_late_stays_late(StoreKind kind)
    {
        var model = TestModel.Read(
            """
            <startEvent id="s"/><serviceTask id="register" c:handler="start"/><userTask id="work" c:deadline="P7.L1"/>
            <boundaryEvent id="soon" attachedToRef="work" cancelActivity="false"><timerEventDefinition c:deadline="P7.L1" c:before="PT4H"/></boundaryEvent>
            <boundaryEvent id="passed" attachedToRef="work" cancelActivity="false"><timerEventDefinition c:deadline="P7.L1"/></boundaryEvent>
            <serviceTask id="ready" c:handler="meet"/><endEvent id="e"/><endEvent id="warned"/><endEvent id="late"/>
            """,
            "s→register", "register→work", "work→ready", "ready→e", "soon→warned", "passed→late");
        using var bench = await Bench.On(databases, kind, model);
        var due = Bench.Begin + Duration.FromHours(48);
        bench.Handlers
            .AddLocal("start", (call, _) =>
            {
                call.StartDeadline(new CaseDeadline { RequirementId = "P7.L1", StartedAt = call.Now, Term = "P2D working", OfficeId = call.Case.OfficeId, DueAt = due });
                return Task.FromResult(ServiceAnswer.Done);
            })
            .AddLocal("meet", (call, _) =>
            {
                call.MeetDeadline("P7.L1");
                return Task.FromResult(ServiceAnswer.Done);
            });

        var id = await bench.Start();
        Assert.Equal(due, Assert.Single(await bench.WorkItems(id)).DueAt);
        var timers = await bench.Timers(id);
        Assert.Equal([due - Duration.FromHours(4), due], timers.Select(static timer => timer.DueAt).Order());

        bench.Clock.Now = due - Duration.FromHours(4);
        await bench.TimerIsDue(timers.Single(static timer => timer.Element == "soon"));
        Assert.False(Assert.Single(await bench.Deadlines(id)).Late);

        bench.Clock.Now = due;
        await bench.TimerIsDue(timers.Single(static timer => timer.Element == "passed"));
        Assert.True(Assert.Single(await bench.Deadlines(id)).Late);

        bench.Clock.Now = due + Duration.FromHours(1);
        await bench.Complete(id, "work");
        var deadline = Assert.Single(await bench.Deadlines(id));
        Assert.Equal((bench.Clock.Now, true), (deadline.MetAt!.Value, deadline.Late));
        await bench.CheckHistory(id);
    }

    [Theory, EveryStore]
    public async Task Steps_of_several_cases_are_committed_together_or_not_at_all(StoreKind kind)
    {
        using var bench = await Bench.On(databases, kind, Timers);
        var ids = new[] { await bench.Start(), await bench.Start(), await bench.Start() };
        var due = new List<CaseTimer>();
        foreach (var id in ids)
        {
            due.Add((await bench.Timers(id)).Single(static timer => timer.Element == "tooLate"));
        }

        var stale = new CaseTimer { CaseId = ids[2], No = due[2].No, DueAt = due[2].DueAt - Duration.FromHours(1) };
        Assert.Null(await bench.Runner.RunTogether([Bench.TimerCommand(due[0]), Bench.TimerCommand(due[1]), Bench.TimerCommand(stale)], CancellationToken.None));
        Assert.Equal(new long[] { 1, 1, 1 }, await Versions());

        var results = await bench.Runner.RunTogether([.. due.Select(Bench.TimerCommand)], CancellationToken.None);
        Assert.All(results!, static result => Assert.IsType<Committed>(result));
        Assert.Equal(new long[] { 2, 2, 2 }, await Versions());

        async Task<long[]> Versions() => await Task.WhenAll(ids.Select(async id => (await bench.Case(id)).Version));
    }

    /// <summary>The same version stepped by hand: what two processes do that loaded the case at the same moment.</summary>
    private static async Task<CaseChange> Change(ICaseSession session, long caseId, string triggerId)
    {
        var row = await session.Load(caseId, CancellationToken.None);
        var change = new CaseChange { Case = row!, FromVersion = row!.Version };
        row.Version++;
        change.History = new HistoryRow { CaseId = caseId, Version = row.Version, TriggerId = triggerId, Kind = "test", At = Bench.Begin, PreviousHash = row.HistoryHash };
        change.History.Hash = row.HistoryHash = change.History.ComputeHash();
        return change;
    }
}
