using CaseFlow.Core.Scenarios;
using CaseFlow.Core.Trials;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Tests.Trials;

/// <summary>A draft is tried with the runner of production and a clock that is moved by hand.</summary>
public sealed class TrialReplayTests
{
    private static readonly (string, Value) Approved = ("verdict", Value.Of("approve"));

    [Fact]
    [Requirement("P7.L1")]
    public async Task A_trial_is_done_to_its_end_and_shows_letters_deadlines_and_the_way()
    {
        var definition = TrialBench.Draft();
        var begun = await TrialBench.Run(definition, TrialBench.Complete);
        Assert.Equal(["checkRegister", "provide"], begun.Tokens);
        var task = Assert.Single(begun.Tasks);
        Assert.Equal(("checkRegister", "registerSpecialist"), (task.Item.Element, Assert.Single(task.Roles)));
        Assert.Equal("none", task.Variables["ground"].AsText());

        // Friday 9.10 + two working days: Tuesday, when the office closes.
        var term = Assert.Single(begun.Deadlines);
        Assert.Equal(("P7.L1", Instant.FromUtc(2026, 11, 24, 13, 0)), (term.RequirementId, term.DueAt));
        Assert.Equal(term.DueAt, task.Item.DueAt);
        Assert.NotEmpty(Core.Calendars.DeadlineJson.Read(term.Explanation));
        Assert.Equal(["receipt"], begun.Calls.SelectMany(static call => call.Letters));
        Assert.Equal(2, begun.Timers.Count);
        Assert.Equal(Instant.FromUtc(2026, 11, 24, 9, 0), begun.NextDue);
        Assert.Contains("packageComplete_yes", begun.Taken);

        var script = TrialBench.Complete.Completing("checkRegister", ("finding", Value.Of("found"))).Completing("draftResult").Completing("approve", Approved)
            .Completing("signAndSeal").Completing("handOut");
        var ended = await TrialBench.Run(definition, script);
        Assert.Equal((ProcessStatus.Ended, "handedOut", null), (ended.Status, ended.Outcome, ended.Refusal));
        Assert.Empty(ended.Tokens);
        Assert.Equal(["receipt", "certificate"], ended.Calls.SelectMany(static call => call.Letters));
        var met = Assert.Single(ended.Deadlines);
        Assert.Equal(TrialBench.Friday, met.MetAt);
        Assert.False(ended.IsLate(met));
        Assert.Equal(1, ended.Visited["resultReady"]);
        Assert.Equal("none", ended.Variables["ground"].AsText());
    }

    [Fact]
    public async Task The_clock_jumps_to_what_is_due_next_until_the_term_has_passed()
    {
        var definition = TrialBench.Draft();
        var begun = await TrialBench.Run(definition, TrialBench.Complete);
        var script = TrialBench.Complete.Until(begun.NextDue);
        var warned = await TrialBench.Run(definition, script);
        Assert.Equal(1, warned.Visited["warned"]);
        Assert.False(warned.IsLate(warned.Deadlines[0]));

        var late = await TrialBench.Run(definition, script.Until(warned.NextDue));
        Assert.True(late.IsLate(late.Deadlines[0]));
        Assert.Equal(["checkRegister", "explainLateness"], late.Tasks.Select(static task => task.Item.Element));
        Assert.Null(late.NextDue);
        Assert.Equal(Instant.FromUtc(2026, 11, 24, 13, 0), late.Now);
    }

    [Fact]
    public async Task The_same_trial_stands_at_the_same_place_each_time_and_each_step_can_be_taken_back()
    {
        var definition = TrialBench.Draft();
        var script = TrialBench.Complete.Completing("checkRegister", ("finding", Value.Of("notFound"))).Completing("draftResult");
        var (once, again) = (await TrialBench.Run(definition, script), await TrialBench.Run(definition, TrialScript.Read(script.Write())));
        Assert.Equal(once.Tokens, again.Tokens);
        Assert.Equal(once.Taken, again.Taken);
        Assert.Equal(once.Variables, again.Variables);
        Assert.Equal("P16.2", once.Variables["ground"].AsText());

        var back = await TrialBench.Run(definition, script.First(script.Actions.Length - 1));
        Assert.Equal("draftResult", Assert.Single(back.Tasks).Item.Element);
        Assert.Equal("start", Assert.Single(script.First(0).Actions).Kind);
    }

    [Fact]
    public async Task A_step_that_does_not_fit_any_more_is_refused_and_nothing_after_it_is_done()
    {
        var script = TrialBench.Complete.Completing("approve", Approved).Completing("checkRegister", ("finding", Value.Of("found")));
        var stand = await TrialBench.Run(TrialBench.Draft(), script);
        Assert.Equal(2, stand.Steps.Count);
        Assert.Equal("not-found", stand.Refusal);
        Assert.Equal("checkRegister", Assert.Single(stand.Tasks).Item.Element);
    }

    [Fact]
    public async Task A_handler_that_answers_with_an_error_or_fails_is_an_incident_and_can_be_tried_again()
    {
        var definition = TrialBench.Draft();
        var script = TrialBench.Complete.Answering("registerApplication", 1, StandIn.Nothing with { Failed = true });
        var failed = await TrialBench.Run(definition, script);
        Assert.Equal("handler-failed", Assert.Single(failed.Incidents).Code);
        Assert.Empty(failed.Tasks);
        Assert.Empty(failed.Calls.SelectMany(static call => call.Letters));

        var retried = await TrialBench.Run(definition, script.Then(new ScenarioAction("retry", Value.Of("registerApplication"), Variables.None)));
        Assert.Empty(retried.Incidents);
        Assert.Equal("checkRegister", Assert.Single(retried.Tasks).Item.Element);
        Assert.Equal(["receipt"], retried.Calls.SelectMany(static call => call.Letters));

        var error = await TrialBench.Run(definition, TrialBench.Complete.Answering("registerApplication", 1, StandIn.Nothing with { Error = "nobody" }));
        Assert.Equal("uncaught-error", Assert.Single(error.Incidents).Code);
        Assert.Empty(script.Answering("registerApplication", 1, StandIn.Nothing).Options.Handlers);
    }

    [Fact]
    public async Task A_saved_trial_is_a_green_scenario_until_the_draft_goes_another_way()
    {
        var package = TrialBench.Package();
        var definition = TrialBench.Draft();
        var script = TrialBench.Complete.Completing("checkRegister", ("finding", Value.Of("notFound"))).Completing("draftResult").Completing("approve", Approved);
        var text = TrialScenario.Write(script, await TrialBench.Run(definition, script), package);
        Assert.Empty(Assert.Single(await Runs(package, text)).Failures);

        var changed = TrialBench.Package("delivery", ("process.bpmn", "packageComplete = false", "packageComplete = true"));
        Assert.NotEmpty(Assert.Single(await Runs(changed, text)).Failures);
    }

    [Fact]
    public async Task A_complaint_that_nobody_answers_goes_up_with_inner_terms_and_its_scenario_is_green_without_any_handler()
    {
        var package = TrialBench.Package("complaint");
        var definition = TrialBench.Draft("complaint");
        var start = ScenarioReader.ReadVariables("""
            caseId: "7"
            considered: true
            anonymous: false
            aboutOffice: 1
            owner: 0
            considering: 0
            aboveOffice: 0
            aboveTop: false
            escalations: 0
            innerTerm: ""
            replyTerm: P24.3
            explanations: 0
            explanationTerm: ""
            signed: false
            remedy: none
            measures: []
            outcome: ""
            """);
        var script = TrialScript.Begin("Жауапсыз шағым", Instant.FromUtc(2026, 11, 23, 4, 30), "leb", "complaint", start, "7");
        var stand = await TrialBench.Run(definition, script);
        for (var jump = 0; jump < 2; jump++)
        {
            script = script.Until(stand.NextDue);
            stand = await TrialBench.Run(definition, script);
        }

        Assert.Null(stand.Refusal);
        Assert.Equal(["P24.3", "R4.1"], stand.Deadlines.Select(static deadline => deadline.RequirementId));
        Assert.True(stand.IsLate(stand.Deadlines[0]));
        Assert.Contains("takeOver", stand.Tasks.Select(static task => task.Item.Element));
        script = script.Completing("takeOver");
        stand = await TrialBench.Run(definition, script);
        Assert.Equal("R4.1", stand.Variables["replyTerm"].AsText());
        Assert.Empty(Assert.Single(await Runs(package, TrialScenario.Write(script, stand, package))).Failures);
    }

    [Fact]
    public async Task A_script_that_never_ends_stops_with_an_incident()
    {
        var definition = TrialBench.Draft("delivery",
            ("process.bpmn", "scriptFormat=\"feel\" caseflow:result=\"ground\"", "scriptFormat=\"javascript\" caseflow:result=\"ground\""),
            ("process.bpmn", "if finding = \"found\" then \"none\" else if finding = \"notFound\" then \"P16.2\" else \"P16.3\"", "while (true) { }"));
        var stand = await TrialBench.Run(definition, TrialBench.Complete.Completing("checkRegister", ("finding", Value.Of("found"))));
        Assert.Equal("chooseGround", Assert.Single(stand.Incidents).Element);
        Assert.Null(stand.Refusal);
    }

    [Fact]
    public void A_trial_has_an_end_and_a_text_that_is_none_is_refused()
    {
        var script = TrialBench.Complete;
        for (var step = 1; step < TrialScript.MaximumActions; step++)
        {
            script = script.Completing("checkRegister");
        }

        Assert.Throws<ScenarioFormatException>(() => script.Completing("checkRegister"));
        var tenThousand = script.Write() + string.Concat(Enumerable.Repeat("  - {advance: PT1H}\n", 10_000));
        Assert.Contains("at most 500", Assert.Throws<ScenarioFormatException>(() => TrialScript.Read(tenThousand)).Message, StringComparison.Ordinal);
        Assert.Throws<ScenarioFormatException>(() => TrialScript.Read("models: [x]\nruns: [{steps: [{advance: PT1H}]}]"));
        Assert.Throws<ScenarioFormatException>(() => ScenarioReader.ReadVariables("just words"));
        Assert.Empty(ScenarioReader.ReadVariables("  \n"));
    }

    private static async Task<IEnumerable<ScenarioRunResult>> Runs(Core.Definitions.DefinitionPackage package, string text)
    {
        var with = package with { Files = [.. package.Files, new Core.Definitions.PackageFile("scenarios/trial-1.yaml", System.Text.Encoding.UTF8.GetBytes(text))] };
        return (await new PackageScenarios(with, TrialBench.Calendars).Run("scenarios/trial-1.yaml")).Runs;
    }
}
