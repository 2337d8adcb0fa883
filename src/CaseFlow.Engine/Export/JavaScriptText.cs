using System.Globalization;
using System.Text;
using System.Text.Json;
using CaseFlow.Engine.Expressions;

namespace CaseFlow.Engine.Export;

/// <summary>
/// Writes an expression as JavaScript for Elsa, token by token: what the two languages write differently (words, equality, variables) is
/// replaced. Functions, filters, ranges, loops and lists counted from 1 have no such equal.
/// </summary>
internal static class JavaScriptText
{
    private static readonly Dictionary<Token, string> Symbols = new()
    {
        [Token.True] = "true",
        [Token.False] = "false",
        [Token.Null] = "null",
        [Token.And] = " && ",
        [Token.Or] = " || ",
        [Token.Not] = "!",
        [Token.Equal] = " === ",
        [Token.NotEqual] = " !== ",
        [Token.Less] = " < ",
        [Token.LessOrEqual] = " <= ",
        [Token.Greater] = " > ",
        [Token.GreaterOrEqual] = " >= ",
        [Token.Plus] = " + ",
        [Token.Minus] = " - ",
        [Token.Times] = " * ",
        [Token.Divide] = " / ",
        [Token.Modulo] = " % ",
        [Token.OpenParenthesis] = "(",
        [Token.CloseParenthesis] = ")",
        [Token.OpenBracket] = "[",
        [Token.CloseBracket] = "]",
        [Token.Dot] = ".",
        [Token.Comma] = ", ",
        [Token.Colon] = " : ",
        [Token.Question] = " ? ",
    };

    /// <summary>The expression, or null when it cannot be said.</summary>
    public static string? Of(Expression expression)
    {
        var text = expression.Text.Trim();
        return expression.Literal is { } literal ? Quote(literal)
            : expression.Names is null ? Variable(text)
            : text.StartsWith('=') ? Tokens(text, 1, Dialect.Feel, out _)
            : Expression.HasPlaceholder(text) ? Template(text)
            : Tokens(text, 0, DialectOf(text), out _);
    }

    /// <summary>A condition without placeholder is FEEL, if it can be, else another engine's: see <see cref="Expression.ParseCondition"/>.</summary>
    private static Dialect DialectOf(string text)
    {
        try
        {
            Parser.Parse(text, Dialect.Feel, KnownNames.None);
            return Dialect.Feel;
        }
        catch (ExpressionSyntaxException)
        {
            return Dialect.Juel;
        }
    }

    public static string Variable(string name) => $"getVariable({Quote(name)})";

    public static string Quote(string text) => JsonSerializer.Serialize(text, ElsaJson.Options);

    private static string? Template(string text)
    {
        var parts = new List<string>();
        for (var position = 0; position < text.Length;)
        {
            var open = text.AsSpan(position).IndexOfAny("$#") is >= 0 and var found ? position + found : text.Length;
            if (open < text.Length && (open + 1 == text.Length || text[open + 1] != '{'))
            {
                return null;
            }

            if (open > position)
            {
                parts.Add(Quote(text[position..open]));
            }

            if (open < text.Length)
            {
                if (Tokens(text, open + 2, Dialect.Juel, out open) is not { } part)
                {
                    return null;
                }

                parts.Add(part);
            }

            position = open;
        }

        return parts is [var only] ? only : string.Join(" + ", parts.Select(part => part.StartsWith('"') ? part : $"({part})"));
    }

    /// <param name="text">The whole text.</param>
    /// <param name="position">Where the expression begins.</param>
    /// <param name="dialect">Its language.</param>
    /// <param name="end">Behind the expression, and behind the closing brace of a placeholder.</param>
    private static string? Tokens(string text, int position, Dialect dialect, out int end)
    {
        var lexer = new Lexer(text, position, dialect, KnownNames.None);
        var written = Sequence(lexer, dialect);
        end = lexer.End;
        return written;
    }

    /// <summary>Up to what ends the expression, or the part of a condition.</summary>
    private static string? Sequence(Lexer lexer, Dialect dialect)
    {
        var written = new StringBuilder();
        var (depth, before) = (0, Token.End);
        while (depth > 0 || !Ends(lexer.Current))
        {
            var isChoice = lexer.Current == Token.If;
            if ((isChoice ? IfThenElse(lexer, dialect) : Word(lexer, before, dialect)) is not { } word)
            {
                return null;
            }

            written.Append(word);
            before = isChoice ? Token.CloseParenthesis : lexer.Current;
            if (!isChoice)
            {
                depth += before is Token.OpenParenthesis or Token.OpenBracket ? 1 : before is Token.CloseParenthesis or Token.CloseBracket ? -1 : 0;
                lexer.Next();
            }
        }

        return written.ToString();
    }

    /// <summary>The alternative reaches as far as it can: the lexer is left behind it.</summary>
    private static string? IfThenElse(Lexer lexer, Dialect dialect)
    {
        return Part() is { } condition && Part() is { } whenTrue && Part() is { } whenFalse ? $"({condition} ? {whenTrue} : {whenFalse})" : null;

        string? Part()
        {
            lexer.Next();
            return Sequence(lexer, dialect);
        }
    }

    private static bool Ends(Token token) => token is Token.End or Token.CloseBrace or Token.Then or Token.Else or Token.CloseParenthesis or Token.CloseBracket or Token.Comma;

    private static string? Word(Lexer lexer, Token before, Dialect dialect) => lexer.Current switch
    {
        Token.Name when Follows(lexer, Token.OpenParenthesis) => null,
        _ when before == Token.Dot => lexer.Text,
        Token.Name => Variable(lexer.Text),
        Token.Number => lexer.Number.ToString(CultureInfo.InvariantCulture),
        Token.Text => Quote(lexer.Text),
        Token.OpenBracket when dialect == Dialect.Feel && before is Token.Name or Token.CloseBracket or Token.CloseParenthesis => null,
        Token.Minus when before is Token.End or Token.OpenParenthesis or Token.OpenBracket or Token.Comma => "-",
        var token => Symbols.GetValueOrDefault(token),
    };

    private static bool Follows(Lexer lexer, Token token)
    {
        var ahead = lexer.Fork();
        ahead.Next();
        return ahead.Current == token;
    }
}
