using System.Text.Json;
using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Letters;
using CaseFlow.Core.People;
using CaseFlow.Core.Running;
using CaseFlow.Core.Services;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>What the handlers of complaints have in common: all of it within the step's own transaction.</summary>
internal sealed class ComplaintWork(ComplaintServices services)
{
    private readonly HandlerWork work = new(services.Calendars, services.Painter, services.Texts, services.Options);

    public ComplaintSecret Secrets => services.Secrets;

    public Task<Definition> DefinitionOf(ServiceCall call) => services.Definitions.Get(call.DefinitionId);

    public ComplaintBodies Bodies(ServiceCall call) => new(call.Db, services.Calendars, services.Definitions);

    public ComplaintLetterValues Values(ServiceCall call) => new(call.Db, services.Calendars, services.Texts, services.Options.PublicAddress);

    public Task<WorkingCalendar> CalendarOf(ServiceCall call, long officeId, CancellationToken cancellation, string? schedule = null) =>
        services.Calendars.Of(call.Db, officeId, cancellation, schedule);

    /// <summary>The complaint, to be changed; the step writes it.</summary>
    public static async Task<Complaint> Find(ServiceCall call, CancellationToken cancellation) =>
        call.Db.Set<Complaint>().Local.FirstOrDefault(row => row.CaseId == call.Case.Id)
        ?? await call.Db.Set<Complaint>().SingleAsync(row => row.CaseId == call.Case.Id, cancellation);

    /// <summary>An id or a number among the variables; 0: none.</summary>
    public static long Number(ServiceCall call, string name) =>
        call.Variables.GetValueOrDefault(name) is NumberValue number ? decimal.ToInt64(number.Number) : 0;

    public static string Text(ServiceCall call, string name) => call.Variables.GetValueOrDefault(name) is TextValue text ? text.Text : "";

    /// <summary>Starts a deadline in the week and the closing hour of an office (R6).</summary>
    public Task StartDeadline(ServiceCall call, string id, ServiceTerm term, Instant from, long officeId, CancellationToken cancellation) =>
        work.StartDeadline(call, id, term, from, officeId, cancellation);

    /// <summary>What was owed is done or not owed any more: the reply, and the inner terms of those above.</summary>
    public static void MeetReplyDeadlines(ServiceCall call)
    {
        call.MeetDeadline(ComplaintSettings.Reply);
        for (var no = 1; call.FindDeadline(InnerId(no)) is not null; no++)
        {
            call.MeetDeadline(InnerId(no));
        }
    }

    /// <summary>R4.1, R4.2 …: the inner term of the first body above that was asked, the second, and so on.</summary>
    public static string InnerId(long no) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ComplaintSettings.Inner}.{no}");

    /// <summary>Reports each body that was passed over: somebody must see to it that it has a head.</summary>
    public static void ReportPassed(ServiceCall call, ComplaintRoute route)
    {
        foreach (var passed in route.Passed)
        {
            call.Report(RunnerCodes.NobodyDecides, passed.Why == PassedWhy.NoHead
                ? $"The office {passed.Office.Code} has no head who could decide on the complaint."
                : $"The only head of the office {passed.Office.Code} is the person complained of.");
        }
    }

    /// <summary>A mail to every head of an office who has an address; it names the complaint's number and nobody.</summary>
    public Task TellHeads(ServiceCall call, long officeId, string text, CancellationToken cancellation) => work.TellHeads(call, officeId, text, cancellation);

    /// <summary>The same to those of its chancery, and to the heads.</summary>
    public async Task TellChancery(ServiceCall call, string text, CancellationToken cancellation)
    {
        var officeId = call.Case.OfficeId;
        var today = (await CalendarOf(call, officeId, cancellation)).DateOf(call.Now);
        var people = await OfficePeople.With(call.Db, officeId, Roles.Chancery, today, cancellation);
        work.Tell(call, people.Concat(await OfficePeople.Heads(call.Db, officeId, today, cancellation)).DistinctBy(user => user.Id), text);
    }

    /// <summary>Makes a letter of the version's templates in the complainant's language.</summary>
    public async Task<StoredLetter> Make(
        ServiceCall call, string template, Complaint complaint, long officeId, string number, JsonElement values, CancellationToken cancellation) =>
        await work.Make(call, await DefinitionOf(call), template, complaint.Language, officeId, number, values, cancellation);

    /// <summary>Puts a letter to the complainant into the dispatch register; an anonymous complaint has nobody to write to.</summary>
    public static async Task Post(ServiceCall call, StoredLetter letter, long officeId, DispatchPurpose purpose, CancellationToken cancellation)
    {
        if (await Complainant(call, cancellation) is { Address.Length: > 0 } complainant)
        {
            DispatchRegister.Add(
                call.Db, call.Case.Id, letter, officeId, purpose, complainant.PersonName.Full, complainant.Address, call.Now, call.ActorId);
        }
    }

    public static Task<CaseParty?> Complainant(ServiceCall call, CancellationToken cancellation) =>
        call.Db.Set<CaseParty>().FirstOrDefaultAsync(party => party.CaseId == call.Case.Id && party.Role == PartyRole.Applicant, cancellation);

    /// <summary>The copy of the reply by e-mail, for a complainant who asked for it.</summary>
    public async Task SendCopy(ServiceCall call, Complaint complaint, CancellationToken cancellation)
    {
        if (!services.Options.SendMail || !complaint.WantsEmail || await Complainant(call, cancellation) is not { Email.Length: > 0 } complainant
            || await LetterStore.Newest(call.Db, call.Case.Id, "reply", cancellation) is not { } letter
            || await LetterStore.Read(call.Db, call.Case.Id, letter.Id, cancellation) is not var (_, pdf))
        {
            return;
        }

        var parts = new LetterParts(call.Db, services.Calendars, services.Texts, services.Options.PublicAddress);
        call.Send(await ReplyCopy.Make(call.Db, parts, services.Texts, call.Case, complaint, complainant.Email, letter, pdf, cancellation));
    }
}
