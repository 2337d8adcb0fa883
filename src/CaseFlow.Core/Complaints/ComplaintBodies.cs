using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>The bodies that a running complaint may come to (R3, R4, R6).</summary>
internal sealed class ComplaintBodies(CaseFlowDb db, OfficeCalendars calendars, DefinitionCatalog definitions)
{
    /// <summary>Where a new complaint goes: to the first body that can decide; a second complaint above the one that decided before.</summary>
    public async Task<(ComplaintRoute Route, IReadOnlyList<Office> Bodies)> First(
        Definition definition, Complaint complaint, Instant now, CancellationToken cancellation)
    {
        var goesUp = complaint.RepeatsCaseId != 0 && definition.Complaint!.Repeated == RepeatedRule.GoesUp;
        var bodies = await ComplaintRouting.BodiesFor(db, definition, complaint.Kind, complaint.AboutOfficeId, cancellation, goesUp);
        if (goesUp)
        {
            var before = await db.Set<Case>().Where(row => row.Id == complaint.RepeatsCaseId).Select(row => row.OfficeId).SingleAsync(cancellation);
            var at = bodies.ToList().FindIndex(body => body.Id == before);
            // Above the top there is nobody but a court: the same body answers again.
            bodies = [.. bodies.Skip(Math.Min(at + 1, bodies.Count - 1))];
        }

        return (await Route(bodies, complaint, now, cancellation), bodies);
    }

    /// <summary>Where an unanswered complaint goes: above the body that owes, and above the one asked last.</summary>
    /// <param name="row">The case.</param>
    /// <param name="complaint">The complaint.</param>
    /// <param name="askedLast">The body above that was asked before; 0: none yet.</param>
    /// <param name="now">The time of the step.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<ComplaintRoute> Up(Case row, Complaint complaint, long askedLast, Instant now, CancellationToken cancellation)
    {
        var above = await ComplaintRouting.Above(db, await definitions.Get(row.DefinitionId), complaint, row.OfficeId, cancellation);
        var at = above.ToList().FindIndex(body => body.Id == askedLast);
        return await Route([.. above.Skip(at + 1)], complaint, now, cancellation);
    }

    /// <summary>To whom a body that is not competent may forward: every other body that decides on the office complained of, and the RSE.</summary>
    public async Task<IReadOnlyList<Office>> ForwardedTo(Case row, Instant now, CancellationToken cancellation)
    {
        var complaint = await db.Set<Complaint>().AsNoTracking().SingleAsync(found => found.CaseId == row.Id, cancellation);
        var definition = await definitions.Get(row.DefinitionId);
        var bodies = new List<Office>(await ComplaintRouting.BodiesFor(db, definition, ComplaintKind.Service, complaint.AboutOfficeId, cancellation));
        bodies.AddRange(await ComplaintRouting.BodiesFor(db, definition, complaint.Kind, complaint.AboutOfficeId, cancellation));
        bodies.AddRange(await db.Set<Office>().AsNoTracking().Where(office => office.Kind == OfficeKind.Rse).ToListAsync(cancellation));
        var able = new List<Office>();
        foreach (var body in bodies.DistinctBy(body => body.Id).Where(body => body.Id != row.OfficeId))
        {
            if ((await Route([body], complaint, now, cancellation)).Body is not null)
            {
                able.Add(body);
            }
        }

        return able;
    }

    /// <summary>The bodies to which the complainant may go further when this one has replied; empty: a court alone (P23).</summary>
    public async Task<IReadOnlyList<Office>> Further(Case row, Complaint complaint, CancellationToken cancellation) =>
        await ComplaintRouting.Above(db, await definitions.Get(row.DefinitionId), complaint, row.OfficeId, cancellation);

    private async Task<ComplaintRoute> Route(IReadOnlyList<Office> bodies, Complaint complaint, Instant now, CancellationToken cancellation)
    {
        var day = bodies.Count == 0 ? default : (await calendars.Of(db, bodies[0].Id, cancellation)).DateOf(now);
        return await ComplaintRouting.FirstThatCan(db, bodies, complaint.AboutUserId, day, cancellation);
    }
}
