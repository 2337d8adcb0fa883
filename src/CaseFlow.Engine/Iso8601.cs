using System.Globalization;

namespace CaseFlow.Engine;

/// <summary>The forms of ISO 8601 that BPMN's timers use. Only their shape is checked here: calendars are the host's.</summary>
public static class Iso8601
{
    private static readonly string[] DateTimeFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public static bool IsDateTime(string text) =>
        DateTimeOffset.TryParseExact(text, DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    /// <summary>Whether the text is a duration: <c>P1Y2M3W4DT5H6M7.5S</c> with at least one part, parts in this order.</summary>
    public static bool IsDuration(string text)
    {
        if (text.Length < 3 || text[0] != 'P')
        {
            return false;
        }

        var position = 1;
        var any = ReadParts(text, ref position, "YMWD");
        if (position < text.Length && text[position] == 'T')
        {
            position++;
            any = ReadParts(text, ref position, "HMS");
        }

        return any && position == text.Length;
    }

    /// <summary>Splits a cycle <c>R n/[start/]duration</c> that is run; of another <see cref="FaultOfCycle"/> says why it is not.</summary>
    /// <param name="text">The cycle.</param>
    /// <param name="occurrences">n, at least 1; null: without end.</param>
    /// <param name="rest">What stands behind the first slash.</param>
    public static bool TrySplitCycle(string text, out int? occurrences, out string rest)
    {
        occurrences = null;
        rest = text;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1 || text[0] != 'R')
        {
            return false;
        }

        if (slash > 1)
        {
            if (!int.TryParse(text.AsSpan(1, slash - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
            {
                return false;
            }

            occurrences = count;
        }

        rest = text[(slash + 1)..];
        var parts = rest.Split('/');
        return parts.Length <= 2 && IsDuration(parts[^1]) && (parts.Length == 1 || IsDateTime(parts[0])) && (occurrences is not null || !IsNothing(parts[^1]));
    }

    /// <summary>Why a cycle that cannot be split is not run, to be said of it: an end is not among what BPMN engines agree on.</summary>
    public static string FaultOfCycle(string text)
    {
        var parts = text.Split('/');
        var isRepetition = parts[0].StartsWith('R') && parts[0].AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
        return parts switch
        {
            [{ Length: > 1 } count, _, ..] when isRepetition && count.AsSpan(1).IndexOfAnyExcept('0') < 0 => "never occurs: it repeats 0 times",
            [_, var first, var end] when isRepetition && IsDateTime(end) && (IsDuration(first) || IsDateTime(first)) => "has an end, which is not run: give the number of occurrences and the duration between them",
            ["R", .., var pause] when IsDuration(pause) && IsNothing(pause) => "occurs without end and without a pause",
            _ => "is neither an ISO 8601 repetition such as R3/PT1H nor a cron expression",
        };
    }

    private static bool IsNothing(string duration) => duration.AsSpan().IndexOfAnyInRange('1', '9') < 0;

    private static bool ReadParts(string text, ref int position, string designators)
    {
        var any = false;
        var next = 0;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            var start = position;
            while (position < text.Length && (char.IsAsciiDigit(text[position]) || text[position] is '.' or ','))
            {
                position++;
            }

            var designator = position < text.Length ? designators.IndexOf(text[position], next) : -1;
            var number = text.AsSpan(start, position - start);
            var fractions = number.Count('.') + number.Count(',');
            if (designator < 0 || fractions > (text[position] == 'S' ? 1 : 0) || number.Length > 9)
            {
                return false;
            }

            next = designator + 1;
            position++;
            any = true;
        }

        return any;
    }
}
