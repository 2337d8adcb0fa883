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
        var (texts, faults) = ReadAll(reader.ReadToEnd());
        return faults is [var fault, ..]
            ? throw new InvalidDataException($"{name}, line {fault.Line}, {(fault.Key.Length == 0 ? "top" : fault.Key)}: {fault.What}.")
            : texts;
    }

    /// <summary>What of a text can be read, and everything that cannot; never throws for what it holds.</summary>
    public static (IReadOnlyList<KeyValuePair<string, TextEntry>> Texts, IReadOnlyList<TextFault> Faults) ReadAll(string text)
    {
        var texts = new List<KeyValuePair<string, TextEntry>>();
        var faults = new List<TextFault>();
        try
        {
            if (YamlShape.FindFault(text) is { } shape)
            {
                return ([], [new TextFault(shape.Line, "", shape.What)]);
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count > 0)
            {
                Walk(stream.Documents[0].RootNode, prefix: "", texts, faults);
            }
        }
        catch (YamlException wrong)
        {
            faults.Add(new TextFault(wrong.Start.Line, "", wrong.Message));
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or NullReferenceException)
        {
            // On some malformed texts the YAML parser stumbles over its own state.
            faults.Add(new TextFault(0, "", $"this is not YAML: {wrong.Message}"));
        }

        return (texts, faults);
    }

    private static void Walk(YamlNode node, string prefix, List<KeyValuePair<string, TextEntry>> texts, List<TextFault> faults)
    {
        if (node is not YamlMappingNode mapping)
        {
            faults.Add(new TextFault(node.Start.Line, prefix, "expected languages or further keys"));
        }
        else if (IsLeaf(mapping))
        {
            try
            {
                texts.Add(new(prefix, Entry(mapping, prefix)));
            }
            catch (FaultException wrong)
            {
                faults.Add(wrong.Fault);
            }
        }
        else
        {
            foreach (var (name, child) in mapping.Children)
            {
                Walk(child, prefix.Length == 0 ? Scalar(name) : $"{prefix}.{Scalar(name)}", texts, faults);
            }
        }
    }

    private static bool IsLeaf(YamlMappingNode mapping) =>
        mapping.Children.Count > 0 && mapping.Children.Keys.All(static key => Languages.Has(Scalar(key)));

    private static TextEntry Entry(YamlMappingNode leaf, string key) => new(
        Forms(leaf, Languages.Kk, key) ?? throw Wrong(leaf, key, "the Kazakh text is missing"),
        Forms(leaf, Languages.Ru, key) ?? throw Wrong(leaf, key, "the Russian text is missing"),
        Forms(leaf, Languages.En, key));

    private static TextForms? Forms(YamlMappingNode leaf, string language, string key)
    {
        if (!leaf.Children.TryGetValue(new YamlScalarNode(language), out var node))
        {
            return null;
        }

        var forms = node switch
        {
            YamlScalarNode scalar => new TextForms(Scalar(scalar)),
            YamlMappingNode plural => Plurals(plural, language, key),
            _ => throw Wrong(node, key, "expected a text or its plural forms"),
        };
        return forms.All.Any(string.IsNullOrWhiteSpace) ? throw Wrong(node, key, $"the text in {language} is empty") : forms;
    }

    private static TextForms Plurals(YamlMappingNode node, string language, string key)
    {
        var forms = node.Children.ToDictionary(static pair => Scalar(pair.Key), static pair => Scalar(pair.Value), StringComparer.Ordinal);
        return (language, forms.Count) switch
        {
            (Languages.Kk, 1) when forms.TryGetValue("other", out var other) => new TextForms(other),
            (Languages.En, 2) when forms.TryGetValue("one", out var one) && forms.TryGetValue("other", out var other) =>
                new TextForms(other, one),
            (Languages.Ru, 3) when forms.TryGetValue("one", out var one) && forms.TryGetValue("few", out var few)
                && forms.TryGetValue("many", out var many) => new TextForms(many, one, few),
            _ => throw Wrong(node, key, "plural forms are kk: other; ru: one, few, many; en: one, other"),
        };
    }

    private static string Scalar(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    private static FaultException Wrong(YamlNode node, string key, string what) => new(new TextFault(node.Start.Line, key, what));

    private sealed class FaultException(TextFault fault) : Exception
    {
        public TextFault Fault { get; } = fault;
    }
}

/// <summary>What is wrong with a text file.</summary>
/// <param name="Line">1-based; 0: unknown.</param>
/// <param name="Key">The text's key; empty: the file itself.</param>
/// <param name="What">In English, without a full stop.</param>
public sealed record TextFault(long Line, string Key, string What);
