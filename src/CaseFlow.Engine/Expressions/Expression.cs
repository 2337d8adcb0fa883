using System.Text;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>Where an expression finds its names.</summary>
public interface IVariableSource
{
    /// <summary>The variable's value, or null (not <see cref="Value.Null"/>) when there is no such variable.</summary>
    Value? Find(string name);
}

/// <summary>
/// A parsed expression of the one small language: a subset of FEEL, and inside <c>${…}</c> or <c>#{…}</c> also the
/// words and symbols of other engines' models, where lists begin at 0 (in FEEL at 1). It is total: it always ends, does no I/O, and an unknown name is an
/// error. Immutable; parsed once a definition.
/// </summary>
public sealed class Expression
{
    private readonly Syntax root;
    private readonly bool isHeavy;
    private readonly bool isTemporal;

    private Expression(string text, Parsed parsed)
    {
        Text = text;
        (root, isHeavy, isTemporal) = parsed;
        (Names, Likes) = (parsed.Names, parsed.Likes);
    }

    private Expression(string text, Syntax root)
        : this(text, new Parsed(root, IsHeavy: false, IsTemporal: false))
    {
    }

    /// <summary>As written in the definition.</summary>
    public string Text { get; }

    /// <summary>A fixed text, when the expression is one; else null. Lets a reader check names at deploy time.</summary>
    public string? Literal => root is Literal { Value: TextValue text } ? text.Text : null;

    /// <summary>Every name that its value can depend on, those that it binds itself included; null: not known.</summary>
    internal IReadOnlySet<string>? Names { get; }

    /// <summary>Of names that are compared with a fixed value or joined by and, or, not: a value of the kind that is expected; null: of none.</summary>
    internal IReadOnlyDictionary<string, Value>? Likes { get; }

    /// <summary>It is the name of a variable and no more.</summary>
    internal string? OnlyName => (root as Name)?.Text;

    /// <summary>The variable of this name, which need not be one that an expression could write.</summary>
    public static Expression Variable(string name) => new(name, new Parsed(new Name(name), false, false));

    /// <summary>Parses a condition or mapping, in which bare text is an expression: <c>a = 1</c>, <c>=a = 1</c>, <c>${a == 1}</c>.</summary>
    /// <exception cref="ExpressionSyntaxException">It is not one.</exception>
    public static Expression Parse(string text)
    {
        var trimmed = text.Trim();
        var isTemplate = !trimmed.StartsWith('=') && HasPlaceholder(trimmed);
        return new Expression(text, isTemplate ? Template(trimmed) : Parser.Parse(WithoutMarker(trimmed), Dialect.Feel, KnownNames.None));
    }

    /// <summary>Parses a condition. One that is not FEEL may be another engine's without its placeholder: <c>a == 1</c>.</summary>
    /// <exception cref="ExpressionSyntaxException">It is neither.</exception>
    public static Expression ParseCondition(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (ExpressionSyntaxException) when (!text.TrimStart().StartsWith('='))
        {
            try
            {
                return Parse(text, Dialect.Juel, KnownNames.None);
            }
            catch (ExpressionSyntaxException)
            {
                // What is wrong is said in the words of FEEL.
            }

            throw;
        }
    }

    /// <summary>Parses a text template, in which bare text is itself: <c>PT1H</c>, <c>order-${id}</c>, <c>=feel expression</c>.</summary>
    /// <exception cref="ExpressionSyntaxException">A placeholder in it is not an expression.</exception>
    public static Expression ParseTemplate(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith('='))
        {
            return new Expression(text, Parser.Parse(WithoutMarker(trimmed), Dialect.Feel, KnownNames.None));
        }

        return HasPlaceholder(trimmed) ? new Expression(text, Template(trimmed)) : new Expression(text, new Literal(Value.Of(trimmed)));
    }

    /// <summary>Parses an expression of a decision: placeholders as everywhere; bare text is in the given language, in FEEL with names that have blanks.</summary>
    /// <exception cref="ExpressionSyntaxException">It is not one.</exception>
    internal static Expression Parse(string text, Dialect dialect, KnownNames names)
    {
        var trimmed = text.Trim();
        return HasPlaceholder(trimmed) && !trimmed.StartsWith('=')
            ? new Expression(text, Template(trimmed))
            : new Expression(text, Parser.Parse(WithoutMarker(trimmed), dialect, names));
    }

    /// <summary>The list of what these give.</summary>
    internal static Expression List(IReadOnlyList<Expression> items) => Of(
        "[…]", new ListSyntax([.. items.Select(item => item.root)]), items);

    /// <summary>The map with these entries; of two with one name the last counts.</summary>
    internal static Expression Map(IReadOnlyList<(string Name, Expression Value)> entries) => Of(
        "{…}", new MapSyntax([.. entries.Select(entry => (entry.Name, entry.Value.root))]), [.. entries.Select(entry => entry.Value)]);

    /// <summary>The value.</summary>
    /// <exception cref="EvaluationException">An unknown name, or types that do not fit.</exception>
    public Value Evaluate(IVariableSource variables)
    {
        // A plain comparison can do no harm, and needs no count of its work.
        var value = root.Evaluate(isHeavy ? LocalScope.Of(variables) : variables);
        return isTemporal ? TemporalValue.Plain(value) : value;
    }

    /// <summary>The value of a condition.</summary>
    /// <exception cref="EvaluationException">It is not a boolean, or cannot be evaluated.</exception>
    public bool IsTrue(IVariableSource variables) => Evaluate(variables) switch
    {
        BooleanValue boolean => boolean.IsTrue,
        var other => throw new EvaluationException($"The condition «{Text}» gives {other.TypeName}, not boolean."),
    };

    public override string ToString() => Text;

    private static Expression Of(string text, Syntax root, IReadOnlyList<Expression> parts) =>
        new(text, new Parsed(root, parts.Any(part => part.isHeavy), parts.Any(part => part.isTemporal))
        {
            Names = parts.Any(part => part.Names is null) ? null : parts.SelectMany(part => part.Names!).ToHashSet(StringComparer.Ordinal),
        });

    private static string WithoutMarker(string text) => text.StartsWith('=') ? text[1..] : text;

    internal static bool HasPlaceholder(string text) =>
        text.Contains("${", StringComparison.Ordinal) || text.Contains("#{", StringComparison.Ordinal);

    private static Parsed Template(string text)
    {
        var parts = new List<Syntax>();
        var (isHeavy, isTemporal) = (false, false);
        var names = new HashSet<string>(StringComparer.Ordinal);
        Dictionary<string, Value>? likes = null;
        var literal = new StringBuilder();
        var position = 0;
        while (position < text.Length)
        {
            if (text[position] is '$' or '#' && position + 1 < text.Length && text[position + 1] == '{')
            {
                if (literal.Length > 0)
                {
                    parts.Add(new Literal(Value.Of(literal.ToString())));
                    literal.Clear();
                }

                var parsed = Parser.ParsePlaceholder(text, position + 2, out position);
                parts.Add(parsed.Root);
                names.UnionWith(parsed.Names!);
                foreach (var (name, like) in parsed.Likes ?? new Dictionary<string, Value>())
                {
                    (likes ??= new(StringComparer.Ordinal)).TryAdd(name, like);
                }

                isHeavy |= parsed.IsHeavy;
                isTemporal |= parsed.IsTemporal;
            }
            else
            {
                literal.Append(text[position++]);
            }
        }

        if (literal.Length > 0)
        {
            parts.Add(new Literal(Value.Of(literal.ToString())));
        }

        return new Parsed(parts is [var only] ? only : new TextTemplate([.. parts]), isHeavy, isTemporal) { Names = names, Likes = likes };
    }
}

/// <summary>What the parser made of a text.</summary>
/// <param name="Root">Its syntax.</param>
/// <param name="IsHeavy">It has calls or loops, so its work must be counted.</param>
/// <param name="IsTemporal">It makes dates or durations, which leave it as texts.</param>
internal sealed record Parsed(Syntax Root, bool IsHeavy, bool IsTemporal)
{
    /// <summary>See <see cref="Expression.Names"/>.</summary>
    public IReadOnlySet<string>? Names { get; init; }

    /// <summary>See <see cref="Expression.Likes"/>.</summary>
    public IReadOnlyDictionary<string, Value>? Likes { get; init; }
}
