using System.Collections.Immutable;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Forms;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Repair;

/// <summary>A variable that a definition names, whether a case has it or not.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">The field of a form that asks for it; null: none.</param>
/// <param name="Like">A value of the kind that the expressions expect; null: they do not say.</param>
public sealed record KnownVariable(string Name, FormField? Field, Value? Like)
{
    /// <summary>It holds a free text, which is never a variable: it is kept with the case.</summary>
    public bool IsText => Field is { IsText: true };

    /// <summary>The value that was typed, as the form would take it, or else of the kind that the expressions expect; null: it is no such value.</summary>
    public Value? Read(string typed) => Field switch
    {
        { IsText: true } => null,
        null => RepairValues.Read(Like ?? Value.Null, typed),
        { Type: FieldType.Checkbox } => RepairValues.Read(Value.False, typed),
        { ChoicesKey: not null } => RepairValues.Read(Value.Of(""), typed),
        { } field => Asked(field, typed.Trim()),
    };

    private static Value? Asked(FormField field, string typed)
    {
        var form = new FormDefinition("", [field with { IsRequired = true, IsReadOnly = false, HiddenWhen = null }]);
        var answer = FormSubmission.Bind(form, _ => typed, ImmutableDictionary<string, Value>.Empty, static _ => []);
        return answer.Errors.Count == 0 ? answer.Variables.GetValueOrDefault(field.Key) : null;
    }
}

/// <summary>The variables that a definition knows: named by a form, an expression, an output mapping, a script or a decision.</summary>
public static class KnownVariables
{
    /// <summary>In the order of their names.</summary>
    public static IReadOnlyList<KnownVariable> Of(Definition definition)
    {
        var fields = definition.Forms.Values.SelectMany(static form => form.Fields).ToList();
        var named = NamedVariables.Of(definition.Graph, definition.Decisions.Values, fields.Select(static field => field.HiddenWhen).OfType<Expression>()).All;
        // Several forms may ask for the same; one that only shows it says least of what it may hold.
        var asked = fields.GroupBy(static field => field.Key, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.OrderBy(static field => field.IsReadOnly).First(), StringComparer.Ordinal);
        return [.. named.Keys.Union(asked.Keys).Order(StringComparer.Ordinal).Select(name => new KnownVariable(name, asked.GetValueOrDefault(name), named.GetValueOrDefault(name)))];
    }
}
