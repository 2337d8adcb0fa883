using NodaTime;

namespace CaseFlow.Core.Access;

/// <summary>
/// The day by which roles begin and end: that of the capital, for all. The country's zones were an hour apart until 2024,
/// and a role does not hang on an hour.
/// </summary>
public static class AccessDays
{
    /// <summary>Its zone.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Asia/Almaty"];

    /// <summary>Today.</summary>
    public static LocalDate Today(IClock clock) => clock.GetCurrentInstant().InZone(Zone).Date;
}
