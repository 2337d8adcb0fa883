using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CaseFlow.Core.Scenarios;

namespace CaseFlow.Tests.Scenarios;

/// <summary>
/// The scenarios of what ships are tried themselves: whoever drops a flow, negates a condition or changes a term of a
/// definition must be found out by one of its scenarios.
/// </summary>
public sealed partial class MutationTests
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    public static TheoryData<string, string> Mutations
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var model in Directory.EnumerateFiles(ScenarioTests.Folders[0], "process.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var path = Path.GetRelativePath(Repository.Root, model);
                var flows = XDocument.Load(model).Descendants(Bpmn + "sequenceFlow").ToArray();
                foreach (var flow in flows)
                {
                    data.Add(path, "drop " + (string?)flow.Attribute("id"));
                }

                foreach (var flow in flows.Where(flow => flow.Element(Bpmn + "conditionExpression") is not null))
                {
                    data.Add(path, "negate " + (string?)flow.Attribute("id"));
                }

                foreach (Match term in TermPattern().Matches(File.ReadAllText(TermsOf(model))))
                {
                    data.Add(path, "term " + term.Groups["id"].Value);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task One_of_the_scenarios_fails(string path, string mutation)
    {
        var model = Path.Combine(Repository.Root, path);
        var changed = Mutate(model, mutation);
        Assert.True((await Run(model, changed)).Any(result => !result.Passed), $"No scenario notices: {mutation}.");
    }

    [Fact]
    public async Task Without_a_mutation_none_fails()
    {
        foreach (var model in Directory.EnumerateFiles(ScenarioTests.Folders[0], "process.bpmn", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(await Run(model, (model, File.ReadAllBytes(model))), result => !result.Passed);
        }
    }

    private static async Task<IReadOnlyList<ScenarioRunResult>> Run(string model, (string Path, byte[] Content) changed)
    {
        var runner = new ScenarioRunner(path => Path.GetFullPath(path) == changed.Path ? changed.Content : File.ReadAllBytes(path));
        var results = new List<ScenarioRunResult>();
        foreach (var scenario in Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(model)!, "scenarios"), "*.yaml").Order(StringComparer.Ordinal))
        {
            results.AddRange((await runner.Run(scenario)).Runs);
        }

        return results;
    }

    private static (string Path, byte[] Content) Mutate(string model, string mutation)
    {
        var (kind, id) = mutation.Split(' ', 2) is [var first, var second] ? (first, second) : throw new ArgumentException(mutation);
        if (kind == "term")
        {
            var service = TermsOf(model);
            var text = Regex.Replace(File.ReadAllText(service), $@"({Regex.Escape(id)}:\s+period: P)(\d+)", match => match.Groups[1].Value + (int.Parse(match.Groups[2].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) + 1), RegexOptions.None, TimeSpan.FromSeconds(1));
            return (service, Encoding.UTF8.GetBytes(text));
        }

        var document = XDocument.Load(model);
        var flow = document.Descendants(Bpmn + "sequenceFlow").Single(candidate => (string?)candidate.Attribute("id") == id);
        if (kind == "drop")
        {
            // A default that points nowhere would be refused before any scenario is asked.
            document.Descendants().Where(element => (string?)element.Attribute("default") == id).ToList().ForEach(element => element.Attribute("default")!.Remove());
            flow.Remove();
        }
        else
        {
            var condition = flow.Element(Bpmn + "conditionExpression")!;
            condition.Value = $"not({condition.Value})";
        }

        return (model, Encoding.UTF8.GetBytes(document.ToString()));
    }

    /// <summary>The complaint.yaml beside the process, or else workflows/SERVICE/service.yaml of workflows/SERVICE/PROCESS/vN/process.bpmn.</summary>
    private static string TermsOf(string model)
    {
        var folder = Path.GetDirectoryName(model)!;
        var complaints = Path.Combine(folder, "complaint.yaml");
        return Path.GetFullPath(File.Exists(complaints) ? complaints : Path.Combine(folder, "..", "..", "service.yaml"));
    }

    [GeneratedRegex(@"^  (?<id>[A-Z][\w.]*):\s*\n\s+period: P", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TermPattern();
}
