using System.Text.RegularExpressions;
using CaseFlow.Core.Texts;

namespace CaseFlow.Tests.Web;

/// <summary>The texts of the user interface against the pages that use them.</summary>
public partial class TextUseTests
{
    private static readonly string Web = Path.Combine(Repository.Root, "src", "CaseFlow.Web");
    private static readonly string Core = Path.Combine(Repository.Root, "src", "CaseFlow.Core");

    private static readonly IReadOnlyDictionary<string, TextEntry> Entries =
        TextFiles.Read(Directory.GetFiles(Path.Combine(Web, "Texts"), "*.yaml"));

    [Fact]
    public void Every_text_is_there_in_three_languages() =>
        Assert.Empty(Entries.Where(static entry => entry.Value.En is null).Select(static entry => entry.Key));

    [Fact]
    public void The_languages_ask_for_the_same_parameters() =>
        Assert.Empty(Entries.Where(static entry => new[] { entry.Value.Kk, entry.Value.Ru, entry.Value.En! }
            .Select(static forms => string.Join(' ', Parameter().Matches(forms.Other).Select(static match => match.Value).Distinct().Order()))
            .Distinct().Count() != 1).Select(static entry => entry.Key));

    [Fact]
    public void Every_key_that_a_page_asks_for_exists()
    {
        var asked = Sources(Web).SelectMany(static source => AskedKey().Matches(source.Text).Select(match => (source.File, Key: match.Groups["key"].Value))).ToList();
        Assert.True(asked.Count > 50);
        var unknown = asked.DistinctBy(static one => one.Key).Where(static one => !IsThere(one.Key));
        Assert.Empty(unknown.Select(static one => $"{one.File}: {one.Key}"));
    }

    [Fact]
    public void Every_text_is_used()
    {
        // A key may be written out, or be put together from a fixed beginning: $"role.{role}".
        // What is wrong with an entry, Core says by a key.
        var sources = Sources(Web).Concat(Sources(Core)).Select(static source => source.Text).ToList();
        var composed = sources.SelectMany(static text => Interpolated().Matches(text).Select(static match => Pattern(match.Groups["text"].Value))).ToList();
        var unused = Entries.Keys
            .Where(key => !sources.Exists(text => text.Contains($"\"{key}\"", StringComparison.Ordinal)))
            .Where(key => !composed.Exists(pattern => pattern.IsMatch(key)))
            // A mail is named by one key; its subject and its body lie under it.
            .Where(key => !key.StartsWith("mail.", StringComparison.Ordinal) || !sources.Exists(text => text.Contains($"\"{key[..key.LastIndexOf('.')]}\"", StringComparison.Ordinal)))
            .ToList();
        Assert.Empty(unused);
    }

    [Fact]
    public void No_page_has_words_of_its_own()
    {
        var wrong = from source in Sources(Web)
                    where source.File.EndsWith(".cshtml", StringComparison.Ordinal)
                    from match in Words().Matches(Markup(source.Text))
                    select $"{source.File}: {match.Value.Trim()}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_search_for_words_finds_them()
    {
        Assert.Matches(Words(), Markup("<p>@T[\"a.b\"] Сохранить</p>"));
        Assert.Matches(Words(), Markup("<p>\n  Save it\n</p>"));
        Assert.DoesNotMatch(Words(), Markup("<p class=\"govuk-body\">@T[\"a.b\"]: (@Model.Count)</p>"));
    }

    private static bool IsThere(string key)
    {
        if (!key.Contains('{', StringComparison.Ordinal))
        {
            return Entries.ContainsKey(key);
        }

        var pattern = Pattern(key);
        return Entries.Keys.Any(pattern.IsMatch);
    }

    // What is left of a page when code, tags and comments are taken out is what a person would read.
    private static string Markup(string page)
    {
        var text = Comment().Replace(page, " ");
        text = CodeBlock().Replace(text, " ");
        text = Directive().Replace(text, " ");
        text = Statement().Replace(text, " ");
        text = Expression().Replace(text, " ");
        return Tag().Replace(text, " ");
    }

    private static IEnumerable<(string File, string Text)> Sources(string folder) =>
        from path in Directory.EnumerateFiles(folder, "*.cs*", SearchOption.AllDirectories)
        let file = Path.GetRelativePath(folder, path)
        where !file.StartsWith("obj", StringComparison.Ordinal) && !file.StartsWith("bin", StringComparison.Ordinal)
            && !file.StartsWith("ClientApp", StringComparison.Ordinal) && (file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal))
        select (file, File.ReadAllText(path));

    private static Regex Pattern(string key) =>
        new($"^{Hole().Replace(Regex.Escape(key), ".+")}$", RegexOptions.NonBacktracking);

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\b(?:T\[|T\.Plain\(|T\.Line\(|texts\.Plain\(|texts\.Line\(|texts\[|Texts\.Plain\(|Succeeded\(|Refuse\([^,""]*(?:"""")?, )\$?""(?<key>[^""]+)""|\b(?:label|hint|caption)=""(?<key>[a-z][\w.-]*\.[\w.-]+)""|ErrorMessage = ""(?<key>[^""]+)""|new\(""(?<key>place\.[^""]+)""")]
    private static partial Regex AskedKey();

    [GeneratedRegex(@"\$""(?<text>[a-z][\w-]*[.-][^""\s]*\{[^""]*)""")]
    private static partial Regex Interpolated();

    // An interpolation in an escaped pattern.
    [GeneratedRegex(@"\\\{.*?}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^@\{.*?^\}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^\s*@(page|model|using|inject|namespace|addTagHelper|section|await|functions).*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^\s*(@?(if|else|foreach|while|switch|for)\b.*|case .*:|break;|return;|var .*;|[{}])\s*$", RegexOptions.Multiline)]
    private static partial Regex Statement();

    [GeneratedRegex(@"@\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|@[\w.!]+(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\[(?:[^\[\]]|\[[^\[\]]*\])*\]|[\w.!?])*")]
    private static partial Regex Expression();

    [GeneratedRegex(@"<[^<>]*>", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\p{L}]{2,}[^\r\n]*")]
    private static partial Regex Words();
}
