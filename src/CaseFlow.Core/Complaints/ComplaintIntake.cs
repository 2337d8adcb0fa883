using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.People;
using CaseFlow.Core.Running;
using CaseFlow.Core.Texts;
using CaseFlow.Engine;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>
/// Takes a complaint in (P21, P22, P24): checks it, and begins its case with everything that was handed in, its number and
/// its ticket, in one commit.
/// </summary>
public sealed class ComplaintIntake(
    CaseFlowDb db, ProcessRunner runner, DefinitionCatalog definitions, OfficeCalendars calendars, ComplaintSecret secrets, IClock clock)
{
    /// <summary>An id for the case of a form that is being opened; its attachments are stored under it.</summary>
    public long Reserve() => db.Keys.Next(inTransaction: false);

    /// <summary>Registers the complaint, or says what must be mended first.</summary>
    /// <param name="scope">A person of the office's chancery or a clerk; the program itself for the public page.</param>
    /// <param name="complaint">As it was handed in.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="UnauthorizedAccessException">The person is neither, or the id is another office's case.</exception>
    /// <exception cref="KeyNotFoundException">No version of the process is in force, or it is none of complaints.</exception>
    public async Task<ComplaintResult> Register(Scope scope, NewComplaint complaint, CancellationToken cancellation)
    {
        Demand(scope, complaint);
        if (await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == complaint.CaseId, cancellation) is { } known)
        {
            return known.IntakeOfficeId == complaint.OfficeId && known.ProcessKey == complaint.ProcessKey
                ? new ComplaintRegistered(known.Id, Repeated: true)
                : throw new UnauthorizedAccessException("The case is another office's.");
        }

        await secrets.Prepare(cancellation);
        var now = Now();
        var definitionId = await definitions.InForce(complaint.ProcessKey, now, cancellation);
        var definition = await definitions.Get(definitionId);
        var found = await Check(complaint, definition, now, cancellation);
        return found.Errors.Count > 0
            ? new ComplaintInvalid(found.Errors)
            : await Begin(scope.UserId ?? 0, complaint, found, definition, definitionId, now, cancellation);
    }

    /// <summary>What <see cref="Register"/> would say must be mended, without beginning the case; empty when it would register.</summary>
    /// <exception cref="UnauthorizedAccessException">The person may not register complaints there.</exception>
    /// <exception cref="KeyNotFoundException">As for <see cref="Register"/>.</exception>
    public async Task<IReadOnlyList<FieldError>> Examine(Scope scope, NewComplaint complaint, CancellationToken cancellation)
    {
        Demand(scope, complaint);
        var definition = await definitions.Get(await definitions.InForce(complaint.ProcessKey, Now(), cancellation));
        return (await Check(complaint, definition, Now(), cancellation)).Errors;
    }

    /// <summary>The hours in which an office takes complaints (P21.L); a PSC and the RSE take them in their own.</summary>
    public static async Task<WorkingCalendar> HoursOf(
        CaseFlowDb db, OfficeCalendars calendars, ComplaintSettings settings, long officeId, CancellationToken cancellation)
    {
        var kind = await db.Set<Offices.Office>().Where(office => office.Id == officeId).Select(office => office.Kind).SingleAsync(cancellation);
        return await calendars.Of(db, officeId, cancellation, Offices.OfficeKinds.IsLeb(kind) || Offices.OfficeKinds.IsAkimat(kind) ? settings.TakenIn : null);
    }

    private Instant Now() => Instant.FromUnixTimeMilliseconds(clock.GetCurrentInstant().ToUnixTimeMilliseconds());

    private Task<CheckedComplaint> Check(NewComplaint complaint, Definition definition, Instant now, CancellationToken cancellation) =>
        new ComplaintCheck(db, calendars, definition, definition.Complaint ?? throw new KeyNotFoundException($"{complaint.ProcessKey} is no process of complaints."), now)
            .Make(complaint, cancellation);

    private static void Demand(Scope scope, NewComplaint complaint)
    {
        var allowed = scope == Scope.Program
            ? complaint.Channel == ComplaintChannel.Web
            : scope.Has(Roles.Chancery, complaint.OfficeId) || scope.Has(Roles.Clerk, complaint.OfficeId);
        if (!allowed)
        {
            throw new UnauthorizedAccessException("Only the chancery or a clerk of the office registers complaints there.");
        }
    }

    private async Task<ComplaintResult> Begin(
        long acceptedBy, NewComplaint complaint, CheckedComplaint found, Definition definition, long definitionId, Instant now, CancellationToken cancellation)
    {
        var row = Row(complaint, found, acceptedBy);
        var start = new Start(definition.Graph.Definition, complaint.CaseId.ToString(CultureInfo.InvariantCulture))
        {
            Variables = ComplaintVariables.AtStart(row, definition.Complaint!),
        };
        var command = new CaseCommand(complaint.CaseId, "start", start, acceptedBy)
        {
            New = new NewCase(definition.Service.Key, definitionId, complaint.OfficeId, complaint.OfficeId),
            Alongside = async (database, started, cancel) =>
            {
                // The number before anything else: without it nothing is registered. Its counter is held until the commit.
                started.Number = await ComplaintNumbers.Incoming(database, row, complaint.OfficeId, definition.Complaint!, complaint.ReservedNo, now, cancel);
                await Write(database, row, complaint, now, acceptedBy, cancel);
            },
        };
        try
        {
            return await runner.Run(command, cancellation) switch
            {
                Committed => new ComplaintRegistered(complaint.CaseId, Repeated: false),
                AlreadyDone => new ComplaintRegistered(complaint.CaseId, Repeated: true),
                Refused refused => throw new InvalidOperationException($"The case could not begin: {refused.Code}."),
                var other => throw new InvalidOperationException($"Unexpected result {other.GetType().Name}."),
            };
        }
        catch (ReservedNumberTakenException)
        {
            return new ComplaintInvalid([new FieldError(nameof(complaint.ReservedNo), ComplaintErrors.ReservedNumber)]);
        }
        catch (JournalClosedException)
        {
            // The year was closed between the check and the step.
            return new ComplaintInvalid([new FieldError(nameof(complaint.ReceivedAt), ComplaintErrors.YearClosed, row.RegisteredOn.Year.ToString(CultureInfo.InvariantCulture))]);
        }
    }

    private Complaint Row(NewComplaint complaint, CheckedComplaint found, long acceptedBy) => new()
    {
        CaseId = complaint.CaseId,
        Kind = complaint.Kind,
        Channel = complaint.Channel,
        ServiceCaseId = found.ServiceCaseId,
        AboutOfficeId = found.AboutOfficeId,
        AboutUserId = complaint.AboutUserId,
        AboutOfficial = PersonText.Clean(complaint.AboutOfficial),
        Anonymous = complaint.Complainant is null,
        RepeatsCaseId = found.RepeatsCaseId,
        Language = complaint.Language,
        ReceivedAt = found.ReceivedAt,
        PostmarkedOn = complaint.PostmarkedOn,
        RegisteredOn = found.RegisteredOn,
        RegisteredAt = found.RegisteredAt,
        AcceptedBy = acceptedBy,
        PublicToken = PublicToken.New(),
        SecretHash = secrets.HashOf(complaint.CaseId),
        WantsEmail = complaint.WantsEmail,
    };

    /// <summary>The rows of the complaint, in the transaction of the first step; a copy of each, since a step may be repeated.</summary>
    private static async Task Write(CaseFlowDb database, Complaint row, NewComplaint complaint, Instant now, long by, CancellationToken cancellation)
    {
        var stored = new Complaint();
        database.Entry(stored).CurrentValues.SetValues(row);
        database.Add(stored);
        foreach (var (key, text) in new[] { ("complaint", complaint.Text), ("request", complaint.Request) })
        {
            if (PersonText.CleanLines(text) is { Length: > 0 } clean)
            {
                database.Add(new CaseText { CaseId = row.CaseId, Key = key, No = 1, Text = clean, WrittenBy = by, WrittenAt = now });
            }
        }

        Link(database, row, row.ServiceCaseId, CaseLinkKind.ComplaintAbout, now, by);
        Link(database, row, row.RepeatsCaseId, CaseLinkKind.Repeats, now, by);
        await PutParty(database, complaint.Complainant, row, 1, PartyRole.Applicant, cancellation);
        await PutParty(database, complaint.Representative, row, 2, PartyRole.Representative, cancellation);
    }

    private static void Link(CaseFlowDb database, Complaint row, long to, CaseLinkKind kind, Instant now, long by)
    {
        if (to != 0)
        {
            database.Add(new CaseLink { FromCaseId = row.CaseId, ToCaseId = to, Kind = kind, LinkedAt = now, LinkedBy = by });
        }
    }

    private static async Task PutParty(CaseFlowDb database, CaseParty? party, Complaint row, int no, PartyRole role, CancellationToken cancellation)
    {
        if (party is not null)
        {
            (party.CaseId, party.No, party.Role, party.Language) = (row.CaseId, no, role, row.Language);
            await CaseParties.Put(database, party, cancellation);
        }
    }
}
