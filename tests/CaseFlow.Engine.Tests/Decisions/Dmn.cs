using System.Security;
using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Decisions;

/// <summary>DMN files in a few words. A table is drawn as <c>age | vip -> price</c> and below it its rules, <c>&lt; 18 | - -> 5</c>.</summary>
internal static class Dmn
{
    public const string Namespace = "https://www.omg.org/spec/DMN/20191111/MODEL/";

    /// <summary>A file with this content, beginning on line 2.</summary>
    public static string File(string content, string attributes = "") => $"<definitions xmlns='{Namespace}' id='definitions' {attributes}>\n{content}\n</definitions>";

    public static string Decision(string id, string content, params string[] requires) =>
        $"<decision id='{id}'>{string.Concat(requires.Select(required => $"<informationRequirement><requiredDecision href='#{required}'/></informationRequirement>"))}{content}</decision>";

    public static string Literal(string text, string language = "") => $"<literalExpression {Language(language)}><text>{SecurityElement.Escape(text)}</text></literalExpression>";

    /// <param name="policy">As in the XML; <c>COLLECT SUM</c> is with an aggregation.</param>
    /// <param name="columns">Input expressions and output names; <c>name: first, second</c> lists an output's values.</param>
    /// <param name="rules">Their cells.</param>
    public static string Table(string policy, string columns, params string[] rules)
    {
        var (inputs, outputs) = Halves(columns);
        var aggregation = policy.StartsWith("COLLECT ", StringComparison.Ordinal) ? $"aggregation='{policy[8..]}'" : "";
        return $"<decisionTable hitPolicy='{(aggregation.Length > 0 ? "COLLECT" : policy)}' {aggregation}>"
            + string.Concat(inputs.Select(input => $"<input><inputExpression>{Text(input)}</inputExpression></input>"))
            + string.Concat(outputs.Select(Output)) + string.Concat(rules.Select(Rule)) + "</decisionTable>";
    }

    /// <summary>The decision of a file that must be accepted.</summary>
    public static Decision Read(string xml, string id = "d")
    {
        var read = DecisionReader.Read(xml);
        Assert.True(read.IsAccepted, string.Join('\n', read.Diagnostics) + "\n" + xml);
        return read.Find(id)!;
    }

    /// <summary>A file with one table, the decision <c>d</c>.</summary>
    public static Decision ReadTable(string policy, string columns, params string[] rules) => Read(File(Decision("d", Table(policy, columns, rules))));

    public static string Evaluate(Decision decision, params (string Name, object? Value)[] variables) =>
        ValueJson.Write(decision.Evaluate(new Source(variables)));

    public static string Failure(Decision decision, params (string Name, object? Value)[] variables) =>
        Assert.Throws<EvaluationException>(() => decision.Evaluate(new Source(variables))).Message;

    public static string Text(string text) => $"<text>{SecurityElement.Escape(text)}</text>";

    private static string Language(string language) => language.Length == 0 ? "" : $"expressionLanguage='{language}'";

    private static string Output(string column)
    {
        var parts = column.Split(':', 2, StringSplitOptions.TrimEntries);
        return $"<output name='{parts[0]}'>{(parts.Length == 1 ? "" : $"<outputValues>{Text(parts[1])}</outputValues>")}</output>";
    }

    private static string Rule(string rule)
    {
        var (tests, results) = Halves(rule);
        return "<rule>" + string.Concat(tests.Select(test => $"<inputEntry>{Text(test)}</inputEntry>"))
            + string.Concat(results.Select(result => $"<outputEntry>{Text(result)}</outputEntry>")) + "</rule>";
    }

    private static (string[] Left, string[] Right) Halves(string row)
    {
        var halves = row.Split("->");
        return (Cells(halves[0]), Cells(halves[1]));

        static string[] Cells(string half) => half.Trim().Length == 0 ? [] : half.Split('|', StringSplitOptions.TrimEntries);
    }

    internal sealed class Source(params (string Name, object? Value)[] variables) : IVariableSource
    {
        private readonly System.Collections.Immutable.ImmutableSortedDictionary<string, Value> map = Run.Map(variables);

        public Value? Find(string name) => map.GetValueOrDefault(name);
    }
}
