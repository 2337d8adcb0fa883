using System.Globalization;
using System.Text;

namespace CaseFlow.Engine.Expressions;

internal enum Token
{
    End, Number, Text, Name,
    True, False, Null, If, Then, Else, In,
    And, Or, Not, Empty,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual,
    Plus, Minus, Times, Divide, Modulo,
    OpenParenthesis, CloseParenthesis, OpenBracket, CloseBracket, OpenBrace, CloseBrace,
    Dot, Comma, Colon, Question,
    DotDot, At, For, Some, Every, Return, Satisfies, Between,
}

/// <summary>Which words and symbols a text may use.</summary>
internal enum Dialect
{
    Feel,

    /// <summary>Inside <c>${…}</c>: also other engines' words and symbols.</summary>
    Juel,

    /// <summary>A cell of a decision table: FEEL in which <c>?</c> is the column's input. Other engines' symbols are understood, too.</summary>
    Cell,
}

/// <summary>Cuts an expression into tokens.</summary>
internal sealed class Lexer
{
    private static readonly Dictionary<string, Token> Words = new(StringComparer.Ordinal)
    {
        ["true"] = Token.True,
        ["false"] = Token.False,
        ["null"] = Token.Null,
        ["if"] = Token.If,
        ["then"] = Token.Then,
        ["else"] = Token.Else,
        ["in"] = Token.In,
        ["and"] = Token.And,
        ["or"] = Token.Or,
        ["not"] = Token.Not,
    };

    private static readonly Dictionary<string, Token> FeelWords = new(StringComparer.Ordinal)
    {
        ["for"] = Token.For,
        ["some"] = Token.Some,
        ["every"] = Token.Every,
        ["return"] = Token.Return,
        ["satisfies"] = Token.Satisfies,
        ["between"] = Token.Between,
    };

    private static readonly Dictionary<string, Token> JuelWords = new(StringComparer.Ordinal)
    {
        ["eq"] = Token.Equal,
        ["ne"] = Token.NotEqual,
        ["lt"] = Token.Less,
        ["le"] = Token.LessOrEqual,
        ["gt"] = Token.Greater,
        ["ge"] = Token.GreaterOrEqual,
        ["div"] = Token.Divide,
        ["mod"] = Token.Modulo,
        ["empty"] = Token.Empty,
    };

    // Longer symbols first, so that "<=" is not read as "<".
    private static readonly (string Text, Token Token, bool NotFeel)[] Symbols =
    [
        ("==", Token.Equal, true), ("!=", Token.NotEqual, false), ("<=", Token.LessOrEqual, false), (">=", Token.GreaterOrEqual, false),
        ("&&", Token.And, true), ("||", Token.Or, true), ("=", Token.Equal, false), ("<", Token.Less, false), (">", Token.Greater, false),
        ("!", Token.Not, true), ("+", Token.Plus, false), ("-", Token.Minus, false), ("*", Token.Times, false), ("/", Token.Divide, false),
        ("%", Token.Modulo, true), ("(", Token.OpenParenthesis, false), (")", Token.CloseParenthesis, false), ("[", Token.OpenBracket, false),
        ("]", Token.CloseBracket, false), ("{", Token.OpenBrace, false), ("}", Token.CloseBrace, false), ("..", Token.DotDot, false), (".", Token.Dot, false),
        (",", Token.Comma, false), (":", Token.Colon, false), ("?", Token.Question, true), ("@", Token.At, false),
    ];

    /// <summary>A function's name with a keyword in it.</summary>
    private const string DateAndTime = "date and time";

    private readonly string text;
    private readonly Dialect dialect;
    private readonly KnownNames names;

    /// <param name="text">The whole text.</param>
    /// <param name="position">Where to begin.</param>
    /// <param name="dialect">Which words and symbols are known.</param>
    /// <param name="names">Names that are no identifiers.</param>
    public Lexer(string text, int position, Dialect dialect, KnownNames names)
    {
        this.text = text;
        this.dialect = dialect;
        this.names = names;
        End = position;
        Next();
    }

    public Token Current { get; private set; }

    /// <summary>The current token's name or text.</summary>
    public string Text { get; private set; } = "";

    public decimal Number { get; private set; }

    /// <summary>The current token is written as a name, be it a keyword or not.</summary>
    public bool IsWord => Start < End && IsNameStart(text[Start]);

    /// <summary>Where the current token begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where the current token ends.</summary>
    public int End { get; private set; }

    public void Next()
    {
        while (End < text.Length && char.IsWhiteSpace(text[End]))
        {
            End++;
        }

        Start = End;
        if (End == text.Length)
        {
            Current = Token.End;
        }
        else if (char.IsAsciiDigit(text[End]))
        {
            ReadNumber();
        }
        else if (text[End] is '"' or '\'')
        {
            ReadText(text[End]);
        }
        else if (IsNameStart(text[End]))
        {
            ReadName();
        }
        else
        {
            ReadSymbol();
        }
    }

    /// <summary>Another lexer at the current token, to look ahead.</summary>
    public Lexer Fork() => new(text, Start, dialect, names);

    /// <summary>Whether a name goes on at this position.</summary>
    public static bool IsNamePart(string text, int position) => position < text.Length && (IsNameStart(text[position]) || char.IsDigit(text[position]));

    public ExpressionSyntaxException Error(string message) => new(text, Start, message);

    private static bool IsNameStart(char character) => char.IsLetter(character) || character is '_' or '$';

    private void ReadNumber()
    {
        while (End < text.Length && char.IsAsciiDigit(text[End]))
        {
            End++;
        }

        if (End + 1 < text.Length && text[End] == '.' && char.IsAsciiDigit(text[End + 1]))
        {
            End++;
            while (End < text.Length && char.IsAsciiDigit(text[End]))
            {
                End++;
            }
        }

        if (!decimal.TryParse(text.AsSpan(Start, End - Start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            throw Error("The number is out of range");
        }

        Number = number;
        Current = Token.Number;
    }

    private void ReadText(char quote)
    {
        var content = new StringBuilder();
        End++;
        while (End < text.Length && text[End] != quote)
        {
            content.Append(text[End] == '\\' ? ReadEscape() : text[End]);
            End++;
        }

        if (End == text.Length)
        {
            throw Error("The text has no closing quote");
        }

        End++;
        Text = content.ToString();
        Current = Token.Text;
    }

    private char ReadEscape()
    {
        End++;
        return End == text.Length
            ? throw Error("The text has no closing quote")
            : text[End] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other };
    }

    private void ReadName()
    {
        if (KnownNameLength() is var length and > 0)
        {
            End += length;
            Text = text[Start..End];
            Current = Token.Name;
            return;
        }

        while (IsNamePart(text, End))
        {
            End++;
        }

        Text = text[Start..End];
        Current = Words.TryGetValue(Text, out var word) || (dialect == Dialect.Juel ? JuelWords : FeelWords).TryGetValue(Text, out word) ? word : Token.Name;
    }

    private int KnownNameLength() => names.LengthAt(text, End) is var length and > 0 ? length
        : StandsAt(DateAndTime) && text.AsSpan(End + DateAndTime.Length).TrimStart().StartsWith("(") ? DateAndTime.Length
        : 0;

    private bool StandsAt(string name) => string.CompareOrdinal(text, End, name, 0, name.Length) == 0 && !IsNamePart(text, End + name.Length);

    private void ReadSymbol()
    {
        foreach (var (symbol, token, notFeel) in Symbols)
        {
            if (symbol[0] == text[End] && (dialect != Dialect.Feel || !notFeel) && string.CompareOrdinal(text, End, symbol, 0, symbol.Length) == 0)
            {
                End += symbol.Length;
                Current = token;
                return;
            }
        }

        throw Error($"Unexpected character «{text[End]}»");
    }
}
