using NodaTime;

namespace CaseFlow.Core.Calendars;

/// <summary>Who last wrote a row: an edition of the data files never overwrites an administrator.</summary>
public enum CalendarOrigin
{
    /// <summary>The data file.</summary>
    File = 1,

    /// <summary>An administrator (R5).</summary>
    Administrator = 2,

    /// <summary>An administrator struck the row out; it stays, so that the next edition does not bring it back.</summary>
    StruckOut = 3,
}

/// <summary>A calendar set as it is stored.</summary>
public sealed class StoredCalendar
{
    public long Id { get; init; }

    public string Key { get; init; } = "";

    /// <summary>The edition of the data files taken in last.</summary>
    public long Edition { get; set; }

    /// <summary>Raised by every change of the set, its days or its schedules; also guards against two writers.</summary>
    public long Version { get; set; }

    public int FirstYear { get; set; }

    public int LastYear { get; set; }

    public List<StoredCalendarDay> Days { get; } = [];

    public List<StoredSchedule> Schedules { get; } = [];
}

/// <summary>A day that differs from the ordinary week, as it is stored.</summary>
public sealed class StoredCalendarDay
{
    public long CalendarId { get; init; }

    public int No { get; init; }

    public LocalDate Date { get; init; }

    public DayKind Kind { get; set; }

    public string NameKk { get; set; } = "";

    public string NameRu { get; set; } = "";

    public string NameEn { get; set; } = "";

    public LocalDate? TransferredFrom { get; set; }

    public string Basis { get; set; } = "";

    public string Confidence { get; set; } = "";

    public CalendarOrigin Origin { get; set; } = CalendarOrigin.File;

    /// <summary>The row as the domain knows it, and back.</summary>
    public CalendarDay Day
    {
        get => new(Date, Kind, new Names(NameKk, NameRu, NameEn), TransferredFrom, Basis, Confidence);
        set
        {
            (Kind, TransferredFrom, Basis, Confidence) = (value.Kind, value.TransferredFrom, value.Basis, value.Confidence);
            (NameKk, NameRu, NameEn) = (value.Name.Kk, value.Name.Ru, value.Name.En);
        }
    }
}

/// <summary>A schedule as it is stored.</summary>
public sealed class StoredSchedule
{
    public long CalendarId { get; init; }

    public int No { get; init; }

    public string Key { get; init; } = "";

    public string NameKk { get; set; } = "";

    public string NameRu { get; set; } = "";

    public string NameEn { get; set; } = "";

    public Week Week { get; set; }

    /// <summary>The hours as <see cref="OfficeHours"/> writes them.</summary>
    public string Hours { get; set; } = "";

    public bool FollowsTransfers { get; set; }

    public string Source { get; set; } = "";

    public CalendarOrigin Origin { get; set; } = CalendarOrigin.File;

    /// <summary>The row as the domain knows it, and back.</summary>
    public Schedule Schedule
    {
        get => new(Key, new Names(NameKk, NameRu, NameEn), Week, OfficeHours.Parse(Hours), FollowsTransfers, Source);
        set
        {
            (Week, Hours, FollowsTransfers, Source) = (value.Week, value.Hours.Text, value.FollowsTransfers, value.Source);
            (NameKk, NameRu, NameEn) = (value.Name.Kk, value.Name.Ru, value.Name.En);
        }
    }
}
