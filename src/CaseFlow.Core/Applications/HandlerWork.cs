using System.Text.Json;
using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Mail;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Running;
using CaseFlow.Core.Services;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Applications;

/// <summary>What the handlers of services and of complaints do alike, all of it within the step's own transaction.</summary>
internal sealed class HandlerWork(OfficeCalendars calendars, ILetterPainter painter, TextCatalog texts, ServiceHandlerOptions options)
{
    /// <summary>Starts a deadline in the week and the closing hour of an office (R6).</summary>
    public async Task<Deadline> StartDeadline(ServiceCall call, string requirementId, ServiceTerm term, Instant from, long officeId, CancellationToken cancellation)
    {
        var calendar = await calendars.Of(call.Db, officeId, cancellation, term.Schedule);
        var deadline = Deadline.Compute(from, term.Term, calendar, term.Rule);
        call.StartDeadline(new CaseDeadline
        {
            RequirementId = requirementId,
            StartedAt = from,
            Term = term.Text,
            OfficeId = officeId,
            CalendarVersion = calendar.Version,
            DueAt = deadline.DueAt,
            Explanation = DeadlineJson.Write(deadline.Explanation),
        });
        return deadline;
    }

    /// <summary>Makes a letter of the version's templates.</summary>
    public async Task<StoredLetter> Make(
        ServiceCall call, Definition definition, string template, string language, long officeId, string number, JsonElement values, CancellationToken cancellation)
    {
        var office = await call.Db.Set<Office>().AsNoTracking().SingleAsync(found => found.Id == officeId, cancellation);
        return LetterStore.Add(
            call.Db,
            painter,
            definition.Letters[$"{template}.{language}"],
            values,
            new LetterOrder(call.Case.Id, number, office.Name(language).Text, call.ActorId, call.Now));
    }

    /// <summary>A mail to every head of an office who has an address.</summary>
    public async Task TellHeads(ServiceCall call, long officeId, string text, CancellationToken cancellation)
    {
        var today = (await calendars.Of(call.Db, officeId, cancellation)).DateOf(call.Now);
        Tell(call, await OfficePeople.Heads(call.Db, officeId, today, cancellation), text);
    }

    /// <summary>A mail to each who has an address; it names the case's number and nobody.</summary>
    public void Tell(ServiceCall call, IEnumerable<User> people, string text)
    {
        foreach (var person in people.Where(person => options.SendMail && !string.IsNullOrEmpty(person.Email)))
        {
            call.Send(new MailMessage(
                person.Email!,
                texts.In(person.Language, $"mail.{text}.subject", call.Case.Number).Text,
                texts.In(person.Language, $"mail.{text}.body", call.Case.Number).Text));
        }
    }
}
