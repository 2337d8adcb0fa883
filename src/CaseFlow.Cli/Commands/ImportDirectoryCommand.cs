using System.CommandLine;
using CaseFlow.Cli.ImportDirectory;

namespace CaseFlow.Cli.Commands;

/// <summary>caseflow import-directory: makes the directory's data files from the standard's text.</summary>
internal static class ImportDirectoryCommand
{
    public static Command Create()
    {
        var standard = new Option<FileInfo>("--standard")
        {
            Description = "The text of the standard, with annexes 1 and 2.",
            Required = true,
        }.AcceptExistingOnly();
        var folder = new Option<DirectoryInfo>("--out")
        {
            Description = "The folder of the data files. It must hold regions.yaml and remarks.yaml already.",
            Required = true,
        }.AcceptExistingOnly();

        var command = new Command(
            "import-directory",
            "Reads the akimats of annex 1 and the service centres of annex 2 into data files, and prints how many there are.")
        {
            standard,
            folder,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(standard),
            parsed.GetRequiredValue(folder),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(FileInfo standard, DirectoryInfo folder, TextWriter output, TextWriter error)
    {
        try
        {
            var imported = DirectoryImport.Run(standard.FullName, folder.FullName);
            imported.Write(folder.FullName);
            DirectoryReport.Print(imported, output);
            return 0;
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(problem.Message);
            return 1;
        }
    }
}
