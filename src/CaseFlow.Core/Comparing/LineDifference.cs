namespace CaseFlow.Core.Comparing;

public enum LineKind
{
    Same,
    Added,
    Removed,

    /// <summary>Lines that are the same in both were left out here.</summary>
    Gap,
}

/// <param name="Kind">Whether the line is in both texts.</param>
/// <param name="Text">The line; empty for <see cref="LineKind.Gap"/>.</param>
public sealed record ChangedLine(LineKind Kind, string Text);

/// <summary>Two texts line by line.</summary>
public static class LineDifference
{
    /// <summary>Lines shown around a change.</summary>
    private const int Around = 2;

    /// <summary>Cells of the table in which the longest common part is looked for: 2,000 lines against 2,000.</summary>
    private const int MostCells = 4_000_000;

    /// <summary>What was put in and taken out, with the lines around; empty when the texts are the same.</summary>
    public static IReadOnlyList<ChangedLine> Of(string before, string after)
    {
        string[] was = before.Split('\n'), now = after.Split('\n');
        var start = was.Zip(now).TakeWhile(static pair => pair.First == pair.Second).Count();
        var most = Math.Min(was.Length, now.Length) - start;
        var end = 0;
        while (end < most && was[^(end + 1)] == now[^(end + 1)])
        {
            end++;
        }

        var lines = new List<ChangedLine>(was[..start].Select(static line => new ChangedLine(LineKind.Same, line)));
        lines.AddRange(Middle(was[start..^end], now[start..^end]));
        lines.AddRange(was[^end..].Select(static line => new ChangedLine(LineKind.Same, line)));
        return Shortened(lines);
    }

    /// <summary>By the longest common subsequence; texts too long for it are told as one block out, one block in.</summary>
    private static IEnumerable<ChangedLine> Middle(string[] was, string[] now)
    {
        if ((long)was.Length * now.Length > MostCells)
        {
            return [.. was.Select(static line => new ChangedLine(LineKind.Removed, line)), .. now.Select(static line => new ChangedLine(LineKind.Added, line))];
        }

        var common = Common(was, now);
        var lines = new List<ChangedLine>();
        var (left, right) = (0, 0);
        while (left < was.Length || right < now.Length)
        {
            if (left < was.Length && right < now.Length && was[left] == now[right])
            {
                lines.Add(new ChangedLine(LineKind.Same, was[left++]));
                right++;
            }
            else if (right == now.Length || (left < was.Length && common[left + 1, right] >= common[left, right + 1]))
            {
                lines.Add(new ChangedLine(LineKind.Removed, was[left++]));
            }
            else
            {
                lines.Add(new ChangedLine(LineKind.Added, now[right++]));
            }
        }

        return lines;
    }

    /// <summary>Length of the longest common subsequence from each pair of places on.</summary>
    private static int[,] Common(string[] was, string[] now)
    {
        var lengths = new int[was.Length + 1, now.Length + 1];
        for (var left = was.Length - 1; left >= 0; left--)
        {
            for (var right = now.Length - 1; right >= 0; right--)
            {
                lengths[left, right] = was[left] == now[right] ? lengths[left + 1, right + 1] + 1 : Math.Max(lengths[left + 1, right], lengths[left, right + 1]);
            }
        }

        return lengths;
    }

    private static List<ChangedLine> Shortened(List<ChangedLine> lines)
    {
        var shown = new bool[lines.Count];
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Kind != LineKind.Same)
            {
                for (var near = Math.Max(at - Around, 0); near <= Math.Min(at + Around, lines.Count - 1); near++)
                {
                    shown[near] = true;
                }
            }
        }

        var left = new List<ChangedLine>();
        for (var at = 0; at < lines.Count; at++)
        {
            if (shown[at])
            {
                left.Add(lines[at]);
            }
            else if (left.Count > 0 && left[^1].Kind != LineKind.Gap && Array.IndexOf(shown, true, at) > 0)
            {
                left.Add(new ChangedLine(LineKind.Gap, ""));
            }
        }

        return left;
    }
}
