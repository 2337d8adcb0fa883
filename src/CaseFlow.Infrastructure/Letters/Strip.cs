using SkiaSharp;

namespace CaseFlow.Infrastructure.Letters;

/// <summary>
/// A horizontal strip of a page that is never cut: a line of text, a line of a table row, a whole signature. Blocks are laid
/// out as strips, and strips are dealt onto pages.
/// </summary>
/// <param name="Height">In points.</param>
/// <param name="Draw">Draws it with its top left corner at (x, y).</param>
internal sealed record Strip(float Height, Action<SKCanvas, float, float> Draw)
{
    /// <summary>Space above, dropped at the top of a page.</summary>
    public float SpaceBefore { get; init; }

    public bool KeepWithNext { get; init; }

    public bool BreakBefore { get; init; }

    /// <summary>What is drawn again when this strip begins a page: the head of its table.</summary>
    public IReadOnlyList<Strip> Header { get; init; } = [];

    public Strip Shift(float dx) => this with { Draw = (canvas, x, y) => Draw(canvas, x + dx, y) };

    /// <summary>Both in one place; the height of the higher.</summary>
    public Strip Over(Strip other) => this with
    {
        Height = Math.Max(Height, other.Height),
        SpaceBefore = Math.Max(SpaceBefore, other.SpaceBefore),
        Draw = (canvas, x, y) =>
        {
            Draw(canvas, x, y);
            other.Draw(canvas, x, y);
        },
    };

    /// <summary>Strips one below the other as a single strip; the space above the first is space above them all.</summary>
    public static Strip Stack(IReadOnlyList<Strip> strips)
    {
        var height = strips.Sum(strip => strip.Height) + strips.Skip(1).Sum(strip => strip.SpaceBefore);
        return new Strip(height, (canvas, x, y) =>
        {
            for (var i = 0; i < strips.Count; i++)
            {
                y += i == 0 ? 0 : strips[i].SpaceBefore;
                strips[i].Draw(canvas, x, y);
                y += strips[i].Height;
            }
        })
        { SpaceBefore = strips.Count == 0 ? 0 : strips[0].SpaceBefore };
    }
}
