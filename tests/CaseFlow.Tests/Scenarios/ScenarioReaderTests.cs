using CaseFlow.Core.Scenarios;
using CaseFlow.Engine.Values;

namespace CaseFlow.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    [Theory]
    [InlineData("models: [a.bpmn]\nruns: []\nother: 1", "line 3: unknown key «other» in the file")]
    [InlineData("runs: []", "line 1: a scenario needs «models», and either «runs» or «deploy»")]
    [InlineData("models: [a.bpmn]", "line 1: a scenario needs «models», and either «runs» or «deploy»")]
    [InlineData("models: [a.bpmn]\nruns: []\ndeploy: {expect: reject}", "line 1: a scenario needs «models», and either «runs» or «deploy»")]
    [InlineData("models: a.bpmn\nruns: []", "line 1: «models» needs a list")]
    [InlineData("models: [a.bpmn]\ndeploy: {expect: perhaps}", "line 2: «expect» is reject or accept")]
    [InlineData("models: [a.bpmn]\ndeploy: {expect: reject, elements: x}", "line 2: unknown key «elements» in deploy")]
    [InlineData("models: [a.bpmn]\nruns: []\noptions: {waitfor: []}", "line 3: unknown key «waitfor» in options")]
    [InlineData("models: [a.bpmn]\nruns: []\noptions: {handlers: {x: {results: 1}}}", "line 3: unknown key «results» in a handler")]
    [InlineData("models: [a.bpmn]\nruns: []\noptions: {danglingRefs: yes}", "line 3: «danglingRefs» is asCode")]
    [InlineData("models: [a.bpmn]\nruns: []\noptions: {stepLimit: 0}", "line 3: a positive number is needed")]
    [InlineData("models: [a.bpmn]\nruns:\n- {name: x, step: []}", "line 3: unknown key «step» in a run")]
    [InlineData("models: [a.bpmn]\nruns:\n- steps: [{starts: p}]", "line 3: unknown key «starts»")]
    [InlineData("models: [a.bpmn]\nruns:\n- steps: [{start: p, n: 1}]", "line 3: unknown key «n»")]
    [InlineData("models: [a.bpmn]\nruns:\n- steps: [{start: p, at: x}]", "line 3: unknown key «at»")]
    [InlineData("models: [a.bpmn]\nruns:\n- steps: [{start: p, complete: a}]", "line 3: a step has one action, not start and complete")]
    [InlineData("models: [a.bpmn]\nruns:\n- steps: [{complete: a, n: 0}]", "line 3: «n» of «complete» cannot be number")]
    [InlineData("models: [a.bpmn]\nruns:\n- steps: [{complete: a, vars: 1}]", "line 3: «vars» of «complete» cannot be number")]
    [InlineData("models: [a.bpmn]\nruns:\n- steps: [1]", "line 3: «steps» needs keys and values")]
    [InlineData("models: [a.bpmn]\nruns: [", "line ")]
    [InlineData("a: 1\na: 2", "line 2: ")]
    [InlineData("", "A scenario file holds one YAML document.")]
    [InlineData("--- {}\n--- {}", "A scenario file holds one YAML document.")]
    [InlineData("x", "line 1: «the file» needs keys and values")]
    public void A_malformed_file_names_its_line(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<ScenarioFormatException>(() => ScenarioReader.Read("s.yaml", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_and_aliases_that_multiply_are_refused_before_they_cost_anything()
    {
        var deep = "models: [a.bpmn]\nruns: " + new string('[', 200_000);
        Assert.Equal("line 2: nested too deep", Assert.Throws<ScenarioFormatException>(() => ScenarioReader.Read("s.yaml", deep)).Message);
        const string Aliases = "x: &a [1]\ny: &b [*a, *a]\nz: [*b, *b]";
        Assert.Equal("line 2: an alias inside what is anchored", Assert.Throws<ScenarioFormatException>(() => ScenarioReader.Read("s.yaml", Aliases)).Message);
        var many = "x: &a 1\ny: [" + string.Concat(Enumerable.Repeat("*a, ", 1_001)) + "]";
        Assert.Equal("line 2: more than 1000 aliases", Assert.Throws<ScenarioFormatException>(() => ScenarioReader.Read("s.yaml", many)).Message);
    }

    [Fact]
    public void Steps_may_be_shared_by_an_alias()
    {
        var file = ScenarioReader.Read("s.yaml", "models: [a.bpmn]\nruns:\n- {name: one, steps: &all [{start: p}, {complete: a}]}\n- {name: two, steps: *all}");
        Assert.Equal(["start", "complete"], file.Runs[1].Steps.Select(step => step.Action!.Kind));
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("1e3", "1000")]
    [InlineData("0x1F", "31")]
    [InlineData("true", "true")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("null", "null")]
    [InlineData("~", "null")]
    [InlineData("'1'", "\"1\"")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("2026-11-23", "\"2026-11-23\"")]
    [InlineData("!!str 1", "\"1\"")]
    [InlineData("A-1", "\"A-1\"")]
    [InlineData("[1, {b: 2, a: x}]", "[1,{\"a\":\"x\",\"b\":2}]")]
    [InlineData("{\"json\": [1.0, false]}", "{\"json\":[1,false]}")]
    public void Values_have_the_core_types(string yaml, string json)
    {
        var file = ScenarioReader.Read("s.yaml", $"models: [a.bpmn]\nruns:\n- steps: [{{set_vars: {{x: {yaml}}}}}]");
        Assert.Equal($"{{\"x\":{json}}}", ValueJson.Write(file.Runs[0].Steps[0].Action!.Argument));
    }

    [Theory]
    [InlineData("&a [*a]")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    [InlineData("99999999999999999999999999999999999")]
    public void What_is_too_much_is_refused(string yaml) =>
        Assert.Throws<ScenarioFormatException>(() => ScenarioReader.Read("s.yaml", $"models: [a.bpmn]\nruns:\n- steps: [{{set_vars: {{x: {yaml}}}}}]"));

    [Fact]
    public void An_action_takes_its_own_keys_and_the_rest_is_expected()
    {
        var step = ScenarioReader.Read("s.yaml", "models: [m.bpmn]\nruns:\n- {clock: 2026-11-23T09:00:00, steps: [{advance: PT1H, vars: {x: 1}, at: p2, tasks: {}}]}").Runs[0].Steps[0];
        Assert.Equal(("advance", "PT1H"), (step.Action!.Kind, step.Action.Argument.AsText()));
        Assert.Equal([("vars", "p2"), ("tasks", "p2")], step.Expectations.Select(expectation => (expectation.Kind, expectation.At!)));
    }

    [Fact]
    public void The_documentation_names_every_key()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "scenarios.md"));
        Assert.All(ScenarioReader.StepKeys, key => Assert.Contains($"`{key}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Scenarios_are_found_by_name_and_folder()
    {
        var found = ScenarioSearch.Find([Path.Combine(Repository.Root, "tests", "scenarios", "foreign")]).Select(Path.GetFileName);
        Assert.Equal(["scenario.yaml", "accepted.yaml", "refused.yaml"], found);
        Assert.Throws<FileNotFoundException>(() => ScenarioSearch.Find(["none"]));
    }
}
