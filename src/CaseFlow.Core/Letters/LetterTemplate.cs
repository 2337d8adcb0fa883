using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CaseFlow.Core.Texts;
using DotLiquid;
using DotLiquid.Exceptions;

namespace CaseFlow.Core.Letters;

/// <summary>
/// A letter's text in one language: Markdown with Liquid. It is written by managers, so it is held to a small part of
/// Liquid (no files, no output but values), and every value is escaped as it goes in.
/// </summary>
/// <remarks>
/// A tag alone on its line leaves no line behind, so that loops can write the rows of a table. See
/// <see cref="LetterReader"/> for the blocks that Markdown does not have.
/// </remarks>
public sealed partial class LetterTemplate
{
    /// <summary>Characters of a template's text.</summary>
    public const int MaxTemplate = 64 * 1024;

    /// <summary>Characters of a letter's Markdown: some twenty pages.</summary>
    public const int MaxOutput = 512 * 1024;

    /// <summary>Rounds of one loop.</summary>
    public const int MaxIterations = 1000;

    internal const string LanguageRegister = "language";

    /// <summary>A backstop only (loops within loops that print nothing); the limits above decide.</summary>
    private static readonly TimeSpan LongestRendering = TimeSpan.FromSeconds(5);

    private const RegexOptions Patterns = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private static readonly HashSet<string> Tags = new(StringComparer.Ordinal)
    {
        "if", "elsif", "else", "endif", "unless", "endunless", "case", "when", "endcase",
        "for", "break", "continue", "endfor", "assign", "comment", "endcomment",
    };

    private static readonly HashSet<string> Filters = new(StringComparer.Ordinal)
    {
        "day", "day_of", "short_day", "moment", "working_days", "area", "hectares", "grouped", "phone", "iin",
        "default", "size", "first", "last", "join", "plus", "minus",
    };

    private readonly Template parsed;

    static LetterTemplate()
    {
        // DotLiquid keeps these for the whole process; nothing else in the product uses it.
        Template.RegisterValueTypeTransformer(typeof(string), value => LetterEscaping.Escape((string)value));
        Template.RegisterSafeType(typeof(LetterObject), value => value);
        Template.RegisterValueTypeTransformer(typeof(LetterObject), value => ((LetterObject)value).Refuse());
        Template.RegisterValueTypeTransformer(typeof(List<object?>), _ =>
            throw new LetterException("value", "A list cannot be printed itself; loop over it or join it."));
    }

    private LetterTemplate(string name, string language, Template template)
    {
        Name = name;
        Language = language;
        parsed = template;
    }

    public string Name { get; }

    public string Language { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="name">For messages: <c>receipt</c>.</param>
    /// <param name="language"><see cref="Languages.Kk"/> or <see cref="Languages.Ru"/>.</param>
    /// <param name="text">Markdown with Liquid.</param>
    /// <exception cref="LetterException"><c>template</c>: it does not parse, or uses what letters may not.</exception>
    public static LetterTemplate Parse(string name, string language, string text)
    {
        if (language is not (Languages.Kk or Languages.Ru))
        {
            throw new System.ArgumentException($"Letters are written in kk or ru, not in '{language}'.", nameof(language));
        }

        if (text.Length > MaxTemplate)
        {
            throw new LetterException("template", $"Letter '{name}' ({language}) is longer than {MaxTemplate} characters.");
        }

        foreach (var tag in TagPattern().Matches(text).Select(m => m.Groups["tag"].Value).Where(t => !Tags.Contains(t)))
        {
            throw new LetterException("template", $"Letter '{name}' ({language}): the tag '{tag}' is not one of letters' tags.");
        }

        foreach (var filter in Expressions(text).Where(f => !Filters.Contains(f)))
        {
            throw new LetterException("template", $"Letter '{name}' ({language}): the filter '{filter}' is not one of letters' filters.");
        }

        try
        {
            var template = Template.Parse(LoneTagPattern().Replace(text, "${tag}"), SyntaxCompatibility.DotLiquid22a);
            template.MakeThreadSafe();
            return new LetterTemplate(name, language, template);
        }
        catch (LiquidException failure)
        {
            throw new LetterException("template", $"Letter '{name}' ({language}): {failure.Message}", failure);
        }
    }

    /// <summary>The letter with these values in it.</summary>
    /// <param name="values">An object; every name that the template uses must be there, null where there is nothing to say.</param>
    /// <exception cref="LetterException"/>
    public LetterDocument Render(JsonElement values) => LetterReader.Read(RenderMarkdown(values), Language);

    internal string RenderMarkdown(JsonElement values)
    {
        using var backstop = new CancellationTokenSource(LongestRendering);
        var registers = Hash.FromDictionary(new Dictionary<string, object>(StringComparer.Ordinal) { [LanguageRegister] = Language });
        var context = new Context(
            [LetterModel.Root(values)], [], registers, ErrorsOutputMode.Rethrow, MaxIterations, CultureInfo.InvariantCulture, backstop.Token);
        context.AddFilters(typeof(LetterFilters));
        using var output = new LimitedWriter();
        try
        {
            parsed.Render(output, new RenderParameters(CultureInfo.InvariantCulture) { Context = context });
        }
        catch (Exception failure) when (failure is not LetterException)
        {
            throw Explain(failure);
        }

        return context.Errors.Count == 0 ? output.ToString()! : throw Explain(context.Errors[0]);
    }

    private LetterException Explain(Exception failure) => failure switch
    {
        LetterException known => known,
        { InnerException: LetterException known } => known,
        VariableNotFoundException => new LetterException("unknown-variable", $"Letter '{Name}' ({Language}): {failure.Message}", failure),
        MaximumIterationsExceededException or OperationCanceledException => new LetterException("too-long", $"Letter '{Name}' ({Language}): too many rounds of a loop.", failure),
        _ => new LetterException("failed", $"Letter '{Name}' ({Language}): {failure.Message}", failure),
    };

    private static IEnumerable<string> Expressions(string text) =>
        from Match expression in ExpressionPattern().Matches(text)
        from Match filter in FilterPattern().Matches(expression.Value)
        select filter.Groups["filter"].Value;

    [GeneratedRegex(@"\{%-?\s*(?<tag>[^\s%]*)", Patterns)]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.Singleline | Patterns)]
    private static partial Regex ExpressionPattern();

    [GeneratedRegex(@"\|\s*(?<filter>\w*)", Patterns)]
    private static partial Regex FilterPattern();

    [GeneratedRegex(@"^[ \t]*(?<tag>\{%[^\n%]*%\})[ \t]*\r?\n", RegexOptions.Multiline | Patterns)]
    private static partial Regex LoneTagPattern();

    /// <summary>Stops at the limit while the text is being written, not after.</summary>
    private sealed class LimitedWriter() : StringWriter(new StringBuilder(), CultureInfo.InvariantCulture)
    {
        public override void Write(char value)
        {
            Check(1);
            base.Write(value);
        }

        public override void Write(string? value)
        {
            Check(value?.Length ?? 0);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Check(count);
            base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Check(buffer.Length);
            base.Write(buffer);
        }

        private void Check(int more)
        {
            if (GetStringBuilder().Length + more > MaxOutput)
            {
                throw new LetterException("too-long", $"The letter grew past {MaxOutput} characters.");
            }
        }
    }
}
