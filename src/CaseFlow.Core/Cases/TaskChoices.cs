using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Forms;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>Choices of a form that come from the office's own data (form-js valuesKey).</summary>
public sealed class TaskChoices(CaseFlowDb db, HouseholdMatching register, OfficeCalendars calendars, DefinitionCatalog definitions, IClock clock)
{
    /// <summary>valuesKey of the grounds of refusal of the case's service.</summary>
    public const string RefusalGrounds = "refusalGrounds";

    /// <summary>Every valuesKey that a form may name.</summary>
    public static IReadOnlyList<string> Keys { get; } = [RefusalGrounds, "heads", "foundAccounts", "complaintBodies"];

    /// <summary>The choices for every valuesKey of the form.</summary>
    /// <exception cref="NotSupportedException">The form names choices that this program does not know.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> For(Case row, FormDefinition? form, CancellationToken cancellation)
    {
        var choices = new Dictionary<string, IReadOnlyList<Choice>>(StringComparer.Ordinal);
        foreach (var key in form?.Fields.Select(field => field.ChoicesKey).OfType<string>().Distinct(StringComparer.Ordinal) ?? [])
        {
            choices[key] = key switch
            {
                RefusalGrounds => [.. (await definitions.Get(row.DefinitionId)).Service.RefusalGrounds.Select(static ground => new Choice(ground.Id, ground.Wording.In(Texts.Languages.Kk)))],
                "heads" => await Heads(row.OfficeId, cancellation),
                // A closed account is shown beside the task, but nothing is certified by it.
                "foundAccounts" => [.. (await FoundAccounts(row, cancellation)).Where(static found => !found.Account.Closed).Select(Describe)],
                "complaintBodies" => [.. (await new ComplaintBodies(db, calendars, definitions).ForwardedTo(row, clock.GetCurrentInstant(), cancellation))
                    .Select(static office => new Choice(office.Id.ToString(CultureInfo.InvariantCulture), office.Name(Texts.Languages.Kk).Text))],
                _ => throw new NotSupportedException($"A form asks for the choices «{key}», which are not known."),
            };
        }

        return choices;
    }

    /// <summary>The accounts of the competent office that may be the applicant's (P16.2).</summary>
    public async Task<IReadOnlyList<FoundAccount>> FoundAccounts(Case row, CancellationToken cancellation)
    {
        var applicant = await db.Set<CaseParty>().AsNoTracking().FirstOrDefaultAsync(party => party.CaseId == row.Id && party.Role == PartyRole.Applicant, cancellation);
        var application = await db.Set<Application>().AsNoTracking().FirstOrDefaultAsync(found => found.CaseId == row.Id, cancellation);
        if (applicant is null || application is null)
        {
            return [];
        }

        var place = await db.Set<Locality>().AsNoTracking().FirstOrDefaultAsync(locality => locality.Id == application.LocalityId, cancellation);
        return await register.Find(row.OfficeId, applicant.Iin, applicant.PersonName, $"{place?.NameKk} {application.FarmAddress}", cancellation);
    }

    private static Choice Describe(FoundAccount found) => new(
        found.Account.Id.ToString(CultureInfo.InvariantCulture),
        $"№ {found.Account.Number} — {found.Account.Head}, {found.Account.Locality}, {found.Account.Address}");

    /// <summary>Who may sign for the office today.</summary>
    private async Task<IReadOnlyList<Choice>> Heads(long officeId, CancellationToken cancellation)
    {
        var calendar = await calendars.Of(db, officeId, cancellation);
        var heads = await OfficePeople.Heads(db, officeId, calendar.DateOf(clock.GetCurrentInstant()), cancellation);
        return [.. heads.Select(user => new Choice(user.Id.ToString(CultureInfo.InvariantCulture), user.FullName))];
    }
}
