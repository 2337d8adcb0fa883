using System.Collections.Immutable;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Trials;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Core.WhatIf;

/// <summary>A finished case, as much of it as a replay needs: nothing about a person.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Schedule">Key of the working hours of its office.</param>
/// <param name="Recorded">What came to it from outside.</param>
/// <param name="Outcome">Id of the end event that it reached.</param>
/// <param name="LastVariables">With what it ended.</param>
/// <param name="TermsBegan">From when each of its terms counted.</param>
/// <param name="WasLate">Whether one of its terms passed unmet.</param>
public sealed record PastCase(
    long Id,
    string Schedule,
    RecordedCase Recorded,
    string Outcome,
    ImmutableSortedDictionary<string, Value> LastVariables,
    IReadOnlyDictionary<string, Instant> TermsBegan,
    bool WasLate)
{
    /// <summary>The case of these rows.</summary>
    public static PastCase Of(Case row, string schedule, RecordedCase recorded, IReadOnlyCollection<CaseDeadline> deadlines) => new(
        row.Id,
        schedule,
        recorded,
        row.Outcome,
        row.ReadState().LastVariables ?? Variables.None,
        deadlines.ToDictionary(static deadline => deadline.RequirementId, static deadline => deadline.StartedAt, StringComparer.Ordinal),
        deadlines.Any(static deadline => deadline.Late && TrialOutside.IsOwed(deadline.RequirementId)));
}
