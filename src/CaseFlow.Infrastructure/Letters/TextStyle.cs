using SkiaSharp;

namespace CaseFlow.Infrastructure.Letters;

/// <summary>How a piece of text looks. Serif is the letter's own voice; sans is for labels, tables and small print.</summary>
internal sealed record TextStyle(bool Serif, float Size, bool Bold = false, bool Italic = false)
{
    public SKColor Color { get; init; } = Paper.Ink;

    /// <summary>The distance from one line to the next.</summary>
    public float Leading { get; init; } = Size * 1.3f;

    /// <summary>From the top of a line down to the feet of its letters.</summary>
    public float Baseline => (Leading / 2) + (Size * 0.35f);
}

/// <summary>How a block's text is set: its style and where it stands in its column.</summary>
internal sealed record Look(TextStyle Style, SKTextAlign Align = SKTextAlign.Left)
{
    public static readonly Look Body = new(new TextStyle(Serif: true, 10f));
    public static readonly Look Label = new(new TextStyle(Serif: false, 9f) { Color = Paper.Soft });
    public static readonly Look Table = new(new TextStyle(Serif: false, 9f));
    public static readonly Look Small = new(new TextStyle(Serif: false, 8f) { Color = Paper.Soft });
    public static readonly Look Caption = new(new TextStyle(Serif: false, 7f) { Color = Paper.Soft }, SKTextAlign.Center);
    public static readonly Look Head = new(new TextStyle(Serif: false, 9f), SKTextAlign.Center);
    public static readonly Look Title = new(new TextStyle(Serif: true, 14f, Bold: true), SKTextAlign.Center);
    public static readonly Look Subtitle = new(new TextStyle(Serif: true, 10f), SKTextAlign.Center);

    public static Look Heading(int level) => new(new TextStyle(Serif: true, level switch { 1 => 12.5f, 2 => 11f, _ => 10f }, Bold: true));
}
