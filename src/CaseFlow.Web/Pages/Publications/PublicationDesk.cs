using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Publishing;
using CaseFlow.Web.Localization;
using NodaTime;

namespace CaseFlow.Web.Pages.Publications;

/// <summary>A process with what is in force of it.</summary>
/// <param name="Key">Process id.</param>
/// <param name="Name">In the page's language.</param>
/// <param name="Now">What is in force; null: it is retired, or begins later.</param>
/// <param name="Next">What is to come into force later; null: nothing.</param>
/// <param name="Periods">All that was, is and will be, in order.</param>
public sealed record ProcessInForce(string Key, string Name, InForcePeriod? Now, InForcePeriod? Next, IReadOnlyList<InForcePeriod> Periods);

/// <summary>An entry of the record in words.</summary>
public sealed record RecordRow(string When, string Who, string What, string Process, int Version, string Why, string LegalBasis);

/// <summary>What the pages of publications load.</summary>
public sealed class PublicationDesk(PublicationList list, DefinitionCatalog definitions, PageTexts texts, IClock clock)
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>Every process that was ever in force or will be.</summary>
    public async Task<IReadOnlyList<ProcessInForce>> ProcessesAsync(Core.Access.Scope scope, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var processes = new List<ProcessInForce>();
        foreach (var group in (await list.Periods(scope, cancel)).GroupBy(static period => period.Row.Key, StringComparer.Ordinal))
        {
            InForcePeriod[] periods = [.. group];
            names[group.Key] = (await definitions.Get(periods[^1].Row.DefinitionId)).NameOf(group.Key, texts.Language);
            processes.Add(new ProcessInForce(
                group.Key,
                names[group.Key],
                periods.FirstOrDefault(period => period.Row.ValidFrom <= now && period.Row.ValidUntil > now),
                periods.FirstOrDefault(period => period.Row.ValidFrom > now),
                periods));
        }

        return processes;
    }

    /// <summary>The record, or that of one process; the names of processes are known after <see cref="ProcessesAsync"/>.</summary>
    public async Task<IReadOnlyList<RecordRow>> RecordAsync(Core.Access.Scope scope, string? key, int skip, CancellationToken cancel) =>
    [
        .. (await list.History(scope, key, skip, cancel)).Select(entry => new RecordRow(
            Moment(entry.Change.At), entry.Actor, $"publish.kind.{entry.Change.Kind}", NameOf(entry.Change.Key), entry.Version, entry.Change.Reason, entry.Change.LegalBasis)),
    ];

    public string NameOf(string key) => names.GetValueOrDefault(key, key);

    public string Moment(Instant instant) => instant == WorkItem.NotDue ? "–" : texts.Moment(instant, AccessDays.Zone);
}
