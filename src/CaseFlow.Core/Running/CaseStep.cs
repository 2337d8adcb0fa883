using CaseFlow.Core.Cases;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>
/// Steps one case in memory until it is quiet: Step, then the handlers of the services it reached, then Step with their
/// answers. What it collects is committed by the runner.
/// </summary>
internal sealed class CaseStep(
    ICaseSession session,
    IDefinitionSource source,
    Handlers handlers,
    IDueTimes dueTimes,
    RunnerOptions options,
    HandlerFailures failures,
    CaseCommand command,
    Instant now)
{
    public async Task<StepOutcome> Make(Case? loaded, CancellationToken cancellation)
    {
        var before = loaded is null ? null : loaded.ReadState();
        var definition = before is null ? (command.Trigger as Start)?.Definition : before.Root?.Definition;
        if (definition is null)
        {
            return new StepOutcome(null, [], new Refused(RejectionCodes.Conflict, "The case has ended."));
        }

        var change = NewChange(loaded, definition);
        var known = await source.Of(change.Case.DefinitionId, before, now, cancellation);
        if (command.OtherDefinitionId != 0)
        {
            known = new JoinedDefinitions(known, await source.Of(command.OtherDefinitionId, before, now, cancellation));
        }

        var writer = new EffectWriter(session, change, command, known, dueTimes, now);
        if (command.Alongside is { } alongside)
        {
            var db = await session.Transaction(cancellation)
                ?? throw new InvalidOperationException("A store without a database takes no domain rows.");
            await alongside(db, change.Case, cancellation);
        }

        if (command.Trigger is FireTimer fire && before?.Subscriptions.GetValueOrDefault(fire.Subscription)?.Timer is { } timer)
        {
            await writer.MarkLate(timer, cancellation);
        }

        var state = before;
        var events = new List<HistoryEvent>();
        Trigger? trigger = command.Trigger;
        for (var services = 0; trigger is not null; services++)
        {
            switch (Stepper.Step(known, state, trigger, now.ToDateTimeOffset(), new StepOptions(options.StepLimit)))
            {
                case Rejected rejected when services == 0:
                    return new StepOutcome(null, [], new Refused(rejected.Code, rejected.Message) { Obstacles = rejected.Obstacles });
                case Rejected rejected:
                    throw new InvalidOperationException($"The engine did not take a handler's answer: {rejected.Message}");
                case Stepped stepped:
                    state = stepped.State;
                    events.AddRange(stepped.Events);
                    foreach (var effect in stepped.Effects)
                    {
                        await writer.Apply(effect, state, cancellation);
                    }

                    break;
            }

            trigger = services >= options.ServicesInAStep ? StopNext(writer) : await NextAnswer(writer, cancellation);
        }

        return Finish(writer, before, loaded?.HistoryHash, state!, events);
    }

    private CaseChange NewChange(Case? loaded, DefinitionRef definition)
    {
        var row = loaded?.Copy() ?? new Case
        {
            Id = command.CaseId,
            ServiceKey = command.New!.ServiceKey,
            ProcessKey = definition.Key,
            DefinitionId = command.New.DefinitionId,
            OfficeId = command.New.OfficeId,
            IntakeOfficeId = command.New.IntakeOfficeId,
            StartedAt = now,
        };
        row.Version++;
        return new CaseChange
        {
            Case = row,
            FromVersion = loaded?.Version ?? 0,
            OutboxDone = command.OutboxId,
            Fired = command is { Trigger: FireTimer fire, TimerDue: { } due } ? (fire.Subscription, due) : null,
        };
    }

    /// <summary>So many services in one step are an endless loop: what is still to be called stops with an incident, and can be retried.</summary>
    private FailService? StopNext(EffectWriter writer)
    {
        if (writer.Calls.Count == 0)
        {
            return null;
        }

        var node = writer.Calls[0].Node;
        writer.Calls.RemoveAt(0);
        return new FailService(node, null, $"More than {options.ServicesInAStep} services in one step: an endless loop?") { IncidentCode = IncidentCodes.StepLimit };
    }

    /// <summary>Calls handlers until one answers within the step; null when none is left.</summary>
    private async Task<Trigger?> NextAnswer(EffectWriter writer, CancellationToken cancellation)
    {
        while (writer.Calls.Count > 0)
        {
            var call = writer.Calls[0];
            writer.Calls.RemoveAt(0);
            var answer = await Call(writer, call, cancellation);
            if (answer is not null)
            {
                return AsTrigger(call.Node, answer);
            }
        }

        return null;
    }

    /// <summary>The answer, or null when it comes later through the outbox.</summary>
    private async Task<ServiceAnswer?> Call(EffectWriter writer, CallService call, CancellationToken cancellation)
    {
        if (failures.Find(writer.Change.FromVersion, call.Node) is { } failed)
        {
            return failed;
        }

        switch (handlers.Find(call.Handler))
        {
            case InlineHandler inline:
                await writer.LoadDeadlines(cancellation);
                return await Guard(writer, call, () => Task.FromResult(inline.Handle(NewCall(writer, call, null))));
            case LocalHandler local:
                var db = await session.Transaction(cancellation);
                await writer.LoadDeadlines(cancellation);
                return await Guard(writer, call, () => local.Handle(NewCall(writer, call, db), cancellation));
            case RemoteHandler:
                writer.Send(OutboxKinds.Call, call.Node, new CallPayload(call.Handler, call.Element, call.Variables).Write());
                return null;
            default:
                return new ServiceFailed(null, $"There is no handler '{call.Handler}'.");
        }
    }

    private static ServiceCall NewCall(EffectWriter writer, CallService call, Database.CaseFlowDb? db) =>
        new(writer, db, call);

    /// <summary>
    /// A database error is the step's, which is made again; any other error is the handler's own, and becomes its answer
    /// in the next attempt, since what it wrote before must not be committed.
    /// </summary>
    private static async Task<ServiceAnswer> Guard(EffectWriter writer, CallService call, Func<Task<ServiceAnswer>> handle)
    {
        try
        {
            return await handle();
        }
        catch (Exception error) when (error is not (OperationCanceledException or System.Data.Common.DbException
            or Microsoft.EntityFrameworkCore.DbUpdateException))
        {
            throw new HandlerFailedException(writer.Change.FromVersion, call.Node, error);
        }
    }

    internal static Trigger AsTrigger(int node, ServiceAnswer answer) => answer switch
    {
        ServiceDone done => new CompleteService(node) { Variables = done.Variables },
        ServiceFailed failed => new FailService(node, failed.ErrorCode, failed.Message),
        _ => throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}."),
    };

    private StepOutcome Finish(
        EffectWriter writer, ProcessState? before, byte[]? previousHash, ProcessState state, List<HistoryEvent> events)
    {
        var parts = StateSegments.Split(state);
        if (parts.Length > options.StateBytes)
        {
            return TooLarge(writer, $"The state would have {parts.Length} bytes; {options.StateBytes} are allowed.");
        }

        var waiting = WaitingInstances(state);
        if (waiting > options.WaitingInstances)
        {
            return TooLarge(writer, $"{waiting} instances of an activity would wait; {options.WaitingInstances} are allowed.");
        }

        var change = writer.Change;
        Store(change, parts);
        change.History = new HistoryRow
        {
            CaseId = change.Case.Id,
            Version = change.Case.Version,
            TriggerId = command.TriggerId,
            Kind = command.Kind ?? KindOf(command.Trigger),
            ActorId = command.ActorId,
            At = now,
            Why = command.Why ?? ElementOf(before, command.Trigger),
            Events = StateJson.Write(events),
            PreviousHash = previousHash ?? new byte[32],
        };
        change.History.Hash = change.Case.HistoryHash = change.History.ComputeHash();
        return new StepOutcome(change, events, null);
    }

    /// <summary>The largest number of instances that wait in one loop.</summary>
    private static int WaitingInstances(ProcessState state) => state.Nodes.Values
        .Where(static node => node.LoopCounter is not null)
        .CountBy(static node => node.Parent)
        .Select(static body => body.Value)
        .DefaultIfEmpty()
        .Max();

    /// <summary>Of the state's segments only those are written that have changed.</summary>
    private static void Store(CaseChange change, StateSegments parts)
    {
        var before = change.Case.Segments;
        foreach (var (key, content) in parts.Segments)
        {
            if (!before.TryGetValue(key, out var old))
            {
                change.SegmentsAdded.Add(key, content);
            }
            else if (!old.AsSpan().SequenceEqual(content))
            {
                change.SegmentsChanged.Add(key, content);
            }
        }

        change.SegmentsGone.UnionWith(before.Keys.Where(key => !parts.Segments.ContainsKey(key)));
        (change.Case.State, change.Case.Segments, change.Case.SegmentCount) = (parts.Root, parts.Segments, parts.Segments.Count);
    }

    /// <summary>The case stays where it is. An incident tells of it, unless there is no case yet.</summary>
    private static StepOutcome TooLarge(EffectWriter writer, string message)
    {
        var refused = new Refused(RunnerCodes.Limit, message);
        var step = writer.Change;
        if (step.FromVersion == 0)
        {
            return new StepOutcome(null, [], refused);
        }

        step.IncidentsRaised.Clear();
        writer.Raise(IncidentSource.Limit, step.FromVersion, "", RunnerCodes.Limit, message);
        var incidentOnly = new CaseChange { Case = step.Case, FromVersion = step.FromVersion };
        incidentOnly.IncidentsRaised.AddRange(step.IncidentsRaised);
        return new StepOutcome(incidentOnly, [], refused);
    }

    private static string KindOf(Trigger trigger) => trigger switch
    {
        Start => "start",
        CompleteTask => "complete-task",
        FireTimer => "timer",
        DeliverMessage => "message",
        DeliverSignal => "signal",
        CompleteService => "service-done",
        FailService => "service-failed",
        SetVariables => "set-variables",
        Retry => "retry",
        Skip => "skip",
        Move => "move",
        CancelNode => "cancel-node",
        Migrate => "migrate",
        UndoMigration => "undo-migration",
        Cancel => "cancel",
        _ => throw new InvalidOperationException($"Unknown trigger {trigger.GetType().Name}."),
    };

    /// <summary>BPMN id of the element that the trigger acts on, in the state before the step.</summary>
    private static string ElementOf(ProcessState? before, Trigger trigger) => trigger switch
    {
        Start start => start.StartEvent ?? "",
        CompleteTask complete => before!.Nodes[complete.Node].Element,
        CompleteService complete => before!.Nodes[complete.Node].Element,
        FailService fail => before!.Nodes[fail.Node].Element,
        SetVariables set => before!.Nodes[set.Node].Element,
        FireTimer fire => before!.Subscriptions[fire.Subscription].Element,
        DeliverMessage deliver => before!.Subscriptions[deliver.Subscription].Element,
        DeliverSignal deliver => before!.Subscriptions[deliver.Subscription].Element,
        Retry retry => before!.Incidents[retry.Incident].Element,
        Skip skip => before!.Nodes[skip.Node].Element,
        Move move => move.Target,
        CancelNode { Flow: null } cancel => before!.Nodes[cancel.Node].Element,
        _ => "",
    };
}

/// <param name="Change">What to commit; null: nothing.</param>
/// <param name="Events">What happened.</param>
/// <param name="Refused">Why no step was made; the change then holds an incident at most.</param>
internal sealed record StepOutcome(CaseChange? Change, IReadOnlyList<HistoryEvent> Events, Refused? Refused);
