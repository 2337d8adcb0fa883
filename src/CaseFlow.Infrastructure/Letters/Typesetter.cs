using System.Globalization;
using CaseFlow.Core.Letters;
using SkiaSharp;

namespace CaseFlow.Infrastructure.Letters;

/// <summary>A piece of a line, of one style; X is counted from the line's left end.</summary>
internal sealed record Fragment(string Text, TextStyle Style, string? Link, float X, float Width);

internal sealed record TextLine(IReadOnlyList<Fragment> Fragments, float Width);

/// <summary>Measures text and breaks it into lines. Fonts are made once for a letter.</summary>
internal sealed class Typesetter : IDisposable
{
    private readonly Dictionary<TextStyle, SKFont> fonts = [];

    public void Dispose()
    {
        foreach (var font in fonts.Values)
        {
            font.Dispose();
        }
    }

    public float Measure(string text, TextStyle style) => Font(style).MeasureText(text);

    /// <summary>The width of the text on a single line.</summary>
    public float Natural(IReadOnlyList<LetterInline> text, TextStyle style) =>
        Lines(text, style, float.MaxValue).Max(line => line.Width);

    /// <summary>The width of the longest part that should not be broken.</summary>
    public float Narrowest(IReadOnlyList<LetterInline> text, TextStyle style) =>
        Words(text, style).Select(Width).DefaultIfEmpty(0).Max();

    /// <summary>The lines of the text; at least one, empty if there is no text.</summary>
    public IReadOnlyList<TextLine> Lines(IReadOnlyList<LetterInline> text, TextStyle style, float width)
    {
        var lines = new List<TextLine>();
        var line = new LineBuilder(this);
        foreach (var word in Words(text, style))
        {
            if (word.OnNewLine)
            {
                lines.Add(line.Take());
            }

            if (!line.IsEmpty && line.Width + Measure(word.Gap, word.GapStyle) + Width(word) > width)
            {
                lines.Add(line.Take());
            }

            if (Width(word) > width)
            {
                AddBroken(word, width, line, lines);
            }
            else
            {
                line.Add(word);
            }
        }

        lines.Add(line.Take());
        return lines;
    }

    public void Draw(SKCanvas canvas, TextLine line, float x, float y)
    {
        using var paint = new SKPaint();
        paint.IsAntialias = true;
        foreach (var fragment in line.Fragments)
        {
            paint.Color = fragment.Style.Color;
            canvas.DrawText(fragment.Text.Replace('\u00A0', ' '), x + fragment.X, y, SKTextAlign.Left, Font(fragment.Style), paint);
            if (fragment.Link is not null)
            {
                var size = fragment.Style.Size;
                canvas.DrawUrlAnnotation(new SKRect(x + fragment.X, y - size, x + fragment.X + fragment.Width, y + (size * 0.3f)), fragment.Link);
            }
        }
    }

    /// <summary>A word wider than the line is broken where the line ends, sign by sign.</summary>
    private void AddBroken(Word word, float width, LineBuilder line, List<TextLine> lines)
    {
        foreach (var piece in word.Pieces)
        {
            var signs = StringInfo.GetTextElementEnumerator(piece.Text);
            while (signs.MoveNext())
            {
                var sign = new Word([piece with { Text = signs.GetTextElement() }], "", piece.Style, OnNewLine: false);
                if (!line.IsEmpty && line.Width + Width(sign) > width)
                {
                    lines.Add(line.Take());
                }

                line.Add(sign);
            }
        }
    }

    private SKFont Font(TextStyle style)
    {
        // The colour is no part of a font.
        var key = style with { Color = Paper.Ink };
        if (!fonts.TryGetValue(key, out var font))
        {
            fonts[key] = font = LetterFonts.Create(style);
        }

        return font;
    }

    private float Width(Word word) => word.Pieces.Sum(piece => Measure(piece.Text, piece.Style));

    private static List<Word> Words(IReadOnlyList<LetterInline> text, TextStyle style)
    {
        var words = new WordBuilder();
        foreach (var inline in text)
        {
            if (inline is LetterText run)
            {
                words.Add(LetterFonts.Printable(run.Text), style with { Bold = style.Bold || run.Bold, Italic = style.Italic || run.Italic }, run.Link);
            }
            else
            {
                words.BreakLine(style);
            }
        }

        return words.Finish(style);
    }

    private sealed record Piece(string Text, TextStyle Style, string? Link);

    /// <summary>What stays together on a line, with the space that parts it from what stands before it on the line.</summary>
    private sealed record Word(List<Piece> Pieces, string Gap, TextStyle GapStyle, bool OnNewLine);

    private sealed class WordBuilder
    {
        private readonly List<Word> words = [];
        private List<Piece> pieces = [];
        private string gap = "";
        private TextStyle? gapStyle;
        private bool onNewLine;

        public void Add(string text, TextStyle style, string? link)
        {
            var start = 0;
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == ' ')
                {
                    AddPiece(text[start..i], style, link);
                    EndWord(style);
                    gap += " ";
                    gapStyle = style;
                    start = i + 1;
                }
                else if (BreaksAfter(text, i))
                {
                    AddPiece(text[start..(i + 1)], style, link);
                    EndWord(style);
                    start = i + 1;
                }
            }

            AddPiece(text[start..], style, link);
        }

        public void BreakLine(TextStyle style)
        {
            // A word without signs carries a break that no word follows, or that follows another.
            if (onNewLine || pieces.Count > 0)
            {
                EndWord(style, evenEmpty: true);
            }

            onNewLine = true;
        }

        public List<Word> Finish(TextStyle style)
        {
            EndWord(style);
            return words;
        }

        /// <summary>Compound words may be parted at their hyphen; telephones and numbers may not.</summary>
        private static bool BreaksAfter(string text, int i) =>
            text[i] is '-' or '/' && i > 0 && i < text.Length - 1 && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);

        private void AddPiece(string text, TextStyle style, string? link)
        {
            if (text.Length > 0)
            {
                pieces.Add(new Piece(text, style, link));
            }
        }

        private void EndWord(TextStyle style, bool evenEmpty = false)
        {
            if (pieces.Count == 0 && !evenEmpty)
            {
                return;
            }

            words.Add(new Word(pieces, gap, gapStyle ?? style, onNewLine));
            (pieces, gap, gapStyle, onNewLine) = ([], "", null, false);
        }
    }

    private sealed class LineBuilder(Typesetter owner)
    {
        private readonly List<Piece> pieces = [];

        public float Width { get; private set; }

        public bool IsEmpty => pieces.Count == 0;

        public void Add(Word word)
        {
            if (!IsEmpty && word.Gap.Length > 0)
            {
                Append(new Piece(word.Gap, word.GapStyle, pieces[^1].Link == word.Pieces.FirstOrDefault()?.Link ? pieces[^1].Link : null));
            }

            foreach (var piece in word.Pieces)
            {
                Append(piece);
            }

            Width = pieces.Sum(piece => owner.Measure(piece.Text, piece.Style));
        }

        public TextLine Take()
        {
            var x = 0f;
            var fragments = new List<Fragment>();
            foreach (var piece in pieces)
            {
                var width = owner.Measure(piece.Text, piece.Style);
                fragments.Add(new Fragment(piece.Text, piece.Style, piece.Link, x, width));
                x += width;
            }

            pieces.Clear();
            Width = 0;
            return new TextLine(fragments, x);
        }

        /// <summary>One piece for each style: words drawn one by one would be read back from the PDF without their spaces.</summary>
        private void Append(Piece piece)
        {
            if (pieces.Count > 0 && pieces[^1].Style == piece.Style && pieces[^1].Link == piece.Link)
            {
                pieces[^1] = piece with { Text = pieces[^1].Text + piece.Text };
            }
            else
            {
                pieces.Add(piece);
            }
        }
    }
}
