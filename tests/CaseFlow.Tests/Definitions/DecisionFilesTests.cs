using CaseFlow.Core.Definitions;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Tests.Definitions;

/// <summary>DMN files beside a process are part of its version.</summary>
public sealed class DecisionFilesTests
{
    private static readonly DefinitionPackage Shipped = DefinitionPackage.ReadAll(Path.Combine(Repository.Root, "workflows"))
        .Single(package => package.Files.Any(file => file.Path == "letters/receipt.kk.md"));

    [Fact]
    public void A_version_holds_its_decisions()
    {
        var package = With(("routing.dmn", Dmn("office", "1")), ("tables/aid.dmn", Dmn("aid", "2")));
        Assert.Equal(["aid", "office"], Definition.Parse(package).Decisions.Keys);
        Assert.Empty(Definition.Parse(Shipped).Decisions);
    }

    [Fact]
    public void Another_table_is_another_version() => Assert.Equal(3, new[]
    {
        Shipped.Hash, With(("routing.dmn", Dmn("office", "1"))).Hash, With(("routing.dmn", Dmn("office", "2"))).Hash,
    }.Distinct().Count());

    [Fact]
    public void A_folder_is_read_with_its_tables()
    {
        var folder = Directory.CreateTempSubdirectory("caseflow-decisions-").FullName;
        try
        {
            foreach (var file in Shipped.Files.Where(file => file.Path != DefinitionPackage.ServiceFileName).Append(new PackageFile("routing.dmn", Dmn("office", "1"))))
            {
                var path = Path.Combine(folder, "service", "process", "v1", file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, file.Content);
            }

            File.WriteAllBytes(Path.Combine(folder, "service", DefinitionPackage.ServiceFileName), Shipped.Files.Single(file => file.Path == DefinitionPackage.ServiceFileName).Content);
            Assert.Equal(["office"], Definition.Parse(Assert.Single(DefinitionPackage.ReadAll(folder))).Decisions.Keys);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("1 +", "routing.dmn, line 1, d: ")]
    [InlineData("now()", "There is no function «now»")]
    public void A_table_that_would_not_run_refuses_the_version(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Definition.Parse(With(("routing.dmn", Dmn("d", text))))).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_decisions_of_one_id_are_refused()
    {
        var read = DecisionFiles.Read([("a.dmn", Dmn("d", "1")), ("b.dmn", Dmn("d", "2"))]);
        var found = Assert.Single(read.Diagnostics);
        Assert.Equal(("b.dmn", DecisionFiles.DuplicateDecision, Severity.Error, "d"), (found.Path, found.Diagnostic.Code, found.Diagnostic.Severity, found.Diagnostic.Element));
        Assert.Empty(read.Decisions);
    }

    [Theory]
    [InlineData("routing.dmn", true)]
    [InlineData("Routing.DMN", true)]
    [InlineData("routing.dmn11.xml", true)]
    [InlineData("routing.dmn.xml", true)]
    [InlineData("process.bpmn", false)]
    [InlineData("process.xml", false)]
    public void Files_of_decisions_are_known_by_name(string path, bool expected) => Assert.Equal(expected, DecisionFiles.IsOne(path));

    private static DefinitionPackage With(params (string Path, byte[] Content)[] files) =>
        new(Shipped.ServiceKey, Shipped.Version, [.. Shipped.Files.Concat(files.Select(file => new PackageFile(file.Path, file.Content))).OrderBy(file => file.Path, StringComparer.Ordinal)]);

    private static byte[] Dmn(string id, string text) => System.Text.Encoding.UTF8.GetBytes(
        $"<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'><decision id='{id}'><literalExpression><text>{text}</text></literalExpression></decision></definitions>");
}
