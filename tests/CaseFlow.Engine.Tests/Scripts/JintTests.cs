using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Scripts;

/// <summary>Conditions, mappings and decisions never enter the script engine: nothing but script tasks knows of it.</summary>
public sealed class JintTests
{
    [Fact]
    public void Only_script_tasks_know_the_script_engine()
    {
        var engine = Path.Combine(Repository.Root, "src", "CaseFlow.Engine");
        var users = Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(engine, file), Text: File.ReadAllText(file)))
            .Where(file => !file.Name.StartsWith("obj", StringComparison.Ordinal) && !file.Name.StartsWith("bin", StringComparison.Ordinal))
            .ToArray();
        Assert.NotEmpty(Files("using Jint"));
        Assert.All(Files("using Jint"), name => Assert.StartsWith("Scripts", name, StringComparison.Ordinal));
        Assert.Equal([Path.Combine("Reading", "ActivityReader.cs")], Files("JavaScript.Parse"));
        Assert.DoesNotContain(Files("Engine.Scripts"), name => name.StartsWith("Expressions", StringComparison.Ordinal) || name.StartsWith("Decisions", StringComparison.Ordinal));

        IEnumerable<string> Files(string word) => users.Where(file => file.Text.Contains(word, StringComparison.Ordinal)).Select(file => file.Name).Order(StringComparer.Ordinal);
    }
}
