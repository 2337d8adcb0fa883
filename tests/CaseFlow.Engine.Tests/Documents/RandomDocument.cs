using System.Text;

namespace CaseFlow.Engine.Tests.Documents;

/// <summary>An element of a <see cref="RandomDocument"/>, with the places that its writer knows, so that a test needs no parser to know them.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Where the value of its name stands; null when it has none.</param>
/// <param name="BehindId">Index behind the id's closing quote.</param>
/// <param name="TagEnd">Index behind the start tag.</param>
/// <param name="IsEmpty">Whether it has no end tag.</param>
/// <param name="Documentation">Where the content of its documentation stands; null when it has none, or an empty tag.</param>
/// <param name="HasDocumentation">Also with an empty tag.</param>
internal sealed record Written(string Id, Range? Name, int BehindId, int TagEnd, bool IsEmpty, Range? Documentation, bool HasDocumentation);

/// <summary>Writes well-formed XML as strangely as XML allows. Every choice is taken from a row of numbers, so that a failing file shrinks.</summary>
internal sealed class RandomDocument
{
    private const string Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private static readonly string[] LineEnds = ["\n", "\r\n", "\r"];
    private static readonly string[] Types = ["task", "userTask", "subProcess", "sequenceFlow", "process"];

    private readonly int[] choices;
    private readonly StringBuilder text = new();
    private readonly string lineEnd;
    private readonly string prefix;
    private readonly bool isUnicode;
    private int at;
    private int ids;

    public RandomDocument(int[] choices)
    {
        this.choices = choices;
        Encoding = Choose(5) switch
        {
            0 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            1 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            2 => Encoding.Unicode,
            3 => Encoding.BigEndianUnicode,
            _ => Encoding.Latin1,
        };
        isUnicode = !Encoding.Equals(Encoding.Latin1);
        lineEnd = LineEnds[Choose(3)];
        prefix = Choose(2) == 0 ? "" : "bpmn:";
        Prolog();
        Element("definitions", 0);
        Between();
        Text = text.ToString();
    }

    public Encoding Encoding { get; }

    public string Text { get; }

    public List<Written> Elements { get; } = [];

    public byte[] Bytes => Encode(Text);

    public byte[] Encode(string content) => [.. Encoding.GetPreamble(), .. Encoding.GetBytes(content)];

    private int Choose(int options) => choices[at++ % choices.Length] % options;

    private void Prolog()
    {
        if (!isUnicode || Choose(2) == 0)
        {
            text.Append("<?xml version=").Append(Quoted("1.0"));
            if (!isUnicode || Choose(2) == 0)
            {
                text.Append(" encoding='").Append(Encoding.WebName is "utf-16BE" ? "utf-16" : Encoding.WebName).Append('\'');
            }

            text.Append("?>");
        }

        Between();
    }

    private void Element(string type, int depth)
    {
        var (id, number) = ($"e{ids++}", Elements.Count);
        Elements.Add(null!);
        var tag = prefix + type;
        text.Append('<').Append(tag);
        Space();
        text.Append("id").Append(Equal()).Append(Quoted(id));
        var behindId = text.Length;
        if (depth == 0)
        {
            text.Append(prefix.Length == 0 ? " xmlns='" : " xmlns:bpmn='").Append(Model).Append("' xmlns:x='urn:x'").Append(Choose(2) == 0 ? " xmlns:own='urn:caseflow:bpmn:1'" : " xmlns:caseflow='urn:other'");
        }

        var name = Attributes(id);
        var isEmpty = depth > 0 && Choose(3) == 0;
        text.Append(Choose(3) == 0 ? lineEnd : "").Append(isEmpty ? "/>" : ">");
        var tagEnd = text.Length;
        var (hasDocumentation, documentation) = (false, (Range?)null);
        if (!isEmpty)
        {
            Between(true);
            (hasDocumentation, documentation) = Documentation();
            Foreign(id);
            while (depth < 4 && Choose(3) > 0 && ids < 12)
            {
                Element(Types[Choose(Types.Length)], depth + 1);
                Between(true);
            }

            text.Append("</").Append(tag).Append(Choose(4) == 0 ? " " + lineEnd : "").Append('>');
        }

        Elements[number] = new Written(id, name, behindId, tagEnd, isEmpty, documentation, hasDocumentation);
    }

    /// <summary>Some of them look like ids and names, and are none.</summary>
    private Range? Attributes(string id)
    {
        Range? name = null;
        var shift = Choose(4);
        for (var number = 0; number < 4; number++)
        {
            switch ((number + shift) % 4)
            {
                case 0 when Choose(2) == 0:
                    Space();
                    text.Append("name").Append(Equal());
                    name = (text.Length + 1)..(text.Length + 1);
                    text.Append(Quoted(Value()));
                    name = name.Value.Start..(text.Length - 1);
                    break;
                case 1 when Choose(3) == 0:
                    Space();
                    text.Append("x:name").Append(Equal()).Append(Quoted(Value()));
                    break;
                case 2 when Choose(3) == 0:
                    Space();
                    text.Append("x:id='").Append(id).Append('\'');
                    break;
                case 3 when Choose(3) == 0:
                    Space();
                    text.Append("title=").Append(Quoted($"name=&quot;{id}&quot; &gt; > /> 'x'".Replace('\'', '`')));
                    break;
            }
        }

        return name;
    }

    private (bool Has, Range? Content) Documentation()
    {
        switch (Choose(4))
        {
            case 0:
                text.Append('<').Append(prefix).Append("documentation textFormat='a>b'/>");
                return (true, null);
            case 1:
                text.Append('<').Append(prefix).Append("documentation>");
                var start = text.Length;
                text.Append(Value()).Append("<![CDATA[</documentation> & <x>]]>").Append("<x:documentation>inner</x:documentation><!-- </documentation> -->").Append(lineEnd);
                var end = text.Length;
                text.Append("</").Append(prefix).Append("documentation").Append(Choose(2) == 0 ? " >" : ">");
                return (true, start..end);
            default:
                return (false, null);
        }
    }

    private void Foreign(string id)
    {
        if (Choose(3) == 0)
        {
            text.Append('<').Append(prefix).Append("extensionElements><x:task id='").Append(id).Append("' name='foreign'/><task xmlns='urn:y' id='").Append(id).Append("'><documentation>theirs</documentation></task></").Append(prefix).Append("extensionElements>");
        }
    }

    /// <summary>What may stand between elements.</summary>
    private void Between(bool isInside = false)
    {
        for (var number = Choose(3); number > 0; number--)
        {
            text.Append(Choose(isInside ? 6 : 4) switch
            {
                0 => lineEnd + "  ",
                1 => $"<!-- <task id='e1' name=\"no\"> {lineEnd} -->",
                2 => "<?pi <task id='e1'?>",
                3 => "\t",
                4 => "&#38;&#x9;",
                _ => $"<![CDATA[<task id='e1'>{lineEnd}]]>",
            });
        }
    }

    private void Space() => text.Append(Choose(3) switch { 0 => " ", 1 => lineEnd + "\t", _ => "  " });

    private string Equal() => Choose(3) switch { 0 => "=", 1 => " = ", _ => "=" + lineEnd };

    private string Value() => Choose(4) switch
    {
        0 => "",
        1 => "a &lt; b &amp;&amp; &#39;c&#39; &quot;d&quot; &#10;",
        2 => isUnicode ? "Тексеру қағазы 𝄞 &#x1D11E;" : "Prüfung &#1179;",
        _ => $"two{lineEnd}lines",
    };

    private string Quoted(string value) => Choose(2) == 0 ? $"'{value}'" : $"\"{value}\"";
}
