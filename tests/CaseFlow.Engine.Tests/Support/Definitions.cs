using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Engine.Tests.Support;

/// <summary>The definitions of one test: every process of the file as version 1.</summary>
internal sealed class Definitions : IDefinitions
{
    private readonly Dictionary<DefinitionRef, ProcessGraph> graphs = [];

    public Definitions(string xml, ReadOptions? options = null)
    {
        var read = BpmnReader.Read(xml, options);
        Assert.True(read.IsAccepted, string.Join('\n', read.Diagnostics) + "\n" + xml);
        foreach (var process in read.Processes)
        {
            var graph = process.As(process.Definition with { Version = 1 });
            graphs.Add(graph.Definition, graph);
            First ??= graph;
        }
    }

    /// <summary>The first process of another file as the next version of the one that is there; its definition.</summary>
    public DefinitionRef Add(string xml)
    {
        var read = BpmnReader.Read(xml);
        Assert.True(read.IsAccepted, string.Join('\n', read.Diagnostics) + "\n" + xml);
        var definition = read.Processes[0].Definition with { Version = graphs.Count + 1 };
        graphs.Add(definition, read.Processes[0].As(definition));
        return definition;
    }

    public ProcessGraph First { get; } = null!;

    public IEnumerable<ProcessGraph> All => graphs.Values;

    public ProcessGraph? Find(DefinitionRef definition) => graphs.GetValueOrDefault(definition);

    /// <summary>Decisions that the test gives to its processes.</summary>
    public List<Decision> Decisions { get; } = [];

    public Decision? FindDecision(DefinitionRef definition, string id) => Decisions.Find(decision => decision.Id == id);

    public ProcessGraph? Resolve(string key, CallBinding binding, int version) => graphs.Values.FirstOrDefault(graph => graph.Definition.Key == key);
}
