using SkiaSharp;

namespace CaseFlow.Infrastructure.Letters;

/// <summary>The measures of the page, in points (1/72 inch).</summary>
internal static class Paper
{
    public const float Width = 595.28f;
    public const float Height = 841.89f;

    /// <summary>25 mm: room for the punch and the file.</summary>
    public const float Left = 70.87f;

    /// <summary>15 mm.</summary>
    public const float Right = 42.52f;

    /// <summary>15 mm.</summary>
    public const float Top = 42.52f;

    /// <summary>12 mm, below the footer.</summary>
    public const float Bottom = 34.02f;

    public const float TextWidth = Width - Left - Right;

    /// <summary>What is never cut is not higher than this, so that it fits on a page under any footer.</summary>
    public const float HighestStrip = 600;

    public const float HairLine = 0.5f;

    public static readonly SKColor Ink = SKColors.Black;

    /// <summary>Labels and small print: dark enough for a worn printer.</summary>
    public static readonly SKColor Soft = new(0x40, 0x40, 0x40);

    public static readonly SKColor Faint = new(0x9A, 0x9A, 0x9A);

    public static readonly SKColor Shade = new(0xEE, 0xEE, 0xEE);

    public static float Millimetres(float mm) => mm * 72 / 25.4f;

    public static void Line(SKCanvas canvas, float x1, float y1, float x2, float y2, float width, SKColor color)
    {
        using var paint = new SKPaint { Color = color, StrokeWidth = width, Style = SKPaintStyle.Stroke, IsAntialias = true };
        canvas.DrawLine(x1, y1, x2, y2, paint);
    }
}
