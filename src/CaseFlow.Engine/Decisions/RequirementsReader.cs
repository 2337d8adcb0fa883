using System.Xml.Linq;
using CaseFlow.Engine.Expressions;

namespace CaseFlow.Engine.Decisions;

/// <summary>Reads all decisions of a file, each after those it requires.</summary>
internal sealed class RequirementsReader(DecisionContext context)
{
    /// <summary>A chain of requirements is walked recursively.</summary>
    public const int MaximumDepth = 64;
    public const int MaximumRequirements = 100;

    private readonly Dictionary<string, XElement> elements = new(StringComparer.Ordinal);
    private readonly Dictionary<XElement, Decision?> read = [];
    private readonly List<XElement> open = [];

    public IReadOnlyList<Decision> Read()
    {
        RefuseUnsupported();
        IndexElements();
        var sources = context.Children(context.Root, "decision").ToArray();
        if (sources.Length == 0)
        {
            context.Error(DecisionCodes.NoDecision, context.Root, "The file has no decision.", "Draw a decision with a table or a literal expression.");
        }

        return [.. sources.Select(Read).OfType<Decision>()];
    }

    private void RefuseUnsupported()
    {
        foreach (var model in context.Children(context.Root, "businessKnowledgeModel"))
        {
            context.Error(DecisionCodes.UnsupportedElement, model, "Business knowledge models are not run.", "Write their logic into the decisions that need it.");
        }
    }

    private void IndexElements()
    {
        foreach (var element in context.Root.Elements().Where(element => element.Name.Namespace == context.Namespace))
        {
            if ((string?)element.Attribute("id") is { } id && !string.IsNullOrWhiteSpace(id) && !elements.TryAdd(id, element))
            {
                context.Error(DecisionCodes.DuplicateId, element, $"The id «{id}» is used twice.", "Give each element an id of its own.");
            }
        }
    }

    /// <summary>Null when there is an error.</summary>
    private Decision? Read(XElement source)
    {
        if (read.TryGetValue(source, out var known))
        {
            return known;
        }

        if (open.Contains(source) || open.Count == MaximumDepth)
        {
            context.Error(
                open.Contains(source) ? DecisionCodes.RequirementCycle : DecisionCodes.TooManyRequirements, source,
                open.Contains(source) ? "The decision requires itself, through others or directly." : $"Decisions require one another over more than {MaximumDepth} levels.",
                "Remove a requirement.");
            return null;
        }

        open.Add(source);
        var decision = ReadNew(source);
        open.Remove(source);
        read[source] = decision;
        return decision;
    }

    private Decision? ReadNew(XElement source)
    {
        var id = (string?)source.Attribute("id");
        if (string.IsNullOrWhiteSpace(id))
        {
            context.Error(DecisionCodes.MissingId, source, "A decision has no id.", "Give it one: business rule tasks refer to it.");
            return null;
        }

        var required = Required(source);
        var inputs = required.Select(NameOf).Concat(required.Select(VariableOf)).OfType<string>();
        var names = new KnownNames(inputs.Where(name => !IsIdentifier(name)));
        var decisions = required.Where(element => element.Name.LocalName == "decision").Select(Read).ToArray();
        var logic = new LogicReader(context, source, id, names).Read();
        return logic is null ? null : new Decision(id, logic)
        {
            Name = NameOf(source),
            Line = DecisionContext.LineOf(source),
            VariableName = VariableOf(source),
            Requires = [.. decisions.OfType<Decision>().Distinct()],
        };
    }

    /// <summary>The decisions and input data that a decision needs.</summary>
    private XElement[] Required(XElement source)
    {
        foreach (var knowledge in context.Children(source, "knowledgeRequirement"))
        {
            context.Error(DecisionCodes.UnsupportedElement, knowledge, "Business knowledge models are not run.", "Write their logic into the decision.");
        }

        var references = context.Children(source, "informationRequirement")
            .SelectMany(requirement => requirement.Elements())
            .Where(reference => reference.Name.Namespace == context.Namespace && reference.Name.LocalName is "requiredDecision" or "requiredInput")
            .ToArray();
        if (references.Length > MaximumRequirements)
        {
            context.Error(DecisionCodes.TooManyRequirements, source, $"The decision has more than {MaximumRequirements} requirements.", "Split it.");
            return [];
        }

        return [.. references.Select(Referenced).OfType<XElement>()];
    }

    private XElement? Referenced(XElement reference)
    {
        var href = (string?)reference.Attribute("href") ?? "";
        var found = href.StartsWith('#') ? elements.GetValueOrDefault(href[1..]) : null;
        var wanted = reference.Name.LocalName == "requiredDecision" ? "decision" : "inputData";
        if (found?.Name.LocalName == wanted)
        {
            return found;
        }

        // Without its input data a decision still finds the variable by the name it writes.
        if (wanted == "decision")
        {
            context.Error(DecisionCodes.UnknownReference, reference, $"The required decision «{href}» is not in this file.", "Refer to one of its decisions, as #id; other files are never fetched.");
        }

        return null;
    }

    private string? VariableOf(XElement element) => (string?)context.Child(element, "variable")?.Attribute("name") is { Length: > 0 } name ? name.Trim() : null;

    private static string? NameOf(XElement element) => (string?)element.Attribute("name") is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : null;

    private static bool IsIdentifier(string name) => name.All(character => char.IsLetterOrDigit(character) || character is '_' or '$');
}
