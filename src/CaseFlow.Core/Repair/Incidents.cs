using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Repair;

/// <summary>Which incidents are shown; null or empty: all.</summary>
/// <param name="Process">Process id of the case.</param>
/// <param name="Code">Code of the incident.</param>
/// <param name="Element">BPMN id of the element.</param>
public sealed record IncidentFilter(string? Process, string? Code, string? Element);

/// <summary>An open incident.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Case">Its case, without its segments; null: it has none.</param>
/// <param name="Before">What was tried about this element of the case before, the newest first.</param>
/// <param name="MayRepair">Whether the person is manager of the case's office.</param>
public sealed record IncidentLine(CaseIncident Incident, Case? Case, IReadOnlyList<CaseRepair> Before, bool MayRepair);

/// <summary>Incidents of the same kind: what there is to filter by.</summary>
public sealed record IncidentGroup(string Process, string Code, string Element, int Count);

/// <summary>
/// The open incidents of the offices where the person is manager; an auditor and an administrator see all, and mend nothing.
/// What has no case belongs to the installation, and so to every manager.
/// </summary>
public sealed class Incidents(CaseFlowDb db)
{
    /// <summary>How many are there, by process, code and element.</summary>
    public async Task<IReadOnlyList<IncidentGroup>> Groups(Scope scope, CancellationToken cancellation)
    {
        var groups = await Visible(scope).GroupBy(one => new { Process = one.Case == null ? "" : one.Case.ProcessKey, one.Incident.Code, one.Incident.Element })
            .Select(group => new { group.Key.Process, group.Key.Code, group.Key.Element, Count = group.Count() }).ToListAsync(cancellation);
        return [.. groups.Select(group => new IncidentGroup(group.Process, group.Code, group.Element, group.Count))
            .OrderBy(group => group.Process, StringComparer.Ordinal).ThenBy(group => group.Code, StringComparer.Ordinal).ThenBy(group => group.Element, StringComparer.Ordinal)];
    }

    /// <summary>The newest first, at most so many, older than one.</summary>
    public Task<IReadOnlyList<IncidentLine>> Page(Scope scope, IncidentFilter filter, long before, int most, CancellationToken cancellation)
    {
        var found = Visible(scope);
        found = filter.Process is { Length: > 0 } process ? found.Where(one => one.Case != null && one.Case.ProcessKey == process) : found;
        found = filter.Code is { Length: > 0 } code ? found.Where(one => one.Incident.Code == code) : found;
        found = filter.Element is { Length: > 0 } element ? found.Where(one => one.Incident.Element == element) : found;
        found = before > 0 ? found.Where(one => one.Incident.Id < before) : found;
        return Lines(scope, found.OrderByDescending(one => one.Incident.Id).Take(most), cancellation);
    }

    /// <summary>Exactly these, as far as they are open and visible.</summary>
    public Task<IReadOnlyList<IncidentLine>> Find(Scope scope, IReadOnlyCollection<long> ids, CancellationToken cancellation) =>
        Lines(scope, Visible(scope).Where(one => ids.Contains(one.Incident.Id)).OrderByDescending(one => one.Incident.Id), cancellation);

    private async Task<IReadOnlyList<IncidentLine>> Lines(Scope scope, IQueryable<Found> query, CancellationToken cancellation)
    {
        var found = await query.ToListAsync(cancellation);
        var cases = found.Where(one => one.Case is not null).Select(one => one.Case!.Id).Distinct().ToArray();
        var before = (await db.Set<CaseRepair>().AsNoTracking().Where(row => cases.Contains(row.CaseId)).OrderByDescending(row => row.Id).ToListAsync(cancellation))
            .ToLookup(row => (row.CaseId, row.Element));
        return [.. found.Select(one => new IncidentLine(
            one.Incident,
            one.Case,
            [.. before[(one.Incident.CaseId, one.Incident.Element)].Where(_ => one.Incident.CaseId != 0)],
            one.Case is null ? scope.Has(Roles.Manager) : scope.Has(Roles.Manager, one.Case.OfficeId)))];
    }

    private IQueryable<Found> Visible(Scope scope)
    {
        var all = from incident in db.Set<CaseIncident>().AsNoTracking()
                  join one in db.Set<Case>().AsNoTracking() on incident.CaseId equals one.Id into cases
                  from row in cases.DefaultIfEmpty()
                  where incident.ResolvedAt == null
                  select new Found { Incident = incident, Case = row };
        if (scope.IsEverywhere)
        {
            return all;
        }

        var offices = scope.OfficesAs(Roles.Manager);
        return all.Where(one => one.Case == null ? one.Incident.CaseId == 0 : offices.Contains(one.Case.OfficeId));
    }

    private sealed class Found
    {
        public required CaseIncident Incident { get; init; }

        public required Case? Case { get; init; }
    }
}
