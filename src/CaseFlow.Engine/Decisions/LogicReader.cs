using System.Xml.Linq;
using CaseFlow.Engine.Expressions;

namespace CaseFlow.Engine.Decisions;

/// <summary>Reads what a decision does.</summary>
/// <param name="context">Takes the diagnostics.</param>
/// <param name="source">The decision.</param>
/// <param name="id">Its id.</param>
/// <param name="names">Names in its expressions that are no identifiers.</param>
internal sealed class LogicReader(DecisionContext context, XElement source, string id, KnownNames names)
{
    private string OutputName => (string?)context.Child(source, "variable")?.Attribute("name") is { Length: > 0 } name ? name.Trim() : id;

    /// <summary>Null when there is an error.</summary>
    public DecisionLogic? Read()
    {
        var logics = source.Elements().Where(child => child.Name.Namespace == context.Namespace
            && (child.Name.LocalName is "decisionTable" or "literalExpression" || DmnNames.OtherLogic.Contains(child.Name.LocalName))).ToArray();
        switch (logics)
        {
            case []:
                context.Error(DecisionCodes.NoLogic, source, "The decision has no logic.", "Give it a decision table or a literal expression.");
                return null;
            case [var only]:
                return only.Name.LocalName switch
                {
                    "decisionTable" => new TableReader(context, only, OutputName, names).Read(),
                    "literalExpression" => Literal(only),
                    var other => Unsupported(only, other),
                };
            default:
                context.Error(DecisionCodes.SeveralLogics, logics[1], "The decision has more than one logic.", "Keep one table or literal expression.");
                return null;
        }
    }

    private DecisionLogic? Unsupported(XElement logic, string kind)
    {
        context.Error(DecisionCodes.UnsupportedLogic, logic, $"A decision made of a {kind} is not run.", "Use a decision table or a literal expression.");
        return null;
    }

    private LiteralLogic? Literal(XElement literal)
    {
        var text = context.Text(literal);
        if (context.Child(literal, "importedValues") is not null || text.Length == 0)
        {
            context.Error(DecisionCodes.NoLogic, literal, "The literal expression has no text of its own.", "Write the expression.");
            return null;
        }

        var expression = context.Language(literal) is { } language ? context.Parse(literal, () => Expression.Parse(text, language, names)) : null;
        var type = (string?)literal.Attribute("typeRef") ?? (string?)context.Child(source, "variable")?.Attribute("typeRef");
        return expression is null ? null : new LiteralLogic(OutputName, expression, ValueType.Of(type));
    }
}
