using System.CommandLine;
using System.Text.Json;
using CaseFlow.Cli.Commands;

namespace CaseFlow.Tests.Scenarios;

/// <summary>caseflow simulate, lint and export as somebody at a terminal meets them.</summary>
public sealed class CommandTests
{
    private static readonly string Gateways = Path.Combine(Repository.Root, "tests", "scenarios", "gateways");

    [Fact]
    public async Task Simulate_ends_with_the_counts_and_exit_code_0()
    {
        var (code, output, _) = await Run("simulate", Gateways, "--coverage");
        Assert.Equal((0, "6 passed, 0 failed, 0 skipped"), (code, output.TrimEnd().Split('\n')[^1].TrimEnd()));
        Assert.Contains("flows taken", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_prints_what_failed_and_exits_with_1()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Gateways, "model.bpmn"), folder.File("model.bpmn"));
        await File.WriteAllTextAsync(folder.File("scenario.yaml"), "models: [model.bpmn]\nruns:\n- {name: wrong, steps: [{start: order}, {tasks: {check: 2}}]}\n- {name: right, steps: [{start: order}]}");
        var (code, output, _) = await Run("simulate", folder.Path, "--json", folder.File("out.json"), "--trace");
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal((1, "1 passed, 1 failed, 0 skipped"), (code, lines[^1].TrimEnd()));
        Assert.Contains(lines, line => line.TrimEnd().EndsWith("scenario.yaml, wrong, step 2: tasks: expected {\"check\":2}, actual {\"bill\":1,\"check\":1}", StringComparison.Ordinal));
        Assert.Contains("tasks: check, bill", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("out.json")));
        Assert.Equal(["failed", "passed"], json.RootElement.EnumerateArray().Select(run => run.GetProperty("result").GetString()));
    }

    [Fact]
    public async Task A_scenario_file_that_cannot_be_read_fails()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("scenario.yaml"), "model: x");
        var (code, output, _) = await Run("simulate", folder.Path);
        Assert.Equal(1, code);
        Assert.Contains("unknown key «model»", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_an_error_of_the_caller() => Assert.Equal(2, (await Run("simulate", "none-such")).Code);

    [Fact]
    public async Task Lint_prints_code_element_line_and_how_to_mend_it()
    {
        var file = Path.Combine(Repository.Root, "tests", "scenarios", "refused", "two-ways.bpmn");
        var (code, output, _) = await Run("lint", file);
        Assert.Equal(1, code);
        Assert.Contains("two-ways.bpmn:5: error several-unconditional-flows at gw1: More than one way is open without a condition. Give each flow but the default a condition.", output, StringComparison.Ordinal);

        var (_, text, _) = await Run("lint", file, "--json");
        using var json = JsonDocument.Parse(text);
        Assert.Equal(("several-unconditional-flows", "gw1", "error", 5), (
            json.RootElement[0].GetProperty("code").GetString(), json.RootElement[0].GetProperty("element").GetString(),
            json.RootElement[0].GetProperty("severity").GetString(), json.RootElement[0].GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Lint_reads_decisions_too()
    {
        var (code, output, _) = await Run("lint", Path.Combine(Repository.Root, "tests", "scenarios", "refused", "unknown-language.dmn"));
        Assert.Equal(1, code);
        Assert.EndsWith("unknown-language.dmn:7: error unsupported-language at result: The expression language «groovy» is not run. Use FEEL, or juel.", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_of_a_good_file_is_silent() =>
        Assert.Equal((0, "", ""), await Run("lint", Path.Combine(Gateways, "model.bpmn")));

    [Fact]
    public async Task Export_writes_a_workflow_and_lists_what_it_cannot_say()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(Repository.Root, "tests", "CaseFlow.Engine.Tests", "Export", "elsa.bpmn");
        var (code, output, error) = await Run("export", "--elsa", file, "--out", folder.File("out.json"));
        Assert.Equal((0, "", 3), (code, output, error.TrimEnd().Split('\n').Length));
        Assert.StartsWith("elsa.bpmn:12: which: ", error, StringComparison.Ordinal);
        var strict = await Run("export", "--elsa", file, "--strict");
        Assert.Equal((1, await File.ReadAllTextAsync(folder.File("out.json"))), (strict.Code, strict.Output));
        var whole = await Run("export", "--elsa", Path.Combine(Repository.Root, "tests", "CaseFlow.Engine.Tests", "Export", "two-processes.bpmn"), "--process", "first", "--strict");
        Assert.Equal((0, ""), (whole.Code, whole.Error));
    }

    [Fact]
    public async Task Export_needs_one_process()
    {
        var file = Path.Combine(Repository.Root, "tests", "CaseFlow.Engine.Tests", "Export", "two-processes.bpmn");
        var (code, _, error) = await Run("export", "--elsa", file);
        Assert.Equal((1, "Choose one with --process: first, second"), (code, error.TrimEnd()));
        Assert.Equal(0, (await Run("export", "--elsa", file, "--process", "first")).Code);
        Assert.Equal(1, (await Run("export", "--elsa", file, "--process", "none-such")).Code);
        Assert.Equal(2, (await Run("export", "--elsa", "none-such")).Code);
    }

    [Fact]
    public async Task Export_of_a_refused_model_says_why()
    {
        var (code, output, error) = await Run("export", "--elsa", Path.Combine(Repository.Root, "tests", "scenarios", "refused", "two-ways.bpmn"));
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("two-ways.bpmn:5: error several-unconditional-flows at gw1: ", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var root = new RootCommand { SimulateCommand.Create(), LintCommand.Create(), ExportCommand.Create() };
        var code = await root.Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("caseflow-scenarios-").FullName;

        public string File(string name) => System.IO.Path.Combine(Path, name);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
