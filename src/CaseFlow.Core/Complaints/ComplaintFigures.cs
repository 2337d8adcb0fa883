using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>A share: so many of so many.</summary>
public sealed record Share(int Count, int Of)
{
    /// <summary>In per cent, to two places; null: there is nothing to be a share of.</summary>
    public decimal? Percent => Of == 0 ? null : Math.Round(100m * Count / Of, 2, MidpointRounding.AwayFromZero);
}

/// <summary>
/// Indicators 4.1–4.4 of annex 4, of an office and all offices below it. A complaint belongs to the office complained of, and
/// to the period of its registration; a consumer served is a service case that ended in the period.
/// </summary>
/// <param name="Justified">4.1: complaints found justified, wholly or in part, of the consumers served. It can exceed their number.</param>
/// <param name="SatisfiedInTerm">4.2: justified complaints that were considered and satisfied in the set term, of all justified ones.</param>
/// <param name="ProcedureSatisfies">4.3: answers that are satisfied with the complaint procedure, of all answers.</param>
/// <param name="TermsSatisfy">4.4: answers that are satisfied with the terms of complaint, of all answers.</param>
/// <param name="Registered">Complaints registered in the period, withdrawn ones included.</param>
public sealed record ComplaintFigures(Share Justified, Share SatisfiedInTerm, Share ProcedureSatisfies, Share TermsSatisfy, int Registered)
{
    /// <summary>Counts them.</summary>
    /// <param name="db">The database.</param>
    /// <param name="calendars">For the first and the last moment of the period at the office.</param>
    /// <param name="officeId">The top of the tree.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<ComplaintFigures> Of(
        CaseFlowDb db, OfficeCalendars calendars, long officeId, LocalDate from, LocalDate to, CancellationToken cancellation)
    {
        var tree = await Tree(db, officeId, cancellation);
        var zone = (await calendars.Of(db, officeId, cancellation)).Zone;
        var (begin, end) = (from.AtStartOfDayInZone(zone).ToInstant(), to.PlusDays(1).AtStartOfDayInZone(zone).ToInstant());
        var served = await db.Set<Case>().CountAsync(
            row => tree.Contains(row.OfficeId) && row.Status == ProcessStatus.Ended && row.EndedAt >= begin && row.EndedAt < end
                && db.Set<Application>().Any(application => application.CaseId == row.Id),
            cancellation);
        var complaints = await db.Set<Complaint>().AsNoTracking()
            .Where(row => tree.Contains(row.AboutOfficeId) && row.RegisteredOn >= from && row.RegisteredOn <= to).ToListAsync(cancellation);
        var justified = complaints.FindAll(static row => row is { Verdict: ComplaintVerdict.Justified or ComplaintVerdict.PartlyJustified, WithdrawnAt: null });
        var late = await Late(db, tree, from, to, cancellation);
        return new ComplaintFigures(
            new Share(justified.Count, served),
            new Share(justified.Count(row => row.Satisfied && row.RepliedAt is not null && !late.Contains(row.CaseId)), justified.Count),
            Answers(complaints, static row => row.ProcedureSatisfies),
            Answers(complaints, static row => row.TermsSatisfy),
            complaints.Count);
    }

    private static Share Answers(List<Complaint> complaints, Func<Complaint, Answer> answer) =>
        new(complaints.Count(row => answer(row) == Answer.Yes), complaints.Count(row => answer(row) != Answer.NotGiven));

    /// <summary>Complaints whose reply was, or is, late (P24.3); once late it stays so.</summary>
    private static async Task<HashSet<long>> Late(CaseFlowDb db, long[] tree, LocalDate first, LocalDate last, CancellationToken cancellation) =>
        [.. await (
            from row in db.Set<Complaint>()
            join deadline in db.Set<CaseDeadline>() on row.CaseId equals deadline.CaseId
            where tree.Contains(row.AboutOfficeId) && row.RegisteredOn >= first && row.RegisteredOn <= last
                && deadline.RequirementId == ComplaintSettings.Reply && deadline.Late
            select row.CaseId).ToListAsync(cancellation)];

    private static async Task<long[]> Tree(CaseFlowDb db, long officeId, CancellationToken cancellation)
    {
        var parents = await db.Set<Office>().AsNoTracking().Select(office => new { office.Id, office.ParentId }).ToListAsync(cancellation);
        var below = parents.Where(office => office.ParentId is not null).ToLookup(office => office.ParentId!.Value, office => office.Id);
        var tree = new List<long> { officeId };
        for (var at = 0; at < tree.Count; at++)
        {
            tree.AddRange(below[tree[at]].Except(tree).ToArray());
        }

        return [.. tree];
    }
}
