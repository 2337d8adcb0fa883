using System.Globalization;
using System.Xml.Linq;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Reading;

/// <summary>Reads how often an activity is executed (BPMN 2.0.2, 10.3.7).</summary>
internal sealed class LoopReader(ReadContext context, XElement activity)
{
    public Loop? Read()
    {
        if (activity.Element(BpmnNames.Model + "multiInstanceLoopCharacteristics") is { } multiple)
        {
            return MultiInstance(multiple);
        }

        return activity.Element(BpmnNames.Model + "standardLoopCharacteristics") is { } standard ? Standard(standard) : null;
    }

    private StandardLoop? Standard(XElement loop)
    {
        var condition = loop.Element(BpmnNames.Model + "loopCondition");
        var maximum = (string?)loop.Attribute("loopMaximum");
        var hasCondition = !string.IsNullOrWhiteSpace(condition?.Value);
        if (!hasCondition && maximum is null)
        {
            context.Error(DiagnosticCodes.LoopDefinition, loop, "The loop has neither a condition nor a maximum: it would never end.", "Give it a loop condition or a loop maximum.");
            return null;
        }

        var limit = 0;
        if (maximum is not null && (!int.TryParse(maximum.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 0))
        {
            context.Error(DiagnosticCodes.LoopDefinition, loop, $"The loop maximum «{maximum}» is not a whole number.", "Write a number such as 3.");
        }

        return new StandardLoop(hasCondition ? context.Condition(condition!) : null, context.Boolean(loop, "testBefore"), maximum is null ? null : limit);
    }

    private MultiInstanceLoop? MultiInstance(XElement loop)
    {
        if ((string?)loop.Attribute("behavior") is { } behavior && behavior != "All")
        {
            context.Error(DiagnosticCodes.UnsupportedLoop, loop, $"The multi-instance behavior «{behavior}» is not run.", "Remove it: the activity is left once, when all its instances are complete.");
        }

        var data = new DataReader(context, activity);
        var zeebe = Foreign.ZeebeElement(loop, "loopCharacteristics");
        var cardinality = loop.Element(BpmnNames.Model + "loopCardinality")?.Value;
        var input = loop.Element(BpmnNames.Model + "loopDataInputRef")?.Value;
        var collection = (string?)zeebe?.Attribute("inputCollection") ?? Foreign.Attribute(loop, "collection");
        var definitions = (string.IsNullOrWhiteSpace(cardinality) ? 0 : 1) + (string.IsNullOrWhiteSpace(input) && string.IsNullOrWhiteSpace(collection) ? 0 : 1);
        if (definitions != 1)
        {
            context.Error(
                DiagnosticCodes.LoopDefinition, loop,
                definitions == 0 ? "The multi-instance activity does not say how many instances there are." : "The multi-instance activity has both a cardinality and a collection.",
                "Give it either a cardinality or a collection.");
            return null;
        }

        var output = (string?)zeebe?.Attribute("outputCollection") ?? (loop.Element(BpmnNames.Model + "loopDataOutputRef")?.Value is { } reference ? data.VariableOf(Associated(reference, "dataOutputAssociation", "sourceRef", "targetRef")) : null);
        var outputItem = ItemName(loop, "outputDataItem");
        var outputElement = (string?)zeebe?.Attribute("outputElement") ?? outputItem;
        return new MultiInstanceLoop(
            context.Boolean(loop, "isSequential"),
            string.IsNullOrWhiteSpace(cardinality) ? null : context.Expression(cardinality, loop),
            string.IsNullOrWhiteSpace(collection)
                ? string.IsNullOrWhiteSpace(input) ? null : Expression.Variable(data.VariableOf(Associated(input, "dataInputAssociation", "targetRef", "sourceRef")))
                : Collection(collection, loop),
            (string?)zeebe?.Attribute("inputElement") ?? Foreign.Attribute(loop, "elementVariable") ?? ItemName(loop, "inputDataItem"),
            loop.Element(BpmnNames.Model + "completionCondition") is { } completion && !string.IsNullOrWhiteSpace(completion.Value) ? context.Condition(completion) : null,
            output is null || outputElement is null ? null : context.Expression(outputElement, loop),
            output)
        {
            OutputVariable = output is null ? null : VariableOf(outputElement),
        };
    }

    /// <summary>An expression, or the bare name of a variable.</summary>
    private Expression? Collection(string text, XElement loop) => context.Expression(text, loop);

    private static string? ItemName(XElement loop, string kind) =>
        loop.Element(BpmnNames.Model + kind) is { } item ? (string?)item.Attribute("name") ?? (string?)item.Attribute("id") : null;

    /// <summary>The data that an association of the activity brings to its input, or takes from its output; without one the input itself.</summary>
    private string Associated(string reference, string kind, string inner, string outer) => activity.Elements(BpmnNames.Model + kind)
        .Where(association => ((string?)association.Element(BpmnNames.Model + inner))?.Trim() == reference.Trim())
        .Select(association => ((string?)association.Element(BpmnNames.Model + outer))?.Trim())
        .FirstOrDefault(found => !string.IsNullOrEmpty(found)) ?? reference.Trim();

    /// <summary>The variable, if the expression is no more than one or a path into it; what the loop itself counts is none.</summary>
    private static string? VariableOf(string? expression)
    {
        var text = (expression ?? "").Trim().TrimStart('=').Trim();
        text = text.StartsWith("${", StringComparison.Ordinal) && text.EndsWith('}') ? text[2..^1].Trim() : text;
        var name = text.Split('.')[0];
        return name.Length > 0 && name.All(character => char.IsLetterOrDigit(character) || character == '_') && !char.IsDigit(name[0])
            && !Stepping.LoopVariables.Names.Contains(name, StringComparer.Ordinal) ? name : null;
    }
}
