using System.CommandLine;
using System.Text.Json;
using CaseFlow.Core.Definitions;
using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Cli.Commands;

/// <summary>caseflow lint: says what is wrong with a model, and how to mend it.</summary>
internal static class LintCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("file") { Description = "BPMN files; .dmn: decisions.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var foreign = new Option<bool>("--foreign") { Description = "Also list what other tools wrote and has no effect here." };
        var command = new Command("lint", "Prints every problem of the files; exit code 1 when one of them would be refused.") { files, json, foreign };
        command.SetAction(parsed =>
        {
            var code = Run(parsed.GetRequiredValue(files), parsed.GetValue(json), parsed.InvocationConfiguration);
            if (parsed.GetValue(foreign) && code != 2)
            {
                ListForeign(parsed.GetRequiredValue(files), parsed.InvocationConfiguration);
            }

            return code;
        });
        return command;
    }

    private static int Run(FileInfo[] files, bool json, InvocationConfiguration console)
    {
        var problems = new List<(string File, Diagnostic Diagnostic)>();
        foreach (var file in files)
        {
            try
            {
                using var content = file.OpenRead();
                var found = DecisionFiles.IsOne(file.Name) ? DecisionReader.Read(content).Diagnostics : BpmnReader.Read(content).Diagnostics;
                problems.AddRange(found.Select(diagnostic => (Path.GetRelativePath(Environment.CurrentDirectory, file.FullName), diagnostic)));
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
            {
                console.Error.WriteLine(wrong.Message);
                return 2;
            }
        }

        if (json)
        {
            console.Output.WriteLine(JsonSerializer.Serialize(problems.Select(problem => new
            {
                problem.File,
                problem.Diagnostic.Line,
                Severity = Severity(problem.Diagnostic),
                problem.Diagnostic.Code,
                problem.Diagnostic.Element,
                problem.Diagnostic.Message,
                problem.Diagnostic.Mend,
            }), Json));
        }
        else
        {
            foreach (var (file, diagnostic) in problems)
            {
                console.Output.WriteLine(FormattableString.Invariant(
                    $"{file}:{diagnostic.Line}: {Severity(diagnostic)} {diagnostic.Code}{(diagnostic.Element is null ? "" : " at " + diagnostic.Element)}: {diagnostic.Message} {diagnostic.Mend}"));
            }
        }

        return problems.Exists(problem => problem.Diagnostic.Severity == Engine.Reading.Severity.Error) ? 1 : 0;
    }

    private static void ListForeign(FileInfo[] files, InvocationConfiguration console)
    {
        foreach (var file in files.Where(file => !DecisionFiles.IsOne(file.Name)))
        {
            using var content = file.OpenRead();
            foreach (var part in ForeignReport.Read(content))
            {
                console.Output.WriteLine(FormattableString.Invariant(
                    $"{Path.GetRelativePath(Environment.CurrentDirectory, file.FullName)}:{part.Line}: kept {part.Name}{(part.Value is null ? "" : $"=\"{part.Value}\"")}{(part.Element is null ? "" : " at " + part.Element)}: no effect here."));
            }
        }
    }

    private static string Severity(Diagnostic diagnostic) => diagnostic.Severity == Engine.Reading.Severity.Error ? "error" : "warning";
}
