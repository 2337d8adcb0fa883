using System.Collections.Frozen;
using NodaTime;

namespace CaseFlow.Core.Calendars;

/// <summary>The time zone of each oblast and city of republican significance, from the data file, with NodaTime's own tz history.</summary>
public sealed class TimeZones
{
    private const string Header = "name_kk,name_ru,zone";
    private readonly FrozenDictionary<string, DateTimeZone> _byName;

    private TimeZones(FrozenDictionary<string, DateTimeZone> byName) => _byName = byName;

    /// <summary>The zone of an oblast or city by its Kazakh or Russian name.</summary>
    /// <exception cref="KeyNotFoundException">No zone is entered for it.</exception>
    public DateTimeZone Of(string region) =>
        _byName.TryGetValue(region, out var zone) ? zone : throw new KeyNotFoundException($"No time zone is entered for '{region}'.");

    /// <summary>Reads the data file.</summary>
    /// <exception cref="InvalidDataException">A line is malformed, or names a zone that the tz database does not have.</exception>
    public static TimeZones Read(string csvPath)
    {
        var lines = File.ReadAllLines(csvPath);
        if (lines.Length == 0 || !string.Equals(lines[0], Header, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{csvPath}, line 1: the columns must be {Header}.");
        }

        var zones = new Dictionary<string, DateTimeZone>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',');
            var zone = cells.Length == 3 ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(cells[2]) : null;
            if (zone is null || !zones.TryAdd(cells[0], zone) || !zones.TryAdd(cells[1], zone))
            {
                throw new InvalidDataException($"{csvPath}: '{line}' is malformed, named twice, or has an unknown zone.");
            }
        }

        return new TimeZones(zones.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
