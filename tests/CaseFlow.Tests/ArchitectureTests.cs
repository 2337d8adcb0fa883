using System.Reflection;
using System.Text.RegularExpressions;

namespace CaseFlow.Tests;

/// <summary>Dependencies point down only: the engine knows nobody, Core knows no provider, pages know no infrastructure.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] NotForTheEngine =
        ["Microsoft.EntityFrameworkCore", "NodaTime", "Microsoft.Extensions.", "Microsoft.AspNetCore", "YamlDotNet", "CaseFlow.Core", "CaseFlow.Infrastructure"];

    private static readonly string[] NotForCore =
        ["Hangfire", "Npgsql", "Microsoft.Data.Sqlite", "Microsoft.EntityFrameworkCore.Sqlite", "SkiaSharp", "QRCoder", "CaseFlow.Infrastructure", "CaseFlow.Web"];

    [Fact]
    public void The_engine_uses_the_framework_and_its_script_interpreter_alone() =>
        Assert.Empty(Used(typeof(CaseFlow.Engine.Stepper).Assembly, NotForTheEngine));

    [Fact]
    public void Core_knows_no_provider_no_job_server_and_no_painter() =>
        Assert.Empty(Used(typeof(CaseFlow.Core.Cases.Case).Assembly, NotForCore));

    [Fact]
    public void Infrastructure_does_not_know_the_pages() =>
        Assert.Empty(Used(typeof(CaseFlow.Infrastructure.Installation).Assembly, ["CaseFlow.Web", "caseflow"]));

    [Fact]
    public void Only_the_program_itself_names_the_infrastructure()
    {
        var web = Path.Combine(Repository.Root, "src", "CaseFlow.Web");
        var named =
            from file in Directory.EnumerateFiles(web, "*.cs*", SearchOption.AllDirectories)
            let name = Path.GetRelativePath(web, file).Replace('\\', '/')
            where !name.StartsWith("obj/", StringComparison.Ordinal) && !name.StartsWith("bin/", StringComparison.Ordinal) && !name.StartsWith("ClientApp/", StringComparison.Ordinal)
            where (name.EndsWith(".cs", StringComparison.Ordinal) || name.EndsWith(".cshtml", StringComparison.Ordinal)) && name != "Program.cs"
            where InfrastructurePattern().IsMatch(File.ReadAllText(file))
            select name;
        Assert.Empty(named);
    }

    /// <summary>Every query starts from a scope. The one exception gives numbers of all offices, and nobody else may take it.</summary>
    [Fact]
    public void Only_two_counts_look_beyond_the_offices_of_a_person()
    {
        var source = Path.Combine(Repository.Root, "src");
        var named =
            from file in Directory.EnumerateFiles(source, "*.cs*", SearchOption.AllDirectories)
            let name = Path.GetRelativePath(source, file).Replace('\\', '/')
            where !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal) && !name.Contains("/ClientApp/", StringComparison.Ordinal)
            where CountPattern().IsMatch(File.ReadAllText(file))
            orderby name
            select name;
        Assert.Equal(["CaseFlow.Core/Access/Scope.cs", "CaseFlow.Core/Cases/RunningCount.cs", "CaseFlow.Core/Comparing/MetCases.cs"], named);
    }

    [Fact]
    public void A_forbidden_reference_would_be_seen() =>
        Assert.NotEmpty(Used(typeof(CaseFlow.Infrastructure.Installation).Assembly, NotForCore));

    private static IEnumerable<string> Used(Assembly assembly, string[] forbidden) =>
        from reference in assembly.GetReferencedAssemblies()
        where forbidden.Any(name => name.EndsWith('.') ? reference.Name!.StartsWith(name, StringComparison.Ordinal) : reference.Name == name || reference.Name!.StartsWith(name + ".", StringComparison.Ordinal))
        select reference.Name;

    [GeneratedRegex(@"\bCountsEverywhere\b|\bCountable\b", RegexOptions.NonBacktracking)]
    private static partial Regex CountPattern();

    [GeneratedRegex(@"\busing CaseFlow\.Infrastructure\b|\bCaseFlow\.Infrastructure\.", RegexOptions.NonBacktracking)]
    private static partial Regex InfrastructurePattern();
}
