using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scope = CaseFlow.Core.Access.Scope;

namespace CaseFlow.Core.Watching;

/// <summary>What a heat map is of.</summary>
/// <param name="OfficeId">The office that owes the result; 0: all that the person sees.</param>
/// <param name="From">The first instant.</param>
/// <param name="Until">The first instant after it.</param>
public sealed record HeatPeriod(long OfficeId, Instant From, Instant Until);

/// <summary>How one element does.</summary>
/// <param name="Element">BPMN id.</param>
/// <param name="Now">Cases that stand there now.</param>
/// <param name="LateNow">Open tasks there whose due time has passed.</param>
/// <param name="Passed">How often it was completed in the period.</param>
/// <param name="Average">From beginning to end, by the clock; null: it takes no time, or was not passed.</param>
/// <param name="Median">Likewise.</param>
/// <param name="Late">Tasks that were completed after their due time in the period.</param>
public sealed record ElementHeat(string Element, int Now, int LateNow, int Passed, Duration? Average, Duration? Median, int Late);

/// <summary>Where the cases of a version stand, and how long they take: counted from their states and histories.</summary>
/// <param name="Elements">By element id, those of which there is something to tell.</param>
/// <param name="Cases">How many cases were looked at.</param>
/// <param name="IsPart">There are more: only the newest were looked at.</param>
public sealed record HeatMap(IReadOnlyList<ElementHeat> Elements, int Cases, bool IsPart)
{
    /// <summary>Cases whose states and histories are read.</summary>
    public const int Most = 1_000;

    /// <summary>Cases whose histories are fetched together: few queries, and never all histories in memory.</summary>
    private const int AtOnce = 50;

    /// <summary>The heat map of a version for those of its cases that the person sees.</summary>
    public static async Task<HeatMap> Of(CaseFlowDb db, Scope scope, long definitionId, Definition definition, HeatPeriod period, Instant now, CancellationToken cancellation)
    {
        var cases = db.Set<Case>().AsNoTracking().Where(row => row.DefinitionId == definitionId
            && row.StartedAt < period.Until && (row.EndedAt == null || row.EndedAt >= period.From) && (period.OfficeId == 0 || row.OfficeId == period.OfficeId));
        if (!scope.IsEverywhere)
        {
            var offices = scope.Offices;
            cases = cases.Where(row => offices.Contains(row.OfficeId));
        }

        var rows = await cases.OrderByDescending(row => row.Id).Take(Most + 1).ToListAsync(cancellation);
        var counter = new Counter(definition, period);
        foreach (var part in rows.Take(Most).Chunk(AtOnce))
        {
            await Read(db, part, counter, cancellation);
        }

        var known = rows.Take(Most).Select(row => row.Id).ToArray();
        var tasks = await db.Set<WorkItem>().AsNoTracking()
            .Where(item => known.Contains(item.CaseId) && item.DefinitionId == definitionId && item.DueAt != WorkItem.NotDue && (item.State == WorkItemState.Open || item.State == WorkItemState.Done))
            .Select(item => new { item.Element, item.State, item.DueAt, item.DoneAt }).ToListAsync(cancellation);
        foreach (var task in tasks)
        {
            if (task.State == WorkItemState.Open && task.DueAt <= now)
            {
                counter.At(task.Element).LateNow++;
            }
            else if (task.DoneAt is { } done && done > task.DueAt && done >= period.From && done < period.Until)
            {
                counter.At(task.Element).Late++;
            }
        }

        return new HeatMap(counter.Elements(), known.Length, rows.Count > Most);
    }

    private static async Task Read(CaseFlowDb db, Case[] cases, Counter counter, CancellationToken cancellation)
    {
        var ids = Array.ConvertAll(cases, static row => row.Id);
        var histories = (await db.Set<HistoryRow>().AsNoTracking().Where(step => ids.Contains(step.CaseId)).OrderBy(step => step.CaseId).ThenBy(step => step.Version)
            .Select(step => new { step.CaseId, step.At, step.Events }).ToListAsync(cancellation)).ToLookup(step => step.CaseId);
        foreach (var row in cases)
        {
            if (row.Status == ProcessStatus.Running)
            {
                counter.Stands((await CaseSegment.Complete(db, row, cancellation)).ReadState());
            }

            var nodes = new Dictionary<int, (string Element, Instant Since)>();
            foreach (var step in histories[row.Id])
            {
                foreach (var happened in StateJson.ReadEvents(step.Events))
                {
                    counter.Happened(happened, step.At, nodes);
                }
            }
        }
    }

    private sealed class Counter(Definition definition, HeatPeriod period)
    {
        private readonly Dictionary<string, Heat> heats = new(StringComparer.Ordinal);

        public Heat At(string element) => heats.TryGetValue(element, out var heat) ? heat : heats[element] = new Heat();

        public void Stands(ProcessState state)
        {
            foreach (var (number, node) in state.Nodes)
            {
                if (state.DefinitionOf(number) != definition.Graph.Definition)
                {
                    continue;
                }

                if (node is { Definition: null, LoopCounter: null })
                {
                    At(node.Element).Now++;
                }

                foreach (var (flow, count) in node.Tokens ?? Enumerable.Empty<KeyValuePair<string, int>>())
                {
                    At(definition.Graph.Flows[flow].Target.Id).Now += count;
                }
            }
        }

        public void Happened(HistoryEvent happened, Instant at, Dictionary<int, (string Element, Instant Since)> nodes)
        {
            switch (happened)
            {
                case Entered entered:
                    nodes[entered.Node] = (entered.Element, at);
                    break;
                case Migrated migrated:
                    var names = migrated.Elements.ToDictionary(name => name.From, name => name.To, StringComparer.Ordinal);
                    foreach (var (number, node) in nodes.ToArray())
                    {
                        nodes[number] = (names.GetValueOrDefault(node.Element, node.Element), node.Since);
                    }

                    break;
                case Left { Completed: true } left when nodes.Remove(left.Node, out var gone):
                    Passed(gone.Element, at, at - gone.Since);
                    break;
                case Passed passed:
                    Passed(passed.Element, at, null);
                    break;
                default:
                    break;
            }
        }

        public IReadOnlyList<ElementHeat> Elements() => [.. from element in definition.Graph.Elements.Values
                                                            where heats.ContainsKey(element.Id)
                                                            select heats[element.Id].Result(element.Id)];

        private void Passed(string element, Instant at, Duration? took)
        {
            if (at >= period.From && at < period.Until)
            {
                var heat = At(element);
                heat.Passed++;
                if (took is { } duration)
                {
                    heat.Durations.Add(duration);
                }
            }
        }
    }

    private sealed class Heat
    {
        public int Now { get; set; }

        public int LateNow { get; set; }

        public int Passed { get; set; }

        public int Late { get; set; }

        public List<Duration> Durations { get; } = [];

        public ElementHeat Result(string element)
        {
            Durations.Sort();
            return new ElementHeat(
                element,
                Now,
                LateNow,
                Passed,
                Durations.Count == 0 ? null : Duration.FromNanoseconds(Durations.Sum(static one => one.TotalNanoseconds) / Durations.Count),
                Durations.Count == 0 ? null : Durations.Count % 2 == 1 ? Durations[Durations.Count / 2] : (Durations[(Durations.Count / 2) - 1] + Durations[Durations.Count / 2]) / 2,
                Late);
        }
    }
}
