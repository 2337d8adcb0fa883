using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Reading;

/// <summary>
/// Reads data objects, properties, and what goes into and comes out of an activity: BPMN's data associations (10.4.2) and
/// the mappings of other engines. A data object, property, input or output is a variable of its name, or else its id.
/// </summary>
internal sealed class DataReader(ReadContext context, XElement source)
{
    /// <summary>Data objects and properties that stand directly in the element.</summary>
    public ImmutableArray<DataObject> Data() =>
    [
        .. source.Elements()
            .Where(child => child.Name == BpmnNames.Model + "dataObject" || child.Name == BpmnNames.Model + "property")
            .Select(child => (Name: NameOf(child), Initial: Initial(child)))
            .Where(data => data.Name.Length > 0)
            .DistinctBy(data => data.Name)
            .Select(data => new DataObject(data.Name, data.Initial)),
    ];

    public ImmutableArray<Mapping> Inputs() =>
    [
        .. Associations("dataInputAssociation"),
        .. Foreign.Elements(source, "inputOutput").Elements().Where(child => child.Name.LocalName == "inputParameter").Select(Parameter).OfType<Mapping>(),
        .. ZeebeMappings("input"),
    ];

    public ImmutableArray<Mapping> Outputs() =>
    [
        .. Associations("dataOutputAssociation"),
        .. Foreign.Elements(source, "inputOutput").Elements().Where(child => child.Name.LocalName == "outputParameter").Select(Parameter).OfType<Mapping>(),
        .. ZeebeMappings("output"),
    ];

    /// <summary>Zeebe: with outputs, what completing the activity brings stays inside.</summary>
    public bool HasZeebeOutputs => ZeebeMappings("output").Any();

    /// <summary>The inputs, passed on under their own names.</summary>
    public ImmutableArray<Mapping> LocalInputs() => [.. Inputs().Select(input => input.Target.Split('.')[0]).Distinct(StringComparer.Ordinal).Select(name => Known(name, name))];

    /// <summary>Mappings of a call: <c>in</c> or <c>out</c>, with source or sourceExpression.</summary>
    public ImmutableArray<Mapping> CallMappings(string direction) =>
        [.. Foreign.Elements(source, direction).Select(CallMapping).OfType<Mapping>()];

    /// <summary>Whether a call passes every variable: <c>variables="all"</c>.</summary>
    public bool PassesAll(string direction) =>
        Foreign.Elements(source, direction).Any(mapping => (string?)mapping.Attribute("variables") == "all");

    /// <summary>The variable that a reference to a data object, property, input or output means; one that is not there is a variable itself.</summary>
    public string VariableOf(string reference)
    {
        var id = context.LocalName(reference.Trim());
        var found = context.Find(id);
        if (found?.Name.LocalName is "dataObjectReference" && context.Find((string?)found.Attribute("dataObjectRef")) is { } data)
        {
            found = data;
        }

        return found is null ? id : NameOf(found);
    }

    private static string NameOf(XElement data) =>
        (string?)data.Attribute("name") is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : (string?)data.Attribute("id") ?? "";

    /// <summary>Flowable writes a first value into a data object.</summary>
    private static Value Initial(XElement data)
    {
        if (Foreign.Elements(data, "value").FirstOrDefault()?.Value is not { } text)
        {
            return Value.Null;
        }

        var type = ((string?)data.Attribute("itemSubjectRef") ?? "").Split(':')[^1];
        return type switch
        {
            "boolean" => Value.Of(text.Trim() is "true" or "1"),
            "int" or "integer" or "long" or "short" or "double" or "float" or "decimal"
                when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Value.Of(number),
            _ => Value.Of(text),
        };
    }

    private IEnumerable<Mapping> Associations(string kind) =>
        source.Elements(BpmnNames.Model + kind).SelectMany(Association);

    /// <summary>One source into one target, or assignments; a transformation is an expression over the source.</summary>
    private IEnumerable<Mapping> Association(XElement association)
    {
        var target = association.Element(BpmnNames.Model + "targetRef")?.Value;
        var from = association.Elements(BpmnNames.Model + "sourceRef").Select(reference => reference.Value).FirstOrDefault();
        var transformation = association.Element(BpmnNames.Model + "transformation")?.Value;
        if (!string.IsNullOrWhiteSpace(target) && !string.IsNullOrWhiteSpace(transformation))
        {
            if (context.Expression(transformation, association) is { } expression)
            {
                yield return new Mapping(VariableOf(target), expression);
            }
        }
        else if (!string.IsNullOrWhiteSpace(target) && !string.IsNullOrWhiteSpace(from) && VariableOf(target) != VariableOf(from))
        {
            yield return Known(VariableOf(target), VariableOf(from));
        }

        foreach (var assignment in association.Elements(BpmnNames.Model + "assignment"))
        {
            var value = assignment.Element(BpmnNames.Model + "from")?.Value ?? "";
            var to = assignment.Element(BpmnNames.Model + "to")?.Value ?? "";
            if (to.Trim().Length > 0 && context.Template(value, assignment) is { } expression)
            {
                yield return new Mapping(VariableOf(to), expression);
            }
        }
    }

    private Mapping? Parameter(XElement parameter)
    {
        var name = (string?)parameter.Attribute("name");
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        if (parameter.Descendants().FirstOrDefault(part => !IsReadable(part)) is not null)
        {
            context.Warn(
                DiagnosticCodes.NoEffect, parameter, $"The parameter «{name}» is not made of expressions, lists, maps, and scripts in feel or juel; it is not set.",
                "Write an expression, or a script task.");
            return null;
        }

        return Content(parameter) is { } expression ? new Mapping(name.Trim(), expression) : null;
    }

    /// <summary>Whether a part of a parameter is one that <see cref="Content"/> knows, where it may stand.</summary>
    private static bool IsReadable(XElement part) => Foreign.IsKnown(part.Name.Namespace) && (part.Name.LocalName, part.Parent!.Name.LocalName) switch
    {
        ("entry", "map") => (string?)part.Attribute("key") is { } key && !Expression.HasPlaceholder(key),
        ("value", "list") => true,
        ("list" or "map" or "script", "list" or "entry" or "inputParameter" or "outputParameter") =>
            (part.Parent.Name.LocalName == "list" || part.Parent.Elements().Count() == 1) && (part.Name.LocalName != "script" || IsExpression(part)),
        _ => false,
    };

    private static bool IsExpression(XElement script) =>
        ((string?)script.Attribute("scriptFormat"))?.Trim().ToLowerInvariant() is "feel" or "juel" && script.Attribute("resource") is null;

    /// <summary>The expression that stands in a parameter, an item or an entry, or the list, map or script there. Null: an error was reported.</summary>
    private Expression? Content(XElement holder) => holder.Name.LocalName switch
    {
        "list" => holder.Elements().Select(Content).ToArray() is var items && Array.TrueForAll(items, item => item is not null) ? Expression.List(items!) : null,
        "map" => holder.Elements().Select(entry => (Key: (string)entry.Attribute("key")!, Value: Content(entry))).ToArray() is var entries
            && Array.TrueForAll(entries, entry => entry.Value is not null) ? Expression.Map(entries!) : null,
        "script" => context.Expression(holder.Value, holder),
        _ => holder.Elements().FirstOrDefault() is { } only ? Content(only) : context.Template(holder.Value, holder),
    };

    private IEnumerable<Mapping> ZeebeMappings(string kind)
    {
        foreach (var mapping in Foreign.ZeebeElement(source, "ioMapping")?.Elements(Foreign.Zeebe + kind) ?? [])
        {
            if ((string?)mapping.Attribute("target") is { Length: > 0 } target && context.Template((string?)mapping.Attribute("source") ?? "", mapping) is { } expression)
            {
                yield return new Mapping(target, expression);
            }
        }
    }

    private Mapping? CallMapping(XElement mapping)
    {
        var target = ((string?)mapping.Attribute("target"))?.Trim();
        if (string.IsNullOrEmpty(target))
        {
            return null;
        }

        if ((string?)mapping.Attribute("sourceExpression") is { } text)
        {
            return context.Expression(text, mapping) is { } expression ? new Mapping(target, expression) : null;
        }

        return (string?)mapping.Attribute("source") is { Length: > 0 } variable ? Known(target, variable.Trim()) : null;
    }

    /// <summary>The value of a variable; when there is none, the target is not set.</summary>
    private static Mapping Known(string target, string variable) => new(target, Expression.Variable(variable), IfKnown: true);
}
