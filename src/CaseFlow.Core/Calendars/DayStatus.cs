using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Calendars;

/// <summary>Whether a day is worked, and why.</summary>
/// <param name="Works">True for a working day.</param>
/// <param name="Reason">One of the keys of <see cref="DayReasons"/>.</param>
/// <param name="Names">The reason for people to read, with the holiday's name.</param>
public sealed record DayStatus(bool Works, string Reason, Names Names);

/// <summary>Keys and wordings of the reasons for which a day is worked or not.</summary>
public static class DayReasons
{
    public const string WorkingDay = "working-day";
    public const string Weekend = "weekend";
    public const string Holiday = "holiday";
    public const string Substitute = "substitute";
    public const string ReligiousDayOff = "religious-day-off";
    public const string TransferOff = "transfer-off";
    public const string TransferWork = "transfer-work";

    internal static readonly DayStatus Worked = new(Works: true, WorkingDay, new Names("жұмыс күні", "рабочий день", "working day"));
    internal static readonly DayStatus DayOff = new(Works: false, Weekend, new Names("демалыс күні", "выходной день", "day off"));

    internal static DayStatus Of(CalendarDay day) => day.Kind switch
    {
        DayKind.Holiday => Off(Holiday, day, "мереке күні", "праздничный день", "public holiday"),
        DayKind.Substitute => Off(
            Substitute, day, "мереке демалыс күніне тура келгендіктен демалыс", "день отдыха за праздник, выпавший на выходной", "day off for a holiday that fell on a day off"),
        DayKind.ReligiousDayOff => Off(ReligiousDayOff, day, "демалыс күні", "выходной день", "day off"),
        DayKind.TransferOff when day.TransferredFrom is { } from => Off(
            TransferOff, day, $"{Numeric(from)} орнына", $"вместо {Numeric(from)}", $"in place of {Iso(from)}"),
        DayKind.TransferOff => new DayStatus(Works: false, TransferOff, day.Name),
        _ => new DayStatus(Works: true, TransferWork, day.Name),
    };

    private static DayStatus Off(string reason, CalendarDay day, string kk, string ru, string en) =>
        new(Works: false, reason, new Names($"{day.Name.Kk} ({kk})", $"{day.Name.Ru} ({ru})", $"{day.Name.En} ({en})"));

    private static string Numeric(LocalDate date) => LocalDatePattern.CreateWithInvariantCulture("dd.MM.uuuu").Format(date);

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
