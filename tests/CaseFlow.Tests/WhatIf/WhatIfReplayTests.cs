using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Trials;
using CaseFlow.Core.WhatIf;
using CaseFlow.Engine.State;
using CaseFlow.Tests.Applications;
using CaseFlow.Tests.Complaints;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Trials;

namespace CaseFlow.Tests.WhatIf;

/// <summary>What would have become of cases that the product itself has taken in, decided and handed out.</summary>
public sealed class WhatIfReplayTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private const string Approve = """<bpmn:sequenceFlow id="considered" sourceRef="approve" targetRef="isApproved" />""";

    [Fact]
    public async Task On_the_version_under_which_it_ran_a_case_ends_as_it_did()
    {
        using var desk = await ServiceDesk.OpenAsync(databases, Provider.Sqlite);
        var past = await PastAsync(desk, await desk.RefusedAsync(redrafts: 1));
        Assert.Equal(new WhatIfResult(Verdict.Same, IsLate: false, "", ""), await Replay(past));
        Assert.Equal(7, past.Recorded.Inputs.Count);
        Assert.Equal("P16.2", past.LastVariables["ground"].AsText());
    }

    [Fact]
    [Requirement("P7.L1")]
    public async Task A_shorter_term_makes_cases_late_and_a_longer_one_in_time()
    {
        using var desk = await ServiceDesk.OpenAsync(databases, Provider.Sqlite);
        var oneDay = await PastAsync(desk, await desk.RefusedAsync(days: 1));
        Assert.False(oneDay.WasLate);
        Assert.False((await Replay(oneDay)).IsLate);
        var shorter = TrialBench.Draft("delivery", ("service.yaml", "period: P2D", "period: PT4H"));
        Assert.Equal((Verdict.Unknown, "explainLateness"), Where(await Replay(oneDay, shorter)));

        var withoutTask = TrialBench.Draft("delivery", ("service.yaml", "period: P2D", "period: PT4H"), ("process.bpmn", """targetRef="recordLateness" """, """targetRef="latenessExplained" """));
        Assert.Equal(new WhatIfResult(Verdict.Same, IsLate: true, "", ""), await Replay(oneDay, withoutTask));

        var late = await PastAsync(desk, await desk.RefusedAsync(days: 7));
        Assert.True(late.WasLate);
        var longer = TrialBench.Draft("delivery", ("service.yaml", "period: P2D", "period: P20D"));
        Assert.Equal(new WhatIfResult(Verdict.Same, IsLate: false, "", ""), await Replay(late, longer));
    }

    [Fact]
    public async Task Another_decision_of_the_draft_is_told_with_the_place_where_the_ways_part()
    {
        using var desk = await ServiceDesk.OpenAsync(databases, Provider.Sqlite);
        var past = await PastAsync(desk, await desk.RefusedAsync());
        var other = TrialBench.Draft("delivery", ("process.bpmn", "finding = \"notFound\" then \"P16.2\"", "finding = \"notFound\" then \"P16.3\""));
        Assert.Equal((Verdict.Otherwise, "ground"), (await Replay(past, other)) is var result ? (result.Verdict, result.Detail) : default);

        var elsewhere = TrialBench.Draft("delivery", ("process.bpmn", """<bpmn:sequenceFlow id="handed_out" sourceRef="handOut" targetRef="handedOut" />""", """<bpmn:sequenceFlow id="handed_out" sourceRef="handOut" targetRef="warned" />"""));
        Assert.Equal(new WhatIfResult(Verdict.Otherwise, IsLate: false, "handOut", "warned"), await Replay(past, elsewhere));
    }

    [Fact]
    public async Task What_nobody_was_asked_then_is_unknown_whether_a_task_a_field_or_a_variable()
    {
        using var desk = await ServiceDesk.OpenAsync(databases, Provider.Sqlite);
        var past = await PastAsync(desk, await desk.RefusedAsync());
        var second = TrialBench.Draft("delivery", ("process.bpmn", Approve, """
            <bpmn:userTask id="approveAgain" name="Екінші бекіту" caseflow:roles="head" /><bpmn:sequenceFlow id="considered" sourceRef="approve" targetRef="approveAgain" /><bpmn:sequenceFlow id="consideredAgain" sourceRef="approveAgain" targetRef="isApproved" />
            """));
        Assert.Equal((Verdict.Unknown, "approveAgain"), Where(await Replay(past, second)));

        var field = TrialBench.Draft("delivery", ("forms/handOut.json", "\"key\": \"receivedBy\"", "\"key\": \"receivedHow\""));
        Assert.Equal(new WhatIfResult(Verdict.Unknown, IsLate: false, "handOut", "receivedHow"), await Replay(past, field));

        var variable = TrialBench.Draft("delivery", ("process.bpmn", "verdict = \"redraft\"", "isUrgent = true"));
        Assert.Equal(new WhatIfResult(Verdict.Unknown, IsLate: false, "isApproved", "isUrgent"), await Replay(past, variable));
    }

    [Fact]
    public async Task A_draft_that_cannot_go_on_is_stuck_and_a_clock_without_end_stops()
    {
        using var desk = await ServiceDesk.OpenAsync(databases, Provider.Sqlite);
        var past = await PastAsync(desk, await desk.RefusedAsync());
        var stuck = TrialBench.Draft("delivery", ("process.bpmn", "default=\"verdict_approve\"", ""),
            ("process.bpmn", """targetRef="issueResult" name="бекітілді" />""", """targetRef="issueResult" name="бекітілді"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">verdict = "yes"</bpmn:conditionExpression></bpmn:sequenceFlow>"""));
        Assert.Equal(new WhatIfResult(Verdict.Stuck, IsLate: false, "isApproved", IncidentCodes.NoOutgoingFlow), await Replay(past, stuck));

        var endless = TrialBench.Draft("delivery", ("process.bpmn", """<bpmn:sequenceFlow id="handed_out" sourceRef="handOut" targetRef="handedOut" />""", """
            <bpmn:exclusiveGateway id="again" /><bpmn:intermediateCatchEvent id="pause"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
            <bpmn:sequenceFlow id="handed_out" sourceRef="handOut" targetRef="again" /><bpmn:sequenceFlow id="a1" sourceRef="again" targetRef="pause" /><bpmn:sequenceFlow id="a2" sourceRef="pause" targetRef="again" />
            """));
        Assert.Equal((Verdict.Stuck, "pause"), Where(await Replay(past, endless)));
    }

    [Fact]
    [Requirement("P7.L1")]
    public async Task Trials_know_what_the_handlers_of_the_service_do_in_production()
    {
        using var desk = await ServiceDesk.OpenAsync(databases, Provider.Sqlite);
        var caseId = await desk.RefusedAsync();
        var past = await PastAsync(desk, caseId);
        var script = TrialScript.Begin("x", past.Recorded.StartedAt, past.Schedule, "delivery", past.Recorded.Start);
        script = past.Recorded.Inputs.Aggregate(script, static (trial, input) => trial.Until(input.At).Completing(input.Element, [.. input.Variables.Select(static entry => (entry.Key, entry.Value))]));
        var stand = await TrialBench.Run(TrialBench.Draft(), script);

        var letters = await desk.RowsAsync<StoredLetter>(row => row.CaseId == caseId);
        Assert.Equal(letters.OrderBy(static letter => letter.Id).Select(static letter => letter.Template), stand.Calls.SelectMany(static call => call.Letters));
        var real = await desk.RowsAsync<CaseDeadline>(row => row.CaseId == caseId);
        Assert.Equal(
            real.Select(static row => (row.RequirementId, row.StartedAt, row.DueAt, row.MetAt, row.Late, row.Term)),
            stand.Deadlines.Select(static row => (row.RequirementId, row.StartedAt, row.DueAt, row.MetAt, row.Late, row.Term)));
        Assert.Equal(real[0].Explanation, stand.Deadlines[0].Explanation);
        Assert.Equal(past.LastVariables, stand.Variables);
        Assert.Equal(past.Outcome, stand.Outcome);
    }

    [Fact]
    [Requirement("P24.3")]
    public async Task A_complaint_that_was_answered_above_is_replayed_with_its_messages_handlers_and_inner_terms()
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, Provider.Sqlite);
        var (akim, above) = (await desk.PersonAsync("akm.leb.01", Roles.Head), await desk.PersonAsync("akm.akim.19", Roles.Head));
        var chanceryAbove = await desk.PersonAsync("akm.akim.19", Roles.Chancery);
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        await desk.DraftedAsync(akim, caseId);
        await desk.AtAsync((await desk.DeadlineAsync(caseId)).DueAt);
        await desk.DoAsync(above, caseId, "takeOver");
        await desk.ApprovedAsync(above, caseId);
        await desk.SignedAsync(above, caseId);
        await desk.PostedAsync(chanceryAbove, caseId);
        var item = Assert.Single(await desk.Desk.RowsAsync<DispatchItem>(row => row.CaseId == caseId && row.State == DispatchState.Handed));
        await desk.Register.Delivered(chanceryAbove, [item.Id], CancellationToken.None);
        await desk.PumpAsync();

        var draft = TrialBench.Draft("complaint");
        var past = await PastAsync(desk.Desk, caseId, draft);
        Assert.Equal("closed", past.Outcome);
        Assert.True(past.WasLate);
        Assert.Equal(new WhatIfResult(Verdict.Same, IsLate: true, "", ""), await Replay(past, draft));

        var longer = TrialBench.Draft("complaint", ("complaint.yaml", "period: P3D", "period: P30D"));
        var result = await Replay(past, longer);
        Assert.False(result.IsLate);
        Assert.NotEqual(Verdict.Stuck, result.Verdict);
    }

    [Fact]
    public async Task Every_handler_that_trials_know_is_one_of_the_product()
    {
        using var desk = await ServiceDesk.OpenAsync(databases, Provider.Sqlite);
        Assert.Empty(HandlerEffects.Names.Except(desk.Handlers.Needs.Keys));
    }

    private static (Verdict, string) Where(WhatIfResult result) => (result.Verdict, result.Element);

    private static Task<WhatIfResult> Replay(PastCase past, Definition? draft = null) =>
        new WhatIfReplay(draft ?? TrialBench.Draft(), [], TrialBench.Calendars).Run(past, CancellationToken.None);

    private static async Task<PastCase> PastAsync(ServiceDesk desk, long caseId, Definition? ran = null)
    {
        var history = (await desk.RowsAsync<HistoryRow>(row => row.CaseId == caseId)).OrderBy(static row => row.Version);
        var deadlines = await desk.RowsAsync<CaseDeadline>(row => row.CaseId == caseId);
        var graph = (ran ?? TrialBench.Draft()).Graph;
        return PastCase.Of(await desk.CaseAsync(caseId), "leb", RecordedCase.Read(history, _ => graph), deadlines);
    }
}
