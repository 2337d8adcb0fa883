using System.Text;
using CaseFlow.Core.Scenarios;

namespace CaseFlow.Tests.Scenarios;

/// <summary>That a scenario can fail: each action and each expectation, with something that is not so.</summary>
public sealed class ScenarioRunnerTests
{
    private const string Model = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:c="urn:caseflow:bpmn:1" targetNamespace="urn:test">
          <message id="m" name="paid"/>
          <process id="p" isExecutable="true">
            <startEvent id="s"/>
            <parallelGateway id="f"/>
            <userTask id="a" name="Check" c:roles="clerk"/>
            <serviceTask id="b" c:handler="print" c:letter="receipt"/>
            <receiveTask id="r" messageRef="m"/>
            <boundaryEvent id="t" attachedToRef="r"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
            <exclusiveGateway id="x"/>
            <endEvent id="e"/>
            <sequenceFlow id="f1" sourceRef="s" targetRef="f"/>
            <sequenceFlow id="f2" sourceRef="f" targetRef="a"/>
            <sequenceFlow id="f3" sourceRef="f" targetRef="b"/>
            <sequenceFlow id="f4" sourceRef="f" targetRef="r"/>
            <sequenceFlow id="f5" sourceRef="a" targetRef="x"/>
            <sequenceFlow id="f6" sourceRef="x" targetRef="e"><conditionExpression>ok = true</conditionExpression></sequenceFlow>
          </process>
        </definitions>
        """;

    [Theory]
    [InlineData("{tasks: {a: 1}}")]
    [InlineData("{tasks: {\"a | b\": 1}, task_count: 1}")]
    [InlineData("{waiting: {a: 1, r: 1}}")]
    [InlineData("{subscriptions: {message: 1, timer: 1, signal: 0}}")]
    [InlineData("{start_subscriptions: {message: 0}}")]
    [InlineData("{running: {p: 1, q: 0}}")]
    [InlineData("{not_ended: p1}")]
    [InlineData("{vars: {n: 1, text: \"1\", list: [1, {b: null}]}}")]
    [InlineData("{vars: {n: 1}, at: a}")]
    [InlineData("{no_vars: [other]}")]
    [InlineData("{visited: {s: 1, f: 1, e: 0}}")]
    [InlineData("{assignee: {a: null}, candidates: {a: {groups: [clerk], users: []}}, due: {a: null}, task_names: {a: Check}}")]
    [InlineData("{incidents: {}}")]
    [InlineData("{letters: {receipt: 1}, calls: {print: 1}, mails: {somebody: 0}}")]
    [InlineData("{complete: b, fails: not-found}")]
    [InlineData("{message: paid}")]
    [InlineData("{complete: a, vars: {ok: true}, visited: {e: 1}}")]
    [InlineData("{advance: PT59M, tasks: {a: 1}, waiting: {r: 1}}")]
    public async Task What_is_so_passes(string step) => Assert.Empty(await Failures(step));

    [Theory]
    [InlineData("{tasks: {a: 2}}", "tasks: expected {\"a\":2}, actual {\"a\":1}")]
    [InlineData("{tasks: {}}", "tasks: expected {}, actual {\"a\":1}")]
    [InlineData("{tasks: {a: 1, b: 1}}", "tasks: expected {\"a\":1,\"b\":1}, actual {\"a\":1}")]
    [InlineData("{task_count: 2}", "task_count: expected 2, actual 1")]
    [InlineData("{waiting: {x: 1}}", "waiting: expected {\"x\":1}, actual {\"a\":1,\"r\":1}")]
    [InlineData("{subscriptions: {timer: 2}}", "subscriptions: expected {\"timer\":2}, actual {\"message\":1,\"timer\":1}")]
    [InlineData("{start_subscriptions: {message: 1}}", "start_subscriptions: expected {\"message\":1}, actual {}")]
    [InlineData("{running: {p: 2}}", "running: expected {\"p\":2}, actual {\"p\":1}")]
    [InlineData("{ended: p1}", "ended: expected p1 has ended, actual running")]
    [InlineData("{ended: nobody}", "ended: expected nobody has ended, actual no such instance")]
    [InlineData("{vars: {n: \"1\"}}", "vars: expected {\"n\":\"1\"}, actual {\"n\":1}")]
    [InlineData("{vars: {other: null}}", "vars: expected {\"other\":null}, actual {}")]
    [InlineData("{vars: {n: 1}, at: e}", "vars: expected {\"n\":1}, actual there is no e")]
    [InlineData("{no_vars: [n]}", "no_vars: expected none of [\"n\"], actual [\"n\"]")]
    [InlineData("{visited: {e: 1}}", "visited: expected {\"e\":1}, actual {\"a\":1,\"b\":1,\"f\":1,\"r\":1,\"s\":1}")]
    [InlineData("{assignee: {a: somebody}}", "assignee: expected a: \"somebody\", actual null")]
    [InlineData("{candidates: {a: {groups: [head]}}}", "candidates: expected a: {\"groups\":[\"head\"]}, actual groups: clerk")]
    [InlineData("{candidates: {b: {groups: []}}}", "candidates: expected b: {\"groups\":[]}, actual no open task")]
    [InlineData("{due: {a: \"2030-01-01\"}}", "due: expected a: \"2030-01-01\", actual null")]
    [InlineData("{task_names: {a: Other}}", "task_names: expected a: \"Other\", actual \"Check\"")]
    [InlineData("{incidents: {a: expression-error}}", "incidents: expected {\"a\":\"expression-error\"}, actual {}")]
    [InlineData("{letters: {receipt: 2}}", "letters: expected {\"receipt\":2}, actual {\"receipt\":1}")]
    [InlineData("{calls: {other: 1}}", "calls: expected {\"other\":1}, actual {\"print\":1}")]
    [InlineData("{complete: b}", "complete: expected done, actual not-found")]
    [InlineData("{complete: a, vars: {ok: true}, fails: not-found}", "complete: expected not-found, actual done")]
    [InlineData("{complete: b, fails: conflict}", "complete: expected conflict, actual not-found")]
    [InlineData("{complete: a}", "an incident that no step names: expected none, actual x: expression-error (There is no variable «ok».)")]
    [InlineData("{complete: a, vars: {ok: false}, incidents: {x: expression-error}}", "incidents: expected {\"x\":\"expression-error\"}, actual {x: no-outgoing-flow (No condition is true and there is no default flow.)}")]
    [InlineData("{message: paid, starts: [p]}", "message: expected done, actual nothing was started")]
    [InlineData("{advance: an hour}", "advance: expected done, actual 'an hour' is not an ISO 8601 duration.")]
    [InlineData("{advance: PT1H, waiting: {r: 1}}", "waiting: expected {\"r\":1}, actual {\"a\":1}")]
    public async Task What_is_not_so_fails(string step, string failure) =>
        Assert.Contains(failure, (await Failures(step)).Select(found => found.ToString().Replace("step 2: ", "", StringComparison.Ordinal)));

    [Fact]
    public async Task An_incident_that_a_step_names_is_fine_even_when_it_was_resolved() =>
        Assert.Empty(await Failures("{complete: a, incidents: {x: expression-error}}", "{retry: x, vars: {ok: true}, incidents: {}, visited: {e: 1}}"));

    [Theory]
    [InlineData("reject", false)]
    [InlineData("accept", true)]
    public async Task Deployment_is_accepted_or_refused_as_expected(string expect, bool passes) =>
        Assert.Equal(passes, (await Run($"models: [m.bpmn]\ndeploy: {{expect: {expect}}}")).Runs.Single().Passed);

    [Fact]
    public async Task Two_files_with_the_same_process_are_refused() =>
        Assert.True((await Run("models: [m.bpmn, n.bpmn]\ndeploy: {expect: reject, element: p}")).Runs.Single().Passed);

    [Fact]
    public async Task A_model_that_is_refused_or_missing_fails_its_runs()
    {
        Assert.Contains("line 4", (await Run("models: [bad.bpmn]\nruns: [{steps: [{deploy_only: true}]}]")).Runs.Single().Failures.Single().What, StringComparison.Ordinal);
        Assert.False((await Run("models: [none.bpmn]\nruns: [{steps: [{deploy_only: true}]}]")).Runs.Single().Passed);
    }

    [Fact]
    public async Task Trace_shows_where_everything_stands()
    {
        var file = ScenarioReader.Read("/scenarios/scenario.yaml", Text("{start: p}"));
        var result = await new ScenarioRunner(Read, trace: true).Run(file, file.Runs[0]);
        Assert.Contains("tasks: a", result.Trace[0], StringComparison.Ordinal);
        Assert.Contains("timers: t 2030-01-01T01:00:00Z", result.Trace[0], StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<ScenarioFailure>> Failures(params string[] steps) =>
        (await Run(Text(["{start: p, vars: {n: 1, text: \"1\", list: [1, {b: null}]}}", .. steps]))).Runs.Single().Failures;

    private static string Text(params string[] steps) => "models: [m.bpmn]\nruns:\n- steps:\n" + string.Concat(steps.Select(step => $"  - {step}\n"));

    private static async Task<ScenarioResult> Run(string text)
    {
        var file = ScenarioReader.Read("/scenarios/scenario.yaml", text);
        var runner = new ScenarioRunner(Read);
        return new ScenarioResult(file.Path, file.Deploy is null ? [await runner.Run(file, file.Runs[0])] : [runner.Deploy(file)]);
    }

    private static byte[] Read(string path) => Path.GetFileName(path) switch
    {
        "m.bpmn" or "n.bpmn" => Encoding.UTF8.GetBytes(Model),
        "bad.bpmn" => Encoding.UTF8.GetBytes(Model.Replace("<startEvent id=\"s\"/>", "<callActivity id=\"s\"/>", StringComparison.Ordinal)),
        var name => throw new FileNotFoundException($"There is no {name}."),
    };
}
