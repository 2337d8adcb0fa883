using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Calendars;

/// <summary>A stretch of the day in which an office is open; it ends before midnight.</summary>
public sealed record OpenPeriod(LocalTime From, LocalTime To);

/// <summary>
/// The opening hours of an ordinary week (P9, P21.L), written as <c>mon-fri 09:00-13:00 14:00-18:00; sat 09:00-13:00</c>:
/// the same text in the data files, in the database and on the administrator's page.
/// </summary>
public sealed class OfficeHours : IEquatable<OfficeHours>
{
    private static readonly string[] DayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private readonly ImmutableArray<OpenPeriod>[] _week;

    private OfficeHours(string text, ImmutableArray<OpenPeriod>[] week) => (Text, _week) = (text, week);

    /// <summary>The hours as they are written.</summary>
    public string Text { get; }

    /// <summary>The opening periods of a weekday in order; empty when the office is closed.</summary>
    public ImmutableArray<OpenPeriod> On(IsoDayOfWeek weekday) => _week[(int)weekday - 1];

    /// <summary>Reads the hours.</summary>
    /// <exception cref="FormatException">The text is not of that form, names a weekday twice, or its periods overlap.</exception>
    public static OfficeHours Parse(string text)
    {
        var week = new ImmutableArray<OpenPeriod>[7];
        Array.Fill(week, []);
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var periods = words.Skip(1).Select(word => ParsePeriod(word, text)).ToImmutableArray();
            if (periods.IsEmpty || periods.Zip(periods.Skip(1)).Any(pair => pair.First.To >= pair.Second.From))
            {
                throw Wrong(text, $"the periods of '{part}' must follow one another with a break between them");
            }

            foreach (var day in ParseDays(words[0], text))
            {
                week[day] = week[day].IsEmpty ? periods : throw Wrong(text, $"'{DayNames[day]}' is named twice");
            }
        }

        return week.All(day => day.IsEmpty) ? throw Wrong(text, "no day has hours") : new OfficeHours(text.Trim(), week);
    }

    public override string ToString() => Text;

    public bool Equals(OfficeHours? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as OfficeHours);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    private static IEnumerable<int> ParseDays(string word, string text)
    {
        var ends = word.Split('-').Select(name => Array.IndexOf(DayNames, name)).ToArray();
        return ends.Length <= 2 && ends.All(end => end >= 0) && ends[0] <= ends[^1]
            ? Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)
            : throw Wrong(text, $"'{word}' is not a weekday or a range such as mon-fri");
    }

    private static OpenPeriod ParsePeriod(string word, string text)
    {
        var ends = word.Split('-').Select(Time.Parse).ToArray();
        return ends.Length == 2 && ends.All(end => end.Success) && ends[0].Value < ends[1].Value
            ? new OpenPeriod(ends[0].Value, ends[1].Value)
            : throw Wrong(text, $"'{word}' is not a period such as 09:00-18:00");
    }

    private static FormatException Wrong(string text, string why) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Office hours '{text}': {why}."));
}
