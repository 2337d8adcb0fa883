using System.Globalization;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Syntax;

namespace CaseFlow.Core.Letters;

/// <summary>
/// Reads a letter's Markdown into its tree. Beside headings, paragraphs, lists, pipe tables, rules (<c>***</c>), bold,
/// italic, links and line breaks (a backslash at the end of the line) a letter has its own blocks, fenced by colons. An
/// outer block has more colons than those inside it.
/// </summary>
/// <remarks>
/// <code>
/// ::: letterhead        two columns, parted by ***
/// ::: addressee         the right half of the page
/// ::: title             centred; the first paragraph large
/// ::: fields            list items «- label :: value»; further lines of an item, indented, belong to the value
/// ::: fillin            list items «- label :: value :: caption under the line»
/// ::: signature         list items «- position :: name :: caption under the line»
/// ::: seal              the words in the round place for the seal
/// ::: qr                first paragraph the address, the rest the caption
/// ::: columns           blocks side by side, parted by ***
/// ::: keep              stays on one page
/// ::: frame             centred lines in a frame, such as a stamp
/// ::: note              small print
/// ::: footer            at the foot of every page
/// ::: pagebreak
/// </code>
/// HTML prints as it is written; pictures, code and quotations are refused.
/// </remarks>
internal sealed class LetterReader
{
    private const string Separator = "::";

    private static readonly MarkdownPipeline Pipeline = BuildPipeline();

    private IReadOnlyList<LetterInline> footer = [];
    private string? title;

    private LetterReader()
    {
    }

    public static LetterDocument Read(string markdown, string language)
    {
        var document = Parse(markdown);
        var reader = new LetterReader();
        var blocks = reader.Blocks(document);
        return new LetterDocument(language, reader.title ?? "", blocks, reader.footer);
    }

    private static MarkdownDocument Parse(string markdown)
    {
        try
        {
            return Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException failure)
        {
            // Markdig's own limit of nesting.
            throw new LetterException("markup", "The letter's blocks are nested too deeply.", failure);
        }
    }

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables();
        builder.BlockParsers.Insert(0, new CustomContainerParser());
        // Indentation left by a loop must not turn a paragraph into code.
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        return builder.Build();
    }

    private List<LetterBlock> Blocks(ContainerBlock container)
    {
        var blocks = new List<LetterBlock>();
        foreach (var block in container)
        {
            if (block is LinkReferenceDefinitionGroup)
            {
                throw Fault(block, "reference links are not used in letters");
            }

            if (Block(block) is { } read)
            {
                blocks.Add(read);
            }
        }

        return blocks;
    }

    private LetterBlock? Block(Block block) => block switch
    {
        HeadingBlock heading => Heading(heading),
        ParagraphBlock paragraph => new LetterParagraph(LetterInlines.Read(paragraph.Inline)),
        ListBlock list => List(list),
        Table table => TableOf(table),
        ThematicBreakBlock => new LetterRule(),
        CustomContainer container => Container(container),
        _ => throw Fault(block, $"a {block.GetType().Name} does not belong in a letter"),
    };

    private LetterHeading Heading(HeadingBlock heading)
    {
        var text = LetterInlines.Read(heading.Inline);
        title ??= LetterInlines.PlainText(text);
        return new LetterHeading(heading.Level, text);
    }

    private LetterList List(ListBlock list) => new(
        list.IsOrdered,
        int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start) ? start : 1,
        list.Cast<ListItemBlock>().Select(item => (IReadOnlyList<LetterBlock>)Blocks(item)).ToList());

    private static LetterTable TableOf(Table table)
    {
        var rows = table.Cast<TableRow>().ToList();
        var width = rows.Max(row => row.Count);
        return new LetterTable(
            [.. Enumerable.Range(0, width).Select(i => Align(table, i))],
            rows.Where(row => row.IsHeader).Select(row => Cells(row, width)).FirstOrDefault() ?? [],
            [.. rows.Where(row => !row.IsHeader).Select(row => Cells(row, width))]);
    }

    private static List<IReadOnlyList<LetterInline>> Cells(TableRow row, int width)
    {
        var cells = row.Cast<TableCell>()
            .Select(cell => LetterInlines.Read(cell.OfType<ParagraphBlock>().FirstOrDefault()?.Inline))
            .ToList();
        while (cells.Count < width)
        {
            cells.Add([]);
        }

        return cells;
    }

    private static LetterAlign Align(Table table, int column) =>
        (column < table.ColumnDefinitions.Count ? table.ColumnDefinitions[column].Alignment : null) switch
        {
            TableColumnAlign.Right => LetterAlign.Right,
            TableColumnAlign.Center => LetterAlign.Center,
            _ => LetterAlign.Left,
        };

    private LetterBlock? Container(CustomContainer container)
    {
        if (container.ClosingFencedCharCount == 0)
        {
            throw Fault(container, $"the block '{container.Info}' is not closed");
        }

        switch (container.Info)
        {
            case "letterhead":
                return Columns(container) is [var left, var right]
                    ? new LetterHead(left, right)
                    : throw Fault(container, "a letterhead has two columns, parted by ***");
            case "addressee":
                return new LetterAddressee(Blocks(container));
            case "title":
                return Title(container);
            case "fields":
                return new LetterFields([.. Items(container).Select(Field)]);
            case "fillin":
                return new LetterFillIn([.. Items(container).Select(item => Line(item) switch { var (a, b, c) => new LetterFillInRow(a, b, c) })]);
            case "signature":
                return new LetterSignature([.. Items(container).Select(item => Line(item) switch { var (a, b, c) => new LetterSignatureRow(a, b, c) })]);
            case "seal":
                return new LetterSeal(container is [ParagraphBlock text]
                    ? LetterInlines.Read(text.Inline)
                    : throw Fault(container, "a seal holds one line of text"));
            case "qr":
                return Qr(container);
            case "columns":
                return new LetterColumns(Columns(container));
            case "keep":
                return new LetterKeep(Blocks(container));
            case "frame":
                return new LetterFrame(Blocks(container));
            case "note":
                return new LetterNote(Blocks(container));
            case "footer":
                footer = container is [ParagraphBlock foot]
                    ? LetterInlines.Read(foot.Inline)
                    : throw Fault(container, "a footer holds one paragraph");
                return null;
            case "pagebreak":
                return new LetterPageBreak();
            default:
                throw Fault(container, $"'{container.Info}' is not one of letters' blocks");
        }
    }

    private LetterTitle Title(CustomContainer container)
    {
        var content = Blocks(container);
        title ??= string.Join(' ', content.OfType<LetterParagraph>().Select(p => LetterInlines.PlainText(p.Text)));
        return new LetterTitle(content);
    }

    private LetterQr Qr(CustomContainer container)
    {
        if (container.FirstOrDefault() is not ParagraphBlock first)
        {
            throw Fault(container, "a QR code holds an address");
        }

        var data = LetterInlines.PlainText(LetterInlines.Read(first.Inline));
        if (!LetterInlines.IsAddress(data, mail: false))
        {
            throw Fault(container, "a QR code holds an http or https address");
        }

        return new LetterQr(data, Blocks(container)[1..]);
    }

    private List<IReadOnlyList<LetterBlock>> Columns(ContainerBlock container)
    {
        var columns = new List<IReadOnlyList<LetterBlock>>();
        var column = new List<LetterBlock>();
        foreach (var block in Blocks(container))
        {
            if (block is LetterRule)
            {
                columns.Add(column);
                column = [];
            }
            else
            {
                column.Add(block);
            }
        }

        columns.Add(column);
        return columns;
    }

    private IEnumerable<ListItemBlock> Items(CustomContainer container) =>
        container.All(block => block is ListBlock)
            ? container.Cast<ListBlock>().SelectMany(list => list.Cast<ListItemBlock>())
            : throw Fault(container, $"the block '{container.Info}' holds a list only");

    private LetterField Field(ListItemBlock item)
    {
        if (item.FirstOrDefault() is not ParagraphBlock first || LetterInlines.Split(first.Inline, Separator) is not [var label, var value])
        {
            throw Fault(item, "an item of fields is 'label :: value'");
        }

        var blocks = Blocks(item);
        blocks.RemoveAt(0);
        if (value.Count > 0 || blocks.Count == 0)
        {
            blocks.Insert(0, new LetterParagraph(value));
        }

        return new LetterField(label, blocks);
    }

    private static (IReadOnlyList<LetterInline> A, IReadOnlyList<LetterInline> B, IReadOnlyList<LetterInline> C) Line(ListItemBlock item)
    {
        if (item is [ParagraphBlock text])
        {
            switch (LetterInlines.Split(text.Inline, Separator))
            {
                case [var a, var b]:
                    return (a, b, []);
                case [var a, var b, var c]:
                    return (a, b, c);
            }
        }

        throw Fault(item, "an item here is two or three texts parted by '::'");
    }

    private static LetterException Fault(MarkdownObject where, string what) =>
        new("markup", string.Create(CultureInfo.InvariantCulture, $"Line {where.Line + 1} of the letter: {what}."));
}
