using System.Collections.Immutable;
using System.Globalization;
using NodaTime.Text;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CaseFlow.Core.Calendars;

/// <summary>Reads the calendars that ship with the product: a YAML file, and beside it the list of days it names.</summary>
public static class CalendarFiles
{
    private const string Header = "date,weekday,type,name_kk,name_ru,name_en,transferred_from,basis,confidence";
    private static readonly LocalDatePattern Iso = LocalDatePattern.Iso;

    /// <summary>Reads one set; its version is the file's edition.</summary>
    /// <exception cref="InvalidDataException">A file is malformed; the message names it and the line.</exception>
    public static CalendarSet Read(string yamlPath)
    {
        var file = ReadYaml(yamlPath);
        try
        {
            var schedules = file.Schedules.Select(ToSchedule).OrderBy(s => s.Key, StringComparer.Ordinal).ToImmutableArray();
            if (schedules.DistinctBy(s => s.Key).Count() != schedules.Length || file.FirstYear > file.LastYear || file.Edition < 1)
            {
                throw new FormatException("A schedule's key is used twice, the years are in the wrong order, or the edition is not positive.");
            }

            var days = ReadDays(Path.Combine(Path.GetDirectoryName(yamlPath)!, file.Days), file.FirstYear, file.LastYear);
            return new CalendarSet(file.Key, file.Edition, file.FirstYear, file.LastYear, days, schedules);
        }
        catch (FormatException wrong)
        {
            throw new InvalidDataException($"{yamlPath}: {wrong.Message}", wrong);
        }
    }

    private static SetFile ReadYaml(string path)
    {
        try
        {
            return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithEnforceRequiredMembers().Build()
                .Deserialize<SetFile>(File.ReadAllText(path));
        }
        catch (YamlException wrong)
        {
            throw new InvalidDataException($"{path}, line {wrong.Start.Line}: {wrong.InnerException?.Message ?? wrong.Message}", wrong);
        }
    }

    private static ImmutableArray<CalendarDay> ReadDays(string path, int firstYear, int lastYear)
    {
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || !string.Equals(lines[0], Header, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}, line 1: the columns must be {Header}.");
        }

        var days = ImmutableArray.CreateBuilder<CalendarDay>();
        for (var i = 1; i < lines.Length; i++)
        {
            var day = ParseDay(lines[i]);
            if (day is null || day.Date.Year < firstYear || day.Date.Year > lastYear || (days.Count > 0 && days[^1].Date >= day.Date))
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture, $"{path}, line {i + 1}: not a day, outside the years covered, out of order, listed twice, or its weekday is wrong."));
            }

            days.Add(day);
        }

        return days.ToImmutable();
    }

    /// <summary>One line; null when it is malformed. The weekday is there for people, and checked because they mistype dates.</summary>
    private static CalendarDay? ParseDay(string line)
    {
        var cells = line.Split(',');
        if (cells.Length != 9 || line.Contains('"', StringComparison.Ordinal) || KindOf(cells[2]) is not { } kind)
        {
            return null;
        }

        var (date, from) = (Iso.Parse(cells[0]), cells[6].Length == 0 ? null : Iso.Parse(cells[6]));
        return date.Success && from is null or { Success: true } && date.Value.DayOfWeek.ToString().StartsWith(cells[1], StringComparison.Ordinal)
            ? new CalendarDay(date.Value, kind, new Names(cells[3], cells[4], cells[5]), from?.Value, cells[7], cells[8])
            : null;
    }

    private static DayKind? KindOf(string text) => text switch
    {
        "holiday" => DayKind.Holiday,
        "substitute" => DayKind.Substitute,
        "religious_day_off" => DayKind.ReligiousDayOff,
        "transfer_off" => DayKind.TransferOff,
        "transfer_work" => DayKind.TransferWork,
        _ => null,
    };

    private static Schedule ToSchedule(ScheduleFile file)
    {
        var week = file.Week switch
        {
            "five-day" => Week.FiveDay,
            "six-day" => Week.SixDay,
            _ => throw new FormatException($"Schedule '{file.Key}': the week is five-day or six-day, not '{file.Week}'."),
        };
        var follows = file.FollowsTransfers ?? week == Week.FiveDay;
        var schedule = new Schedule(
            file.Key, new Names(file.Name.Kk, file.Name.Ru, file.Name.En), week, OfficeHours.Parse(file.Hours), follows, file.Source);
        schedule.Check();
        return schedule;
    }

    private sealed class SetFile
    {
        public required string Key { get; set; }

        public required int Edition { get; set; }

        public required int FirstYear { get; set; }

        public required int LastYear { get; set; }

        public required string Days { get; set; }

        public required List<ScheduleFile> Schedules { get; set; }
    }

    private sealed class ScheduleFile
    {
        public required string Key { get; set; }

        public required string Source { get; set; }

        public required string Week { get; set; }

        public bool? FollowsTransfers { get; set; }

        public required string Hours { get; set; }

        public required NamesFile Name { get; set; }
    }

    private sealed class NamesFile
    {
        public required string Kk { get; set; }

        public required string Ru { get; set; }

        public required string En { get; set; }
    }
}
