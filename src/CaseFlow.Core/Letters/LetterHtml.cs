using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CaseFlow.Core.Texts;

namespace CaseFlow.Core.Letters;

/// <summary>
/// A letter as HTML for the preview and for mail, from the same tree as the paper. Everything that is text is encoded here;
/// the looks are left to the page's style sheet (classes <c>letter…</c>).
/// </summary>
public sealed class LetterHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder html = new();
    private readonly int within;

    private LetterHtml(int within) => this.within = within;

    /// <summary>An <c>article</c> element.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="within">Level of the heading under which it stands in a page; 0: it is the page.</param>
    public static string Fragment(LetterDocument letter, int within = 0)
    {
        var writer = new LetterHtml(within);
        writer.html.Append(CultureInfo.InvariantCulture, $"<article class=\"letter\" lang=\"{letter.Language}\">\n");
        writer.Blocks(letter.Blocks);
        if (letter.Footer.Count > 0)
        {
            writer.Inlines("footer", "letter-footer", letter.Footer);
        }

        writer.html.Append("</article>\n");
        return writer.html.ToString();
    }

    /// <summary>A whole page, for mail: nothing is fetched, and it reads without styles.</summary>
    public static string Page(LetterDocument letter) =>
        $"""
        <!DOCTYPE html>
        <html lang="{letter.Language}">
        <head><meta charset="utf-8"><title>{Encoder.Encode(letter.Title)}</title></head>
        <body>
        {Fragment(letter)}</body>
        </html>

        """;

    private void Blocks(IEnumerable<LetterBlock> blocks)
    {
        foreach (var block in blocks)
        {
            Block(block);
        }
    }

    private void Block(LetterBlock block)
    {
        switch (block)
        {
            case LetterHeading heading:
                Inlines(Heading(heading.Level + 1), null, heading.Text);
                break;
            case LetterParagraph paragraph:
                Inlines("p", null, paragraph.Text);
                break;
            case LetterList list:
                List(list);
                break;
            case LetterTable table:
                Table(table);
                break;
            case LetterRule:
                html.Append("<hr>\n");
                break;
            case LetterHead head:
                Group("letter-head", () =>
                {
                    Group("letter-column", head.Left, Languages.Kk);
                    Group("letter-column", head.Right, Languages.Ru);
                });
                break;
            case LetterAddressee addressee:
                Group("letter-addressee", addressee.Content);
                break;
            case LetterTitle title:
                Title(title);
                break;
            case LetterFields fields:
                Fields(fields);
                break;
            case LetterFillIn fillIn:
                Group("letter-fillin", () => fillIn.Rows.ToList().ForEach(row => Line(row.Label, row.Value, row.Caption)));
                break;
            case LetterSignature signature:
                Group("letter-signature", () => signature.Rows.ToList().ForEach(row => Line(row.Position, row.Name, row.Caption)));
                break;
            case LetterSeal seal:
                Inlines("p", "letter-seal", seal.Text);
                break;
            case LetterQr qr:
                Qr(qr);
                break;
            case LetterColumns columns:
                Group("letter-columns", () => columns.Columns.ToList().ForEach(column => Group("letter-column", column)));
                break;
            case LetterKeep keep:
                Blocks(keep.Content);
                break;
            case LetterFrame frame:
                Group("letter-frame", frame.Content);
                break;
            case LetterNote note:
                Group("letter-note", note.Content);
                break;
            case LetterPageBreak:
                html.Append("<hr class=\"letter-pagebreak\">\n");
                break;
            default:
                throw new InvalidOperationException($"No HTML for {block.GetType().Name}.");
        }
    }

    private void Title(LetterTitle title) => Group("letter-title", () =>
    {
        for (var i = 0; i < title.Content.Count; i++)
        {
            if (i == 0 && title.Content[i] is LetterParagraph first)
            {
                Inlines(Heading(1), null, first.Text);
            }
            else
            {
                Block(title.Content[i]);
            }
        }
    });

    private string Heading(int level) => string.Create(CultureInfo.InvariantCulture, $"h{Math.Min(within + level, 6)}");

    private void List(LetterList list)
    {
        var tag = list.Ordered ? "ol" : "ul";
        html.Append('<').Append(tag);
        if (list is { Ordered: true, Start: not 1 })
        {
            html.Append(CultureInfo.InvariantCulture, $" start=\"{list.Start}\"");
        }

        html.Append(">\n");
        foreach (var item in list.Items)
        {
            html.Append("<li>");
            if (item is [LetterParagraph only])
            {
                Inlines(only.Text);
            }
            else
            {
                Blocks(item);
            }

            html.Append("</li>\n");
        }

        html.Append("</").Append(tag).Append(">\n");
    }

    private void Table(LetterTable table)
    {
        html.Append("<table>\n");
        if (table.Header.Count > 0)
        {
            html.Append("<thead>");
            Row("th", table.Columns, table.Header);
            html.Append("</thead>\n");
        }

        html.Append("<tbody>\n");
        foreach (var row in table.Rows)
        {
            Row("td", table.Columns, row);
        }

        html.Append("</tbody>\n</table>\n");
    }

    private void Row(string tag, IReadOnlyList<LetterAlign> columns, IReadOnlyList<IReadOnlyList<LetterInline>> cells)
    {
        html.Append("<tr>");
        for (var i = 0; i < cells.Count; i++)
        {
            var align = columns[i] switch { LetterAlign.Right => "right", LetterAlign.Center => "center", _ => "left" };
            html.Append(CultureInfo.InvariantCulture, $"<{tag}{(tag == "th" ? " scope=\"col\"" : "")} class=\"letter-{align}\">");
            Inlines(cells[i]);
            html.Append(CultureInfo.InvariantCulture, $"</{tag}>");
        }

        html.Append("</tr>\n");
    }

    private void Fields(LetterFields fields)
    {
        html.Append("<dl class=\"letter-fields\">\n");
        foreach (var row in fields.Rows)
        {
            html.Append("<div>");
            Inlines("dt", null, row.Label);
            html.Append("<dd>");
            Blocks(row.Value);
            html.Append("</dd></div>\n");
        }

        html.Append("</dl>\n");
    }

    private void Line(
        IReadOnlyList<LetterInline> label, IReadOnlyList<LetterInline> value, IReadOnlyList<LetterInline> caption) =>
        Group("letter-line", () =>
        {
            Inlines("span", "letter-line-label", label);
            Inlines("span", "letter-line-value", value);
            if (caption.Count > 0)
            {
                Inlines("small", "letter-line-caption", caption);
            }
        });

    private void Qr(LetterQr qr) => Group("letter-qr", () =>
    {
        Inlines("p", null, [new LetterText(qr.Data, Link: qr.Data)]);
        Blocks(qr.Caption);
    });

    private void Group(string name, IEnumerable<LetterBlock> content, string? language = null) =>
        Group(name, () => Blocks(content), language);

    private void Group(string name, Action content, string? language = null)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"{name}\"{(language is null ? "" : $" lang=\"{language}\"")}>\n");
        content();
        html.Append("</div>\n");
    }

    private void Inlines(string tag, string? name, IEnumerable<LetterInline> inlines)
    {
        html.Append('<').Append(tag);
        if (name is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $" class=\"{name}\"");
        }

        html.Append('>');
        Inlines(inlines);
        html.Append("</").Append(tag).Append(">\n");
    }

    private void Inlines(IEnumerable<LetterInline> inlines)
    {
        foreach (var inline in inlines)
        {
            html.Append(inline is LetterText text ? Run(text) : "<br>");
        }
    }

    private static string Run(LetterText text)
    {
        var run = Encoder.Encode(text.Text);
        run = text.Italic ? $"<em>{run}</em>" : run;
        run = text.Bold ? $"<strong>{run}</strong>" : run;
        return text.Link is null ? run : $"<a href=\"{Encoder.Encode(text.Link)}\" rel=\"noopener noreferrer\">{run}</a>";
    }
}
