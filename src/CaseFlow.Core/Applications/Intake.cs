using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Files;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Running;
using CaseFlow.Core.Services;
using CaseFlow.Core.Texts;
using CaseFlow.Engine;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Applications;

/// <summary>Takes an application in: checks it, and begins the case with everything that was handed in, in one commit.</summary>
public sealed class Intake(CaseFlowDb db, ProcessRunner runner, DefinitionCatalog definitions, OfficeCalendars calendars, IClock clock)
{
    /// <summary>An id for the case of a form that is being opened.</summary>
    public long Reserve() => db.Keys.Next(inTransaction: false);

    /// <summary>Accepts the application, or says why not.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no clerk of the office, or the id is another office's case.</exception>
    /// <exception cref="KeyNotFoundException">No version of the process is in force.</exception>
    public Task<AcceptanceResult> Accept(Scope scope, Acceptance acceptance, CancellationToken cancellation) =>
        Take(scope, acceptance, begin: true, cancellation)!;

    /// <summary>What <see cref="Accept"/> would say, without beginning the case; null when it would accept.</summary>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    /// <exception cref="KeyNotFoundException">As above.</exception>
    public Task<AcceptanceResult?> Examine(Scope scope, Acceptance acceptance, CancellationToken cancellation) =>
        Take(scope, acceptance, begin: false, cancellation);

    private async Task<AcceptanceResult?> Take(Scope scope, Acceptance acceptance, bool begin, CancellationToken cancellation)
    {
        if (!scope.Has(Roles.Clerk, acceptance.OfficeId))
        {
            throw new UnauthorizedAccessException("Only a clerk of the office accepts applications.");
        }

        if (await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == acceptance.CaseId, cancellation) is { } known)
        {
            return known.IntakeOfficeId == acceptance.OfficeId
                ? new Accepted(acceptance.CaseId, Repeated: true)
                : throw new UnauthorizedAccessException("The case is another office's.");
        }

        var now = clock.GetCurrentInstant();
        var definitionId = await definitions.InForce(acceptance.ProcessKey, now, cancellation);
        var definition = await definitions.Get(definitionId);
        var competent = acceptance.LocalityId is { } locality ? await Localities.CompetentOfficeAsync(db, locality, cancellation) : null;
        if (competent is not null && competent.Id != acceptance.OfficeId)
        {
            return new NotCompetent(competent);
        }

        var errors = await Check(acceptance, definition.Service, competent, now, cancellation);
        if (errors.Count > 0)
        {
            return new Invalid(errors);
        }

        var missing = Missing(acceptance, definition.Service);
        if (missing.Count > 0 && !acceptance.Insists)
        {
            return new Incomplete(missing);
        }

        if (missing.Count > 0 && definition.Service.IncompleteGround is null)
        {
            return new Invalid([new FieldError(nameof(Acceptance.Documents), "intake.error.no-ground")]);
        }

        return begin ? await Begin(scope, acceptance, definition, definitionId, missing, now, cancellation) : null;
    }

    private static IReadOnlyList<RequiredDocument> Missing(Acceptance acceptance, ServicePackage service) =>
        [.. service.Documents.Where(document => document.IsRequired(acceptance.Representative is not null) && !Given(acceptance, document.Id))];

    private static bool Given(Acceptance acceptance, string documentId) =>
        acceptance.Documents.Any(document => document.Given && string.Equals(document.DocumentId, documentId, StringComparison.Ordinal));

    private async Task<AcceptanceResult> Begin(
        Scope scope, Acceptance acceptance, Definition definition, long definitionId, IReadOnlyList<RequiredDocument> missing, Instant now, CancellationToken cancellation)
    {
        var complete = missing.Count == 0;
        var command = new CaseCommand(
            acceptance.CaseId,
            "start",
            new Start(definition.Graph.Definition, acceptance.CaseId.ToString(CultureInfo.InvariantCulture))
            {
                Variables = Variables.Of(("packageComplete", Value.Of(complete)), ("ground", Value.Of(complete ? Result.NoGround : definition.Service.IncompleteGround!))),
            },
            scope.UserId ?? 0)
        {
            New = new NewCase(definition.Service.Key, definitionId, acceptance.OfficeId, acceptance.OfficeId),
            Alongside = (database, started, cancel) => Write(database, started, acceptance, missing, scope.UserId ?? 0, now, cancel),
        };
        return await runner.Run(command, cancellation) switch
        {
            Committed => new Accepted(acceptance.CaseId, Repeated: false),
            AlreadyDone => new Accepted(acceptance.CaseId, Repeated: true),
            Refused refused => throw new InvalidOperationException($"The case could not begin: {refused.Code}."),
            var other => throw new InvalidOperationException($"Unexpected result {other.GetType().Name}."),
        };
    }

    /// <summary>The rows of the application, in the transaction of the first step.</summary>
    private static async Task Write(
        CaseFlowDb database, Case started, Acceptance acceptance, IReadOnlyList<RequiredDocument> missing, long acceptedBy, Instant now, CancellationToken cancellation)
    {
        database.Add(new Application
        {
            CaseId = started.Id,
            Language = acceptance.Language,
            LocalityId = acceptance.LocalityId!.Value,
            FarmAddress = PersonText.Clean(acceptance.FarmAddress),
            AcceptedAt = now,
            AcceptedBy = acceptedBy,
            PackageComplete = missing.Count == 0,
            PickupAt = now,
            PublicToken = PublicToken.New(),
        });
        // What was handed in, then what is missing; a paper that nobody needs and nobody gave is neither.
        var documents = acceptance.Documents.Where(document => document.Given)
            .Concat(missing.Select(document => new HandedIn(document.Id, "", Given: false, Returned: false, FileId: 0)));
        database.AddRange(documents.Select((document, index) => new ApplicationDocument
        {
            CaseId = started.Id,
            No = index + 1,
            DocumentId = document.DocumentId,
            Name = PersonText.Clean(document.Name),
            Given = document.Given,
            Returned = document.Returned,
            FileId = document.FileId,
        }));
        await PutParty(database, acceptance.Applicant, started.Id, 1, PartyRole.Applicant, acceptance.Language, cancellation);
        if (acceptance.Representative is { } representative)
        {
            await PutParty(database, representative, started.Id, 2, PartyRole.Representative, acceptance.Language, cancellation);
        }
    }

    private static Task PutParty(CaseFlowDb database, CaseParty party, long caseId, int no, PartyRole role, string language, CancellationToken cancellation)
    {
        (party.CaseId, party.No, party.Role, party.Language) = (caseId, no, role, language);
        return CaseParties.Put(database, party, cancellation);
    }

    private async Task<IReadOnlyList<FieldError>> Check(
        Acceptance acceptance, ServicePackage service, Office? competent, Instant now, CancellationToken cancellation)
    {
        var errors = new List<FieldError>();
        if (competent is null)
        {
            errors.Add(new FieldError(nameof(Acceptance.LocalityId), "intake.error.locality"));
        }

        if ((service.AsksAddress && string.IsNullOrWhiteSpace(acceptance.FarmAddress)) || acceptance.FarmAddress.Length > Application.AddressLength)
        {
            errors.Add(new FieldError(nameof(Acceptance.FarmAddress), service.Application is null ? "intake.error.farm-address" : "intake.error.address"));
        }

        if (acceptance.Language is not (Languages.Kk or Languages.Ru))
        {
            errors.Add(new FieldError(nameof(Acceptance.Language), PersonErrors.Language));
        }

        var calendar = await calendars.Of(db, acceptance.OfficeId, cancellation);
        var today = calendar.DateOf(now);
        acceptance.Applicant.Role = PartyRole.Applicant;
        CheckParty(errors, nameof(Acceptance.Applicant), acceptance.Applicant, today, documentGiven: Given(acceptance, "identityCard"), powerGiven: true);
        if (acceptance.Representative is { } representative)
        {
            representative.Role = PartyRole.Representative;
            CheckParty(errors, nameof(Acceptance.Representative), representative, today, documentGiven: true, powerGiven: Given(acceptance, "powerOfAttorney"));
        }

        CheckDocuments(errors, acceptance, service);
        await CheckFiles(errors, acceptance, cancellation);
        CheckTerms(errors, service, calendar, now);
        return errors;
    }

    /// <summary>The particulars of a paper that was not handed in cannot be asked for; it is then missing from the package.</summary>
    private static void CheckParty(List<FieldError> errors, string prefix, CaseParty party, LocalDate today, bool documentGiven, bool powerGiven)
    {
        // The language is the application's, and has been checked.
        party.Language = Languages.Kk;
        CaseParties.Clean(party);
        errors.AddRange(CaseParties.Check(party, today)
            .Where(error => documentGiven || !IsOfAbsentPaper(error, nameof(CaseParty.Document)))
            .Where(error => powerGiven || !IsOfAbsentPaper(error, "Power"))
            .Select(error => error.Under(prefix)));
    }

    private static bool IsOfAbsentPaper(FieldError error, string paper) =>
        error.Field.StartsWith(paper, StringComparison.Ordinal)
        && error.Key is PersonErrors.Required or PersonErrors.DocumentExpired or PersonErrors.PowerExpired;

    /// <summary>P11.1: an original is compared with its copy and given back before the receipt is.</summary>
    private static void CheckDocuments(List<FieldError> errors, Acceptance acceptance, ServicePackage service)
    {
        for (var index = 0; index < acceptance.Documents.Count; index++)
        {
            var handedIn = acceptance.Documents[index];
            var known = service.Documents.FirstOrDefault(document => string.Equals(document.Id, handedIn.DocumentId, StringComparison.Ordinal));
            var field = string.Create(CultureInfo.InvariantCulture, $"{nameof(Acceptance.Documents)}[{index}]");
            if (known is { IsOriginal: true } && handedIn is { Given: true, Returned: false })
            {
                errors.Add(new FieldError(field + ".Returned", "intake.error.not-returned"));
            }
            else if (known is null && (string.IsNullOrWhiteSpace(handedIn.Name) || handedIn.Name.Length > ApplicationDocument.NameLength))
            {
                errors.Add(new FieldError(field + ".Name", "intake.error.document-name"));
            }
        }
    }

    /// <summary>Only scans that were uploaded with this very form.</summary>
    private async Task CheckFiles(List<FieldError> errors, Acceptance acceptance, CancellationToken cancellation)
    {
        var named = acceptance.Documents.Select(document => document.FileId).Where(id => id != 0).ToArray();
        var known = await db.Set<StoredFile>().CountAsync(file => named.Contains(file.Id) && file.CaseId == acceptance.CaseId, cancellation);
        if (known != named.Distinct().Count())
        {
            errors.Add(new FieldError(nameof(Acceptance.Documents), "intake.error.file"));
        }
    }

    /// <summary>A term that cannot be counted is told now, not as an incident afterwards.</summary>
    private static void CheckTerms(List<FieldError> errors, ServicePackage service, WorkingCalendar calendar, Instant now)
    {
        try
        {
            foreach (var term in service.Terms.Values)
            {
                Deadline.Compute(now, term.Term, calendar, term.Rule);
            }
        }
        catch (CalendarEndsException ends)
        {
            // As text: a year is no quantity.
            errors.Add(new FieldError("", "intake.error.calendar-ends", ends.Year.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
