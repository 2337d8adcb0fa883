using CaseFlow.Core.Calendars;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Localization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Pages.Intake;

/// <summary>What a person has to know to get to the competent office.</summary>
/// <param name="LocalityId">Where the farm lies.</param>
/// <param name="Name">The office.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Phones">As printed in the directory.</param>
/// <param name="Hours">A line for each group of days with the same hours.</param>
public sealed record OfficeCard(long LocalityId, Line Name, Line Address, IReadOnlyList<string> Phones, IReadOnlyList<string> Hours)
{
    /// <summary>Reads the card of an office.</summary>
    public static async Task<OfficeCard> ReadAsync(
        CaseFlowDb db, OfficeCalendars calendars, PageTexts texts, long localityId, Office office, CancellationToken cancel)
    {
        var phones = await db.Set<OfficeContact>().AsNoTracking()
            .Where(contact => contact.OfficeId == office.Id && (contact.Kind == ContactKind.Phone || contact.Kind == ContactKind.PhoneAndFax))
            .OrderBy(contact => contact.No).Select(contact => contact.Printed).ToListAsync(cancel);
        var hours = (await calendars.Of(db, office.Id, cancel)).Hours;
        return new OfficeCard(localityId, office.Name(texts.Language), office.Address(texts.Language), phones, Lines(hours, texts.Language));
    }

    /// <summary>A line for each group of days with the same hours.</summary>
    public static IReadOnlyList<string> Lines(OfficeHours hours, string language)
    {
        var lines = new List<string>();
        var from = IsoDayOfWeek.Monday;
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if (day < IsoDayOfWeek.Sunday && hours.On(day + 1).SequenceEqual(hours.On(from)))
            {
                continue;
            }

            if (hours.On(from) is { IsEmpty: false } periods)
            {
                var days = from == day ? Writing.Weekday(day, language) : $"{Writing.Weekday(from, language)} – {Writing.Weekday(day, language)}";
                lines.Add($"{days}: {string.Join(", ", periods.Select(static period => $"{Writing.Time(period.From)}–{Writing.Time(period.To)}"))}");
            }

            from = day + 1;
        }

        return lines;
    }
}
