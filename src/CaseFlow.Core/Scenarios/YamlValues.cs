using System.Globalization;
using System.Text.RegularExpressions;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CaseFlow.Core.Scenarios;

/// <summary>YAML 1.2's core types as values: quoted is text; bare numbers, booleans and null are typed.</summary>
internal static partial class YamlValues
{
    /// <exception cref="ScenarioFormatException">It is no data, too deep, or too large.</exception>
    public static Value Of(YamlNode node)
    {
        try
        {
            return Of(node, 0);
        }
        catch (EvaluationException large)
        {
            throw At(node, large.Message);
        }
    }

    public static ScenarioFormatException At(YamlNode node, string message) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {node.Start.Line}: {message}"));

    public static string Text(YamlNode node, string what) => node is YamlScalarNode scalar && Of(scalar) is var value and not NullValue
        ? value is TextValue ? scalar.Value! : value.AsText()
        : throw At(node, $"«{what}» needs a text");

    private static Value Of(YamlNode node, int depth)
    {
        if (depth > Value.MaximumDepth)
        {
            throw At(node, "nested too deep");
        }

        switch (node)
        {
            case YamlScalarNode scalar:
                return Scalar(scalar);
            case YamlSequenceNode sequence:
                return Value.Of([.. sequence.Select(item => Of(item, depth + 1))]);
            case YamlMappingNode map:
                var entries = MapValue.Empty.Entries.ToBuilder();
                foreach (var (key, value) in map.Children)
                {
                    entries[Text(key, "key")] = Of(value, depth + 1);
                }

                return new MapValue(entries.ToImmutable());
            default:
                throw At(node, "this is no data");
        }
    }

    private static Value Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || (!scalar.Tag.IsEmpty && scalar.Tag == "tag:yaml.org,2002:str"))
        {
            return Value.Of(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => Value.Null,
            "true" or "True" or "TRUE" => Value.True,
            "false" or "False" or "FALSE" => Value.False,
            _ when IntegerPattern().IsMatch(text) || FloatPattern().IsMatch(text) => Number(scalar, text),
            _ when text.StartsWith("0x", StringComparison.Ordinal) && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) => Value.Of((decimal)hex),
            _ => Value.Of(text),
        };
    }

    private static Value Number(YamlScalarNode scalar, string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : throw At(scalar, $"the number {text} is out of range");

    [GeneratedRegex(@"^[-+]?[0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex IntegerPattern();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FloatPattern();
}
