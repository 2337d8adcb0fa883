using System.Collections.Immutable;
using System.Xml.Linq;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Decisions;

/// <summary>Reads a decision table. A part with an error is reported and replaced by a harmless one, so that all errors are found at once.</summary>
internal sealed class TableReader(DecisionContext context, XElement table, string decisionName, KnownNames names)
{
    public DecisionTable Read()
    {
        var inputs = context.Children(table, "input").Select(Input).ToImmutableArray();
        var outputs = Outputs();
        var rules = context.Children(table, "rule").Select((rule, number) => Rule(rule, number + 1, inputs, outputs.Length)).ToImmutableArray();
        if (rules.IsEmpty)
        {
            context.Warn(DecisionCodes.NoRules, table, "The table has no rules.", "Add one.");
        }

        return new DecisionTable(Policy(outputs), inputs, outputs, rules);
    }

    private HitPolicy Policy(ImmutableArray<OutputClause> outputs)
    {
        var text = ((string?)table.Attribute("hitPolicy"))?.Trim() ?? "UNIQUE";
        switch (text)
        {
            case "UNIQUE":
                return HitPolicy.Unique;
            case "ANY":
                return HitPolicy.Any;
            case "FIRST":
                return HitPolicy.First;
            case "RULE ORDER":
                return HitPolicy.RuleOrder;
            case "PRIORITY" or "OUTPUT ORDER":
                RequireOrder(outputs, text);
                return text == "PRIORITY" ? HitPolicy.Priority : HitPolicy.OutputOrder;
            case "COLLECT":
                return Collect(outputs);
            default:
                context.Error(DecisionCodes.HitPolicy, table, $"There is no hit policy «{text}».", "Use UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER or COLLECT.");
                return HitPolicy.Unique;
        }
    }

    private void RequireOrder(ImmutableArray<OutputClause> outputs, string policy)
    {
        if (outputs.All(output => output.Values.IsEmpty))
        {
            context.Error(DecisionCodes.OutputOrder, table, $"{policy} needs to know the order of the outputs.", "List an output's values, the most important first (outputValues).");
        }
    }

    private HitPolicy Collect(ImmutableArray<OutputClause> outputs)
    {
        var text = ((string?)table.Attribute("aggregation"))?.Trim();
        HitPolicy? policy = text switch
        {
            null or "" => HitPolicy.Collect,
            "SUM" => HitPolicy.CollectSum,
            "MIN" => HitPolicy.CollectMinimum,
            "MAX" => HitPolicy.CollectMaximum,
            "COUNT" => HitPolicy.CollectCount,
            _ => null,
        };
        if (policy is null)
        {
            context.Error(DecisionCodes.Aggregation, table, $"There is no aggregation «{text}».", "Use SUM, MIN, MAX or COUNT, or leave it out.");
        }
        else if (policy is HitPolicy.CollectSum or HitPolicy.CollectMinimum or HitPolicy.CollectMaximum && outputs.Length > 1)
        {
            context.Error(DecisionCodes.Aggregation, table, $"{text} is not defined for several outputs.", "Keep one output, or leave the aggregation out.");
        }

        return policy ?? HitPolicy.Collect;
    }

    private InputClause Input(XElement input, int number)
    {
        var holder = context.Child(input, "inputExpression");
        var text = context.Text(holder);
        if (text.Length == 0)
        {
            context.Warn(DecisionCodes.EmptyInput, input, "The input has no expression: it is always null.", "Write the expression, or remove the column.");
        }

        var variable = ((string?)input.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == DmnNames.InputVariable))?.Trim();
        return new InputClause(
            (string?)input.Attribute("label") ?? (text.Length > 0 ? text : $"{number + 1}"),
            text.Length == 0 ? null : Expression(holder!, text),
            ValueType.Of((string?)holder?.Attribute("typeRef")),
            Allowed(context.Child(input, "inputValues")),
            [Parser.InputName, string.IsNullOrEmpty(variable) ? DmnNames.CellInput : variable]);
    }

    private Test Allowed(XElement? values) => values is null
        ? AnythingTest.Instance
        : context.Parse(values, () => Parser.ParseCell(context.Text(values), names, [])) ?? AnythingTest.Instance;

    private ImmutableArray<OutputClause> Outputs()
    {
        var sources = context.Children(table, "output").ToArray();
        if (sources.Length == 0)
        {
            context.Error(DecisionCodes.NoOutput, table, "The table has no output.", "Add a column of outputs.");
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources.Where(_ => sources.Length > 1))
        {
            var name = ((string?)source.Attribute("name"))?.Trim();
            if (string.IsNullOrEmpty(name) || !used.Add(name))
            {
                context.Error(DecisionCodes.OutputName, source, "With several outputs each needs a name of its own.", "Name it: it is the entry's name in the result.");
            }
        }

        return [.. sources.Select(Output)];
    }

    private OutputClause Output(XElement output)
    {
        var name = ((string?)output.Attribute("name"))?.Trim();
        var byDefault = context.Child(output, "defaultOutputEntry");
        var type = ValueType.Of((string?)output.Attribute("typeRef"));
        return new OutputClause(
            string.IsNullOrEmpty(name) ? decisionName : name,
            type,
            Values(context.Child(output, "outputValues"), type),
            byDefault is null ? null : Expression(byDefault, context.Text(byDefault)));
    }

    /// <summary>The values in their order; they are literals, as an order by changing values would be none.</summary>
    private ImmutableArray<Value> Values(XElement? holder, ValueType type)
    {
        var text = context.Text(holder);
        if (text.Length == 0)
        {
            return [];
        }

        var literals = context.Parse(holder!, () => Parser.ParseLiterals(text));
        return literals is null ? [] : [.. literals.Select(type.Output)];
    }

    private DecisionRule Rule(XElement rule, int number, ImmutableArray<InputClause> inputs, int outputs)
    {
        var tests = context.Children(rule, "inputEntry").ToArray();
        var results = context.Children(rule, "outputEntry").ToArray();
        if (tests.Length != inputs.Length || results.Length != outputs)
        {
            context.Error(
                DecisionCodes.RuleShape, rule, $"Rule {number} has {tests.Length} conditions and {results.Length} results; the table has {inputs.Length} inputs and {outputs} outputs.",
                "Give each rule one cell a column.");
            return new DecisionRule("", [], []);
        }

        var id = (string?)rule.Attribute("id");
        return new DecisionRule(
            id is null ? $"Rule {number}" : $"Rule {number} («{id}»)",
            [.. tests.Select((cell, column) => Cell(cell, inputs[column]))],
            [.. results.Select(cell => Expression(cell, context.Text(cell)))]);
    }

    private Test Cell(XElement cell, InputClause input)
    {
        var text = context.Text(cell);
        var test = context.Language(cell) switch
        {
            Dialect.Juel => context.Parse(cell, () => Parser.ParseJuelCell(text)),
            Dialect.Feel => context.Parse(cell, () => Parser.ParseCell(text, names, input.Names)),
            _ => null,
        };
        return test ?? AnythingTest.Instance;
    }

    /// <summary>Null for an empty text, and for one with an error.</summary>
    private Expression? Expression(XElement holder, string text) =>
        context.Language(holder) is { } language && text.Length > 0
            ? context.Parse(holder, () => Expressions.Expression.Parse(text, language, names))
            : null;
}
