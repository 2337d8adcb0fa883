using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Reading;

/// <summary>What can only be judged of definitions that are in force together.</summary>
public static class DeploymentRules
{
    /// <summary>A message that starts two processes would start neither for certain.</summary>
    /// <param name="graphs">All definitions that are to be in force.</param>
    /// <returns>A diagnostic for each start whose message name another process holds.</returns>
    public static IReadOnlyList<Diagnostic> Check(IEnumerable<ProcessGraph> graphs)
    {
        var holders = new Dictionary<string, ProcessGraph>(StringComparer.Ordinal);
        var problems = new List<Diagnostic>();
        foreach (var graph in graphs)
        {
            foreach (var (element, trigger) in graph.Starters)
            {
                if (trigger is not MessageTrigger { Name: var template } || NameOf(template) is not { } name)
                {
                    continue;
                }

                if (holders.TryAdd(name, graph))
                {
                    continue;
                }

                if (holders[name] != graph)
                {
                    problems.Add(Held(element, name, holders[name].Definition.Key) with { Related = [graph.Definition.Key] });
                }
            }
        }

        return problems;
    }

    /// <summary>What is wrong with a start whose message another process holds.</summary>
    /// <param name="element">The start.</param>
    /// <param name="name">Name of the message.</param>
    /// <param name="holder">Id of the other process.</param>
    public static Diagnostic Held(FlowElement element, string name, string holder) => new(
        DiagnosticCodes.DuplicateMessageStart, Severity.Error, element.Id, element.Line,
        $"The message «{name}» starts the process «{holder}» already.", "Give this start a message of its own.");

    internal static void Check(IEnumerable<ProcessGraph> graphs, ReadContext context) => context.Diagnostics.AddRange(Check(graphs));

    /// <summary>A start has no variables yet: only a name that needs none is known beforehand.</summary>
    private static string? NameOf(Expression template)
    {
        try
        {
            return template.Evaluate(StartSubscription.NoVariables.Instance).AsText();
        }
        catch (EvaluationException)
        {
            return null;
        }
    }
}
