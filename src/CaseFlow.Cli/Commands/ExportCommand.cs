using System.CommandLine;
using CaseFlow.Engine.Export;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Cli.Commands;

/// <summary>caseflow export: writes a definition in the format of another system.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var elsa = new Option<FileInfo>("--elsa") { Description = "A BPMN file to write as an Elsa 3 workflow.", Required = true };
        var process = new Option<string?>("--process") { Description = "Id of the process, if the file has several." };
        var target = new Option<FileInfo?>("--out") { Description = "Where to write it; without: standard output." };
        var strict = new Option<bool>("--strict") { Description = "Exit code 1 when something cannot be said." };
        var command = new Command("export", "Writes a definition in another system's format, and lists on standard error what that cannot say.") { elsa, process, target, strict };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(elsa), parsed.GetValue(process), parsed.GetValue(target), parsed.GetValue(strict), parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(FileInfo file, string? process, FileInfo? target, bool strict, InvocationConfiguration console)
    {
        try
        {
            var content = File.ReadAllBytes(file.FullName);
            if (Choose(Read(content, file.Name, console), process, console) is not { } chosen)
            {
                return 1;
            }

            var workflow = ElsaExport.Write(chosen, content);
            if (target is null)
            {
                console.Output.Write(workflow.Json);
            }
            else
            {
                File.WriteAllText(target.FullName, workflow.Json);
            }

            foreach (var remark in workflow.Remarks)
            {
                console.Error.WriteLine(FormattableString.Invariant($"{file.Name}:{remark.Line}: {remark.Element}: {remark.Message}"));
            }

            return strict && workflow.Remarks.Count > 0 ? 1 : 0;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine(wrong.Message);
            return 2;
        }
    }

    /// <summary>The executable processes; of a file that has none, all.</summary>
    private static IReadOnlyList<ProcessGraph> Read(byte[] content, string name, InvocationConfiguration console)
    {
        var read = BpmnReader.Read(new MemoryStream(content));
        if (read.Diagnostics.Any(diagnostic => diagnostic.Code == DiagnosticCodes.NoExecutableProcess))
        {
            read = BpmnReader.Read(new MemoryStream(content), new ReadOptions { AcceptNonExecutable = true });
        }

        foreach (var error in read.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error))
        {
            console.Error.WriteLine(FormattableString.Invariant($"{name}:{error.Line}: error {error.Code}{(error.Element is null ? "" : " at " + error.Element)}: {error.Message} {error.Mend}"));
        }

        return read.Processes;
    }

    private static ProcessGraph? Choose(IReadOnlyList<ProcessGraph> processes, string? wanted, InvocationConfiguration console)
    {
        var chosen = wanted is null ? processes : [.. processes.Where(process => process.Definition.Key == wanted)];
        if (processes.Count > 0 && chosen.Count != 1)
        {
            console.Error.WriteLine($"Choose one with --process: {string.Join(", ", processes.Select(process => process.Definition.Key))}");
        }

        return chosen is [var only] ? only : null;
    }
}
