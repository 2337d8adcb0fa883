using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Running;
using CaseFlow.Core.Scenarios;
using CaseFlow.Core.Trials;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Publishing;

/// <summary>How the scenarios of a draft's files stand.</summary>
/// <param name="AreThere">The draft has any. Without one nothing shows that it runs, and it is not published.</param>
/// <param name="Round">The round over exactly these files; null: none was begun.</param>
/// <param name="Runs">What came of its runs so far.</param>
public sealed record GateScenarios(bool AreThere, ScenarioRound? Round, IReadOnlyList<ScenarioRow> Runs)
{
    /// <summary>The round is over.</summary>
    public bool IsDone => Round?.State == WorkState.Done;

    /// <summary>There are runs, and all have passed.</summary>
    public bool AreGreen => IsDone && Runs.Count > 0 && Runs.All(static run => run.Passed);
}

/// <summary>Whether a draft may become a version.</summary>
/// <param name="Problems">All that is wrong; its errors forbid it.</param>
/// <param name="Scenarios">Its scenarios.</param>
/// <param name="Definition">Parsed; null when it cannot be read.</param>
public sealed record Gate(IReadOnlyList<PackageProblem> Problems, GateScenarios Scenarios, Definition? Definition)
{
    public bool HasErrors => Problems.Any(static problem => problem.Severity == Severity.Error);

    public bool IsOpen => !HasErrors && Scenarios.AreGreen;
}

/// <summary>Looks at everything that a version must fulfil before it is published: once when it is submitted, once when it is approved.</summary>
public sealed class PublicationGate(CaseFlowDb db, PackageCheckOptions known, ScenarioRounds rounds, DefinitionCatalog catalog, IDueTimes dueTimes, IClock clock)
{
    /// <summary>The same files are a version already.</summary>
    public const string SameVersion = "same-version";

    /// <summary>The gate of a draft as it is now.</summary>
    public async Task<Gate> Of(Access.Scope scope, DraftView view, CancellationToken cancellation)
    {
        var (definition, problems) = view.Check(known);
        var all = problems.ToList();
        if (definition is not null && !all.Exists(static problem => problem.Severity == Severity.Error))
        {
            all.AddRange(await Together(view, definition, cancellation));
        }

        var newest = await rounds.Newest(scope, view.Draft.Id, cancellation);
        var round = newest?.Hash == view.Package().Hash ? newest : null;
        return new Gate(all, new GateScenarios(view.Package().Files.Any(static file => PackageScenarios.IsOne(file.Path)), round, round is null ? [] : ScenarioRounds.ResultsOf(round)), definition);
    }

    /// <summary>Begins to run the scenarios of these files, unless that was done.</summary>
    public async Task Run(Access.Scope scope, DraftView view, CancellationToken cancellation)
    {
        var package = view.Package();
        if ((await rounds.Newest(scope, view.Draft.Id, cancellation))?.Hash != package.Hash)
        {
            await rounds.Begin(scope, view.Draft.Id, package, cancellation);
        }
    }

    /// <summary>What only shows beside the other processes.</summary>
    private async Task<List<PackageProblem>> Together(DraftView view, Definition definition, CancellationToken cancellation)
    {
        var (now, key, hash) = (clock.GetCurrentInstant(), view.Draft.Key, view.Package().Hash);
        var problems = (await DefinitionsInForce.Check(db, definition, dueTimes, now, cancellation))
            .Select(Problem).ToList();
        var same = await db.Set<DefinitionVersion>().Where(row => row.Key == key && row.Hash == hash).Select(row => row.Version).FirstOrDefaultAsync(cancellation);
        if (same != 0)
        {
            problems.Add(new PackageProblem(DefinitionPackage.ProcessFileName, 0, "", SameVersion, Severity.Error, FormattableString.Invariant($"These files are version {same} already."), "Change something, or put that version in force.") { Values = [FormattableString.Invariant($"{same}")] });
        }

        var before = await db.Set<DefinitionInForce>().Where(row => row.Key == key && row.ValidFrom <= now && row.ValidUntil > now).Select(row => row.DefinitionId).FirstOrDefaultAsync(cancellation);
        problems.AddRange(MessageCheck.Of(before == 0 ? null : (await catalog.Get(before)).Graph, definition.Graph, await Others(key, now, cancellation)));
        problems.AddRange(await HeldLater(definition, now, cancellation));
        return problems;
    }

    /// <summary>The other processes, as they are in force now or will be, and as cases still run on them.</summary>
    private async Task<List<ProcessGraph>> Others(string key, Instant now, CancellationToken cancellation)
    {
        var inForce = await db.Set<DefinitionInForce>().Where(row => row.Key != key && row.ValidUntil > now).Select(row => row.DefinitionId).ToListAsync(cancellation);
        var running = await db.Set<Cases.Case>().Where(row => row.ProcessKey != key && row.Status == ProcessStatus.Running).Select(row => row.DefinitionId).Distinct().ToListAsync(cancellation);
        var others = new List<ProcessGraph>();
        foreach (var id in inForce.Union(running).Order())
        {
            others.Add((await catalog.Get(id)).Graph);
        }

        return others;
    }

    /// <summary>A message that will start another process once that comes into force: both would hold it then.</summary>
    private async Task<List<PackageProblem>> HeldLater(Definition definition, Instant now, CancellationToken cancellation)
    {
        var key = definition.Graph.Definition.Key;
        var planned = await db.Set<DefinitionInForce>().Where(row => row.IsPlanned && row.Key != key && row.ValidUntil > now).Select(row => row.DefinitionId).ToListAsync(cancellation);
        var problems = new List<PackageProblem>();
        foreach (var id in planned)
        {
            problems.AddRange(DeploymentRules.Check([(await catalog.Get(id)).Graph, definition.Graph])
                .Select(Problem));
        }

        return problems;
    }

    private static PackageProblem Problem(Diagnostic found) =>
        new(DefinitionPackage.ProcessFileName, found.Line, found.Element ?? "", found.Code, found.Severity, found.Message, found.Mend);
}
