using System.Text;
using CaseFlow.Core.Texts;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace CaseFlow.Core.Drafts;

/// <summary>
/// Changes one text of a texts.yaml where it stands: order, comments and the writing of everything else stay, so that two
/// versions differ only in what somebody meant to change.
/// </summary>
public static class TextsFile
{
    /// <summary>The file with this text in it.</summary>
    /// <param name="yaml">The file.</param>
    /// <param name="key">The parts of the key: element and an element's id; form, the form's id, the field, what of it.</param>
    /// <param name="kk">Kazakh.</param>
    /// <param name="ru">Russian.</param>
    /// <param name="en">English; null or empty: none.</param>
    /// <exception cref="InvalidDataException">The file cannot be read, or holds something else under the key.</exception>
    public static string With(string yaml, IReadOnlyList<string> key, string kk, string ru, string? en)
    {
        var changed = Change(yaml, key, Leaf(kk, ru, en));
        var name = string.Join('.', key);
        var found = TextFiles.ReadAll(changed).Texts.FirstOrDefault(text => text.Key == name).Value;
        return found is { } entry && entry.Kk.Other == kk && entry.Ru.Other == ru
            ? changed
            : throw new InvalidDataException($"The text «{name}» cannot be written into the file as it is.");
    }

    private static string Change(string yaml, IReadOnlyList<string> key, string leaf)
    {
        YamlNode? node = Root(yaml);
        for (var depth = 0; depth < key.Count; depth++)
        {
            if (node is null || Child(node, key[depth]) is not { } child)
            {
                return Add(yaml, depth == 0 ? null : node, [.. key.Skip(depth)], leaf);
            }

            node = child;
        }

        var (start, end) = RangeOf(yaml, node!);
        return string.Concat(yaml.AsSpan(0, start), leaf, yaml.AsSpan(end));
    }

    /// <summary>Under a key that is there, or null: at the end of the file.</summary>
    private static string Add(string yaml, YamlNode? holder, string[] key, string leaf)
    {
        if (holder is null)
        {
            return $"{EndWithLine(yaml)}{Name(key[0])}:\n  {Name(key[1])}: {Nested(key[2..], leaf)}\n";
        }

        var value = Nested(key[1..], leaf);
        return holder is YamlMappingNode { Style: not MappingStyle.Flow, Children.Count: > 0 } block ? AppendTo(yaml, block, Name(key[0]), value) : InsertInto(yaml, holder, Name(key[0]), value);
    }

    private static string Nested(string[] key, string leaf) => key.Reverse().Aggregate(leaf, static (inner, name) => $"{{{Name(name)}: {inner}}}");

    /// <summary>A value to be chosen may be any text, and is a key here.</summary>
    private static string Name(string name) => name.Length > 0 && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') && name[0] != '-' ? name : Quoted(name);

    private static string AppendTo(string yaml, YamlMappingNode block, string name, string leaf)
    {
        var (key, value) = (block.Children[0].Key, block.Children[^1].Value);
        var (_, end) = RangeOf(yaml, value);
        var indent = new string(' ', (int)key.Start.Column - 1);
        return $"{yaml[..end]}\n{indent}{name}: {leaf}{yaml[end..]}";
    }

    /// <summary>Into {…}, or in place of an empty value.</summary>
    private static string InsertInto(string yaml, YamlNode holder, string name, string leaf)
    {
        var (start, end) = RangeOf(yaml, holder);
        var inner = yaml[start..end].Trim();
        var kept = inner.StartsWith('{') && inner.EndsWith('}') ? inner[1..^1].Trim().TrimEnd(',') : "";
        var comma = kept.Length > 0 ? ", " : "";
        return $"{yaml[..start]}{(start > 0 && yaml[start - 1] == ':' ? " " : "")}{{{kept}{comma}{name}: {leaf}}}{yaml[end..]}";
    }

    private static YamlMappingNode? Root(string yaml)
    {
        try
        {
            if (YamlShape.FindFault(yaml) is { } fault)
            {
                throw new InvalidDataException(FormattableString.Invariant($"line {fault.Line}: {fault.What}."));
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode as YamlMappingNode;
        }
        catch (YamlException wrong)
        {
            throw new InvalidDataException(FormattableString.Invariant($"line {wrong.Start.Line}: {wrong.Message}"), wrong);
        }
    }

    private static YamlNode? Child(YamlNode node, string key) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

    /// <summary>A block's end is where the next thing begins: blanks and comments before that are not its own.</summary>
    private static (int Start, int End) RangeOf(string yaml, YamlNode node)
    {
        if (node is YamlMappingNode { Style: not MappingStyle.Flow, Children.Count: > 0 } block)
        {
            return ((int)node.Start.Index, RangeOf(yaml, block.Children[^1].Value).End);
        }

        var start = (int)node.Start.Index;
        var end = node is YamlScalarNode ? (int)node.End.Index : EndOf(yaml, start);
        while (end > start && char.IsWhiteSpace(yaml[end - 1]))
        {
            end--;
        }

        return (start, end);
    }

    /// <summary>Where what is opened here is closed: a node of the tree knows only its beginning.</summary>
    private static int EndOf(string yaml, int start)
    {
        var parser = new Parser(new StringReader(yaml));
        var (depth, opened) = (0, -1);
        while (parser.MoveNext())
        {
            opened = opened < 0 && parser.Current is (MappingStart or SequenceStart) && parser.Current!.Start.Index == start ? depth : opened;
            depth += parser.Current!.NestingIncrease;
            if (opened >= 0 && depth == opened)
            {
                // The mark of a closing bracket stands before it.
                var end = (int)parser.Current.End.Index;
                return end < yaml.Length && (yaml[end] is '}' or ']') ? end + 1 : end;
            }
        }

        return start;
    }

    private static string EndWithLine(string yaml) => yaml.Length == 0 || yaml.EndsWith('\n') ? yaml : yaml + "\n";

    private static string Leaf(string kk, string ru, string? en) =>
        $"{{kk: {Quoted(kk)}, ru: {Quoted(ru)}{(string.IsNullOrWhiteSpace(en) ? "" : $", en: {Quoted(en)}")}}}";

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            quoted.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                < ' ' => " ",
                _ => letter.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
