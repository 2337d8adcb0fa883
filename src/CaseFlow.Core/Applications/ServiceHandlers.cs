using CaseFlow.Core.Calendars;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Running;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Applications;

/// <summary>
/// What the definitions of services may ask for by name. All of it works in the step's own transaction: a number, a
/// deadline, a letter. Which letters there are and how numbers look is the package's business.
/// </summary>
public sealed class ServiceHandlers(
    DefinitionCatalog definitions, OfficeCalendars calendars, ILetterPainter painter, TextCatalog texts, ServiceHandlerOptions options) : IHandlerSource
{
    private readonly HandlerWork work = new(calendars, painter, texts, options);

    /// <inheritdoc />
    public void AddTo(Handlers handlers) => handlers
        .AddLocal("registerApplication", RegisterApplication)
        .AddLocal("issueResult", IssueResult)
        .AddLocal("placeReady", PlaceReady)
        .AddLocal("warnOfDeadline", WarnOfDeadline)
        .AddLocal("recordLateness", RecordLateness);

    /// <summary>P14, P7: a number, the deadlines of the service, the time from which the result is handed out, and the receipt.</summary>
    private async Task<ServiceAnswer> RegisterApplication(ServiceCall call, CancellationToken cancellation)
    {
        var definition = await definitions.Get(call.DefinitionId);
        var application = await FindApplication(call, cancellation);
        var calendar = await calendars.Of(call.Db, call.Case.OfficeId, cancellation);
        Deadline? last = null;
        foreach (var (requirementId, term) in definition.Service.Terms)
        {
            var deadline = await work.StartDeadline(call, requirementId, term, application.AcceptedAt, call.Case.OfficeId, cancellation);
            last = last is null || deadline.DueAt > last.DueAt ? deadline : last;
        }

        var lastDay = last?.LastDay ?? calendar.DateOf(application.AcceptedAt);
        application.PickupAt = OfficeDates.PickupTime(calendar, lastDay, definition.Service.PickupTime);
        await call.Save(cancellation);
        call.Case.Number = await Draw(call, definition, "application", calendar, cancellation);
        var termDays = definition.Service.Terms.Values.Select(term => term.Term).OfType<Term.WorkingDays>().Select(days => days.Count).FirstOrDefault();
        var values = await Values(call).Receipt(call.Case, definition, application, lastDay, termDays, cancellation);
        await work.Make(call, definition, "receipt", application.Language, call.Case.OfficeId, call.Case.Number, values, cancellation);
        return ServiceAnswer.Done;
    }

    /// <summary>P5: the certificate, or the reasoned refusal on the ground that the process has found.</summary>
    private async Task<ServiceAnswer> IssueResult(ServiceCall call, CancellationToken cancellation)
    {
        var definition = await definitions.Get(call.DefinitionId);
        var application = await FindApplication(call, cancellation);
        var calendar = await calendars.Of(call.Db, call.Case.OfficeId, cancellation);
        var template = Result.TemplateOf(call.Variables);
        // What was entered in the task before may go into the letter.
        await call.Save(cancellation);
        var number = await Draw(call, definition, template, calendar, cancellation);
        var values = await Result.Values(Values(call), call.Case, definition, application, call.Variables, number, call.ActorId, call.Now, cancellation);
        await work.Make(call, definition, template, application.Language, call.Case.OfficeId, number, values, cancellation);
        return ServiceAnswer.Done;
    }

    /// <summary>R2: the terms of the service are met when the result lies ready.</summary>
    private async Task<ServiceAnswer> PlaceReady(ServiceCall call, CancellationToken cancellation)
    {
        foreach (var requirementId in (await definitions.Get(call.DefinitionId)).Service.Terms.Keys)
        {
            call.MeetDeadline(requirementId);
        }

        return ServiceAnswer.Done;
    }

    private Task<ServiceAnswer> WarnOfDeadline(ServiceCall call, CancellationToken cancellation) =>
        TellHeads(call, "due-soon", cancellation);

    /// <summary>The runner has put the lateness on record; the head is told (the process gives the head a task, too).</summary>
    private Task<ServiceAnswer> RecordLateness(ServiceCall call, CancellationToken cancellation) =>
        TellHeads(call, "late", cancellation);

    private async Task<ServiceAnswer> TellHeads(ServiceCall call, string text, CancellationToken cancellation)
    {
        await work.TellHeads(call, call.Case.OfficeId, text, cancellation);
        return ServiceAnswer.Done;
    }

    private LetterValues Values(ServiceCall call) => new(call.Db, calendars, texts, options.PublicAddress);

    private static async Task<Application> FindApplication(ServiceCall call, CancellationToken cancellation) =>
        call.Db.Set<Application>().Local.FirstOrDefault(row => row.CaseId == call.Case.Id)
        ?? await call.Db.Set<Application>().SingleAsync(row => row.CaseId == call.Case.Id, cancellation);

    private static async Task<string> Draw(ServiceCall call, Definition definition, string series, WorkingCalendar calendar, CancellationToken cancellation)
    {
        var year = calendar.DateOf(call.Now).Year;
        var code = await call.Db.Set<Office>().Where(office => office.Id == call.Case.OfficeId).Select(office => office.Code).SingleAsync(cancellation);
        var no = await Journal.Draw(call.Db, call.Case.OfficeId, series, year, cancellation);
        return Journal.Format(definition.Service.Numbering[series], code, year, no);
    }
}

/// <param name="PublicAddress">Public address of the installation; empty: letters carry no QR code.</param>
/// <param name="SendMail">Whether mail is configured.</param>
public sealed record ServiceHandlerOptions(string PublicAddress, bool SendMail);
