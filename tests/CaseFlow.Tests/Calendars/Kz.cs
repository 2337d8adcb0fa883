using CaseFlow.Core.Calendars;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Tests.Calendars;

/// <summary>The calendars that ship, as the tests need them.</summary>
internal static class Kz
{
    public static readonly string Folder = Path.Combine(Repository.Root, "workflows", "calendars");
    public static readonly CalendarSet Set = CalendarFiles.Read(Path.Combine(Folder, "kz.yaml"));
    public static readonly WorkingCalendar Leb = Set.For("leb", "Asia/Almaty");
    public static readonly WorkingCalendar Psc = Set.For("psc", "Asia/Almaty");
    public static readonly WorkingCalendar Complaints = Set.For("leb-complaints", "Asia/Almaty");

    /// <summary>The six-day week of an office that observes the transfers.</summary>
    public static readonly WorkingCalendar PscWithTransfers = (Set with
    {
        Schedules = [.. Set.Schedules.Select(s => s.Week == Week.SixDay ? s with { FollowsTransfers = true } : s)],
    }).For("psc", "Asia/Almaty");

    public static LocalDate Day(string iso) => LocalDatePattern.Iso.Parse(iso).GetValueOrThrow();

    /// <summary>An instant written with its offset, so that the test states the zone's history instead of asking for it.</summary>
    public static Instant At(string iso) => OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd' 'HH':'mmo<G>").Parse(iso).GetValueOrThrow().ToInstant();
}
