using System.Globalization;
using System.Text;
using SkiaSharp;

namespace CaseFlow.Infrastructure.Letters;

/// <summary>
/// Noto Sans and Noto Serif, cut down to the signs of the product's languages (see <c>tools/subset-fonts.sh</c>): a letter
/// must not depend on the fonts of the machine that prints it.
/// </summary>
internal static class LetterFonts
{
    private static readonly SKTypeface Sans = Load("NotoSans-Regular.ttf");
    private static readonly SKTypeface SansBold = Load("NotoSans-Bold.ttf");
    private static readonly SKTypeface Serif = Load("NotoSerif-Regular.ttf");
    private static readonly SKTypeface SerifBold = Load("NotoSerif-Bold.ttf");

    public static SKFont Create(TextStyle style) => new(Face(style), style.Size)
    {
        // Unhinted widths: the same on every machine and at every zoom.
        Hinting = SKFontHinting.None,
        Subpixel = true,
        LinearMetrics = true,
        SkewX = style.Italic ? -0.21f : 0,
    };

    /// <summary>
    /// The text as the fonts can draw it: composed letters, plain spaces, no invisible signs. A sign that the fonts lack
    /// is drawn as its code, <c>[U+1F600]</c>: nothing in a letter may vanish silently.
    /// </summary>
    public static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (rune.Value is '\u00A0' or '\u202F')
            {
                printable.Append('\u00A0');
            }
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator)
            {
                printable.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format)
            {
                continue;
            }
            else if (Serif.ContainsGlyph(rune.Value) && Sans.ContainsGlyph(rune.Value))
            {
                printable.Append(rune);
            }
            else
            {
                printable.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
            }
        }

        return printable.ToString();
    }

    private static SKTypeface Face(TextStyle style) => (style.Serif, style.Bold) switch
    {
        (true, true) => SerifBold,
        (true, false) => Serif,
        (false, true) => SansBold,
        (false, false) => Sans,
    };

    private static SKTypeface Load(string name)
    {
        using var stream = typeof(LetterFonts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The font {name} is not embedded.");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"The font {name} cannot be read.");
    }
}
