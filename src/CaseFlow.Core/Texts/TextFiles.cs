using System.Collections.Frozen;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CaseFlow.Core.Texts;

/// <summary>
/// Reads text files: YAML, nested keys, and at the leaves a mapping from language to text, such as
/// <c>inbox: {title: {kk: …, ru: …, en: …}}</c>, which is the key <c>inbox.title</c>. A text with a number in it gives
/// its plural forms instead: <c>ru: {one: …, few: …, many: …}</c>, <c>en: {one: …, other: …}</c>; Kazakh needs one form.
/// </summary>
public static class TextFiles
{
    /// <summary>All texts of the files together.</summary>
    /// <exception cref="InvalidDataException">A file is malformed, lacks a language, or repeats a key; the message names file, line and key.</exception>
    public static IReadOnlyDictionary<string, TextEntry> Read(IEnumerable<string> paths)
    {
        var entries = new Dictionary<string, TextEntry>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            using var reader = File.OpenText(path);
            foreach (var (key, entry) in Read(reader, path))
            {
                if (!entries.TryAdd(key, entry))
                {
                    throw new InvalidDataException($"{path}: the text {key} is already defined in another file.");
                }
            }
        }

        return entries.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The texts of one file; <paramref name="name"/> is what messages call it.</summary>
    /// <exception cref="InvalidDataException">The file is malformed or lacks a language.</exception>
    public static IReadOnlyList<KeyValuePair<string, TextEntry>> Read(TextReader reader, string name)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents.Count == 0 ? [] : [.. Walk(stream.Documents[0].RootNode, prefix: "", name)];
        }
        catch (YamlException wrong)
        {
            throw new InvalidDataException($"{name}, line {wrong.Start.Line}: {wrong.Message}", wrong);
        }
    }

    private static IEnumerable<KeyValuePair<string, TextEntry>> Walk(YamlNode node, string prefix, string file)
    {
        if (node is not YamlMappingNode mapping)
        {
            throw Wrong(file, node, prefix, "expected languages or further keys");
        }

        if (IsLeaf(mapping))
        {
            yield return new(prefix, Entry(mapping, prefix, file));
            yield break;
        }

        foreach (var (name, child) in mapping.Children)
        {
            var key = prefix.Length == 0 ? Scalar(name) : $"{prefix}.{Scalar(name)}";
            foreach (var entry in Walk(child, key, file))
            {
                yield return entry;
            }
        }
    }

    private static bool IsLeaf(YamlMappingNode mapping) =>
        mapping.Children.Count > 0 && mapping.Children.Keys.All(static key => Languages.Has(Scalar(key)));

    private static TextEntry Entry(YamlMappingNode leaf, string key, string file) => new(
        Forms(leaf, Languages.Kk, key, file) ?? throw Wrong(file, leaf, key, "the Kazakh text is missing"),
        Forms(leaf, Languages.Ru, key, file) ?? throw Wrong(file, leaf, key, "the Russian text is missing"),
        Forms(leaf, Languages.En, key, file));

    private static TextForms? Forms(YamlMappingNode leaf, string language, string key, string file)
    {
        if (!leaf.Children.TryGetValue(new YamlScalarNode(language), out var node))
        {
            return null;
        }

        var forms = node switch
        {
            YamlScalarNode scalar => new TextForms(Scalar(scalar)),
            YamlMappingNode plural => Plurals(plural, language, key, file),
            _ => throw Wrong(file, node, key, "expected a text or its plural forms"),
        };
        return forms.All.Any(string.IsNullOrWhiteSpace) ? throw Wrong(file, node, key, $"the text in {language} is empty") : forms;
    }

    private static TextForms Plurals(YamlMappingNode node, string language, string key, string file)
    {
        var forms = node.Children.ToDictionary(static pair => Scalar(pair.Key), static pair => Scalar(pair.Value), StringComparer.Ordinal);
        return (language, forms.Count) switch
        {
            (Languages.Kk, 1) when forms.TryGetValue("other", out var other) => new TextForms(other),
            (Languages.En, 2) when forms.TryGetValue("one", out var one) && forms.TryGetValue("other", out var other) =>
                new TextForms(other, one),
            (Languages.Ru, 3) when forms.TryGetValue("one", out var one) && forms.TryGetValue("few", out var few)
                && forms.TryGetValue("many", out var many) => new TextForms(many, one, few),
            _ => throw Wrong(file, node, key, "plural forms are kk: other; ru: one, few, many; en: one, other"),
        };
    }

    private static string Scalar(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    private static InvalidDataException Wrong(string file, YamlNode node, string key, string what) =>
        new($"{file}, line {node.Start.Line}, {(key.Length == 0 ? "top" : key)}: {what}.");
}
