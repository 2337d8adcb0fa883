using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using Scope = CaseFlow.Core.Access.Scope;

namespace CaseFlow.Core.Repair;

/// <summary>Where a token of a case is.</summary>
/// <param name="Number">Number of the node, or of the scope in which the token waits at a join.</param>
/// <param name="Flow">The flow on which the token came to the join; null: it is a node.</param>
/// <param name="At">The element.</param>
/// <param name="Phase">How far it has come.</param>
/// <param name="MaySkip">Whether the engine would let it be skipped.</param>
/// <param name="MayCancel">What would end with it, if the engine lets it be ended by itself; null: it does not.</param>
/// <param name="WhyNot">Why it may not be ended by itself: a code of <see cref="ObstacleCodes"/>; empty: it may.</param>
/// <param name="Targets">To where the engine would let it be moved.</param>
public sealed record TokenPlace(
    int Number, string? Flow, CaseElement At, NodePhase Phase, bool MaySkip, RepairOutcome? MayCancel, string WhyNot, IReadOnlyList<CaseElement> Targets);

/// <summary>A variable of a scope of the case.</summary>
/// <param name="Node">Its scope.</param>
/// <param name="Scope">The process or sub-process.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it holds.</param>
public sealed record VariablePlace(int Node, CaseElement Scope, string Name, Value Value);

/// <summary>A variable that the definition names and the case does not have.</summary>
/// <param name="Node">The process in which it would be set.</param>
/// <param name="Process">The same.</param>
/// <param name="Variable">What is known of it.</param>
public sealed record MissingVariable(int Node, CaseElement Process, KnownVariable Variable);

/// <summary>An armed timer.</summary>
/// <param name="Timer">Its row.</param>
/// <param name="At">The event.</param>
/// <param name="Deadline">Requirement id of the statutory term that it keeps; null: an inner due date.</param>
public sealed record TimerPlace(CaseTimer Timer, CaseElement At, string? Deadline);

/// <summary>A running case as a manager needs it to repair it.</summary>
public sealed record RepairView(
    CaseView View, IReadOnlyList<TokenPlace> Tokens, IReadOnlyList<VariablePlace> Variables, IReadOnlyList<MissingVariable> Missing, IReadOnlyList<TimerPlace> Timers, IReadOnlyList<CaseRepair> Before)
{
    /// <summary>Null: there is no such case, it has ended, or the person is no manager of its office.</summary>
    public static async Task<RepairView?> Find(
        CaseFlowDb db, DefinitionCatalog catalog, IDefinitionSource source, Scope scope, long caseId, NodaTime.Instant now, CancellationToken cancellation)
    {
        if (await CaseView.Find(db, catalog, scope, caseId, cancellation) is not { } view
            || !scope.Has(Roles.Manager, view.Case.OfficeId) || view.Case.Status != ProcessStatus.Running)
        {
            return null;
        }

        var known = await source.Of(view.Case.DefinitionId, view.State, now, cancellation);
        var timers = await db.Set<CaseTimer>().AsNoTracking().Where(timer => timer.CaseId == caseId).OrderBy(timer => timer.DueAt).ThenBy(timer => timer.No).ToListAsync(cancellation);
        var before = await db.Set<CaseRepair>().AsNoTracking().Where(row => row.CaseId == caseId).OrderByDescending(row => row.Id).ToListAsync(cancellation);
        var places = new Places(view, known, now.ToDateTimeOffset());
        return new RepairView(
            view,
            [.. places.Tokens()],
            [.. places.Variables()],
            [.. places.Missing()],
            [.. timers.Select(timer => new TimerPlace(timer, places.EventOf(timer), DeadlineOf(timer)))],
            before);
    }

    private static string? DeadlineOf(CaseTimer timer) => TimerJson.Read(timer.Specification) is { Kind: TimerKind.Deadline } deadline ? deadline.Value : null;

    /// <summary>Asks the engine itself what it would do: no second set of rules can differ from the first.</summary>
    private sealed class Places(CaseView view, ICaseDefinitions known, DateTimeOffset now)
    {
        private readonly ProcessState state = view.State;

        public IEnumerable<TokenPlace> Tokens()
        {
            foreach (var (number, node) in state.Nodes.Where(static node => node.Value.Definition is null))
            {
                var at = At(number, node.Element);
                var (outcome, why) = Cancelled(new CancelNode(number));
                yield return new TokenPlace(number, null, at, node.Phase, Allows(new Skip(number)), outcome, why, [.. Targets(at, target => new Move(number, target))]);
            }

            foreach (var (number, node) in state.Nodes)
            {
                foreach (var flow in node.Tokens?.Keys ?? [])
                {
                    var join = At(number, At(number, "").Definition.Graph.Flows[flow].Target.Id);
                    var (outcome, why) = Cancelled(new CancelNode(number, flow));
                    yield return new TokenPlace(number, flow, join, NodePhase.Active, false, outcome, why, [.. Targets(join, target => new Move(number, target, flow))]);
                }
            }
        }

        public IEnumerable<VariablePlace> Variables() =>
            from entry in state.Nodes
            where entry.Value.Variables is not null
            from variable in entry.Value.Variables!
            select new VariablePlace(entry.Key, At(entry.Key, entry.Value.Element), variable.Key, variable.Value);

        public IEnumerable<MissingVariable> Missing() =>
            from entry in state.Nodes
            where entry.Value.Definition is not null
            let process = At(entry.Key, entry.Value.Element)
            from variable in KnownVariables.Of(process.Definition)
            where !variable.IsText && state.FindVariable(entry.Key, variable.Name) is null
            select new MissingVariable(entry.Key, process, variable);

        public CaseElement EventOf(CaseTimer timer) => At(state.Subscriptions.GetValueOrDefault(timer.No)?.Node ?? state.Nodes.Keys.First(), timer.Element);

        private CaseElement At(int node, string element) => new(view.DefinitionOf(state.DefinitionOf(node)), element);

        private IEnumerable<CaseElement> Targets(CaseElement at, Func<string, Trigger> move) =>
            from element in at.Definition.Graph.Elements.Values
            where element is not Gateway && element.Id != at.Id && IsAround(element.Parent, at.Element?.Parent) && Allows(move(element.Id))
            select new CaseElement(at.Definition, element.Id);

        /// <summary>Only what can be a target at all is asked for: a step for each element of a large process would be many.</summary>
        private static bool IsAround(SubProcess? scope, SubProcess? inner)
        {
            for (var at = inner; at is not null; at = at.Parent)
            {
                if (at == scope)
                {
                    return true;
                }
            }

            return scope is null;
        }

        private (RepairOutcome? Outcome, string WhyNot) Cancelled(CancelNode cancel) => Stepper.Step(known, state, cancel, now) switch
        {
            Stepped stepped => (RepairOutcome.Of(view, stepped), ""),
            Rejected { Obstacles: [var first, ..] } => (null, first.Code),
            var other => (null, ((Rejected)other).Code),
        };

        private bool Allows(Trigger trigger) => Stepper.Step(known, state, trigger, now) is Stepped;
    }
}
