using System.CommandLine;
using CaseFlow.Cli.Commands;
using CaseFlow.Core.Offices;

namespace CaseFlow.Tests.Offices;

/// <summary>caseflow import-directory, run as a person runs it.</summary>
public sealed class ImportDirectoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("caseflow-directory-").FullName;

    public ImportDirectoryTests()
    {
        foreach (var name in new[] { DirectoryFiles.RegionsFile, DirectoryFiles.RemarksFile })
        {
            File.Copy(Path.Combine(SourceTree.Folder, name), Path.Combine(folder, name));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    [Requirement("A1")]
    [Requirement("A2")]
    public void The_files_that_ship_are_what_the_importer_makes_of_the_standard()
    {
        var (code, _, error) = Run(SourceTree.Standard);

        Assert.Equal("", error);
        Assert.Equal(0, code);
        foreach (var name in new[] { DirectoryFiles.AkimatsFile, DirectoryFiles.CentresFile })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(SourceTree.Folder, name)),
                File.ReadAllBytes(Path.Combine(folder, name)));
        }
    }

    [Fact]
    public void The_counts_are_printed()
    {
        var (_, output, _) = Run(SourceTree.Standard);

        Assert.Contains("481 offices, 956 contacts, of which not usable: 13", output, StringComparison.Ordinal);
        Assert.Contains("Regions without an akimat in annex 1: Алматы қаласы, Астана қаласы", output, StringComparison.Ordinal);
        string[] all = ["all", "14", "21", "161", "1", "16", "243", "25"];
        Assert.Contains(output.Split('\n'), line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).SequenceEqual(all));
    }

    [Theory]
    [InlineData("тел. 8 (7162)25-28-45", "пейджер 8 (7162)25-28-45", "Not understood")]
    [InlineData("«Степногор қаласы әкімінің аппараты» ММ", "Степногор", "Not the name of an akimat")]
    [InlineData("4 ш.а., 1 үй.\tтел.", "4 ш.а., 1 үй.\t\t\tтел.", "has not four cells")]
    [InlineData("тел/факс 8 (72149) 4-12-67, 4-18-42; E-mail:", "тел/факс 8 (72149) 4-12-67, 4-18-42; E-mail:\n\t\t\tтел. 1-11-11", "is a second torn-off cell")]
    [InlineData("Көкшетау қаласы, Біржан Сал", "", "")]
    [InlineData("kebse.ashr", "kense.ashr", "does not print")]
    [InlineData("«Орталық» РМК: Астана", "«Орталық» РМК, Астана", "does not read like paragraph 26")]
    [InlineData("стандартына 2-қосымша", "стандартына екінші қосымша", "has no annex 2")]
    public void What_it_does_not_understand_stops_it_and_nothing_is_written(string printed, string damaged, string problem)
    {
        var text = File.ReadAllText(SourceTree.Standard);
        Assert.Contains(printed, text, StringComparison.Ordinal);
        var standard = Path.Combine(folder, "damaged.txt");
        File.WriteAllText(standard, text.Replace(printed, damaged, StringComparison.Ordinal));

        var (code, _, error) = Run(standard);

        // The one change that is none of its business goes through: it shows that the others are what stops it.
        Assert.Equal(problem.Length == 0 ? 0 : 1, code);
        Assert.Contains(problem, error, StringComparison.Ordinal);
        Assert.Equal(problem.Length == 0, File.Exists(Path.Combine(folder, DirectoryFiles.AkimatsFile)));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var (code, _, error) = Run(Path.Combine(folder, "nowhere.txt"));

        Assert.NotEqual(0, code);
        Assert.Contains("nowhere.txt", error, StringComparison.Ordinal);
    }

    private (int Code, string Output, string Error) Run(string standard)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = new RootCommand { ImportDirectoryCommand.Create() }
            .Parse(["import-directory", "--standard", standard, "--out", folder])
            .Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
