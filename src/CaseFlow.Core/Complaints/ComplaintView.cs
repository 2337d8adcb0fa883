using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Offices;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Complaints;

/// <summary>All that the page of a complaint shows besides what every case shows.</summary>
public sealed record ComplaintView
{
    public required Complaint Complaint { get; init; }

    public required Case Case { get; init; }

    /// <summary>The office complained of.</summary>
    public required Office About { get; init; }

    /// <summary>The full name of the account complained of; empty: nobody known.</summary>
    public required string AboutUserName { get; init; }

    /// <summary>The body that owes the reply.</summary>
    public required Office Body { get; init; }

    /// <summary>The body above that has been asked and may take it over; null: none waits.</summary>
    public required Office? AskedAbove { get; init; }

    /// <summary>Bodies to which the complainant may go further; empty: a court alone (P23).</summary>
    public required IReadOnlyList<Office> Further { get; init; }

    /// <summary>The service case complained of, with history, documents and deadlines; null: none is named. The bodies that decide see it through the complaint.</summary>
    public required CaseView? ServiceCase { get; init; }

    /// <summary>Cases linked with it, from either end.</summary>
    public required IReadOnlyList<LinkedCase> Links { get; init; }

    /// <summary>Its letters in the dispatch registers, oldest first.</summary>
    public required IReadOnlyList<DispatchItem> Dispatch { get; init; }

    /// <summary>The complaint of this case; null: it is none, or lies outside the scope.</summary>
    public static async Task<ComplaintView?> Find(
        CaseFlowDb db, DefinitionCatalog definitions, OfficeCalendars calendars, Scope scope, long caseId, CancellationToken cancellation)
    {
        var row = await VisibleCases.Find(db, scope, caseId, cancellation);
        var complaint = await db.Set<Complaint>().AsNoTracking().FirstOrDefaultAsync(found => found.CaseId == caseId, cancellation);
        if (row is null || complaint is null)
        {
            return null;
        }

        var above = await db.Set<WorkItem>().AsNoTracking().Where(item => item.CaseId == caseId && item.Element == "takeOver" && item.State == WorkItemState.Open)
            .Select(item => (long?)item.OfficeId).FirstOrDefaultAsync(cancellation);
        var person = await db.Set<User>().AsNoTracking().FirstOrDefaultAsync(user => user.Id == complaint.AboutUserId, cancellation);
        return new ComplaintView
        {
            Complaint = complaint,
            Case = row,
            About = await OfficeOf(db, complaint.AboutOfficeId, cancellation),
            AboutUserName = person?.FullName ?? "",
            Body = await OfficeOf(db, row.OfficeId, cancellation),
            AskedAbove = above is { } office ? await OfficeOf(db, office, cancellation) : null,
            Further = await new ComplaintBodies(db, calendars, definitions).Further(row, complaint, cancellation),
            ServiceCase = complaint.ServiceCaseId == 0 ? null : await CaseView.Find(db, definitions, Scope.Program, complaint.ServiceCaseId, cancellation),
            Links = await LinkedCases.Of(db, scope, caseId, cancellation),
            Dispatch = await db.Set<DispatchItem>().AsNoTracking().Where(item => item.CaseId == caseId).OrderBy(item => item.CreatedAt).ThenBy(item => item.Id).ToListAsync(cancellation),
        };
    }

    private static Task<Office> OfficeOf(CaseFlowDb db, long officeId, CancellationToken cancellation) =>
        db.Set<Office>().AsNoTracking().SingleAsync(office => office.Id == officeId, cancellation);
}
