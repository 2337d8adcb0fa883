using System.Collections.Immutable;
using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Engine;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>Turns the engine's effects into rows of one <see cref="CaseChange"/>.</summary>
internal sealed class EffectWriter(
    ICaseSession session, CaseChange change, CaseCommand command, ICaseDefinitions definitions, IDueTimes dueTimes, Instant now)
{
    private List<CaseDeadline>? deadlines;

    public CaseChange Change => change;

    public ICaseDefinitions Definitions => definitions;

    public Instant Now => now;

    public long ActorId => command.ActorId;

    /// <summary>Calls that wait for their handler, in the order in which the tasks were reached.</summary>
    public List<CallService> Calls { get; } = [];

    /// <exception cref="NotSupportedException">An effect that is not known: the step is refused rather than half done.</exception>
    public async Task Apply(Effect effect, ProcessState state, CancellationToken cancellation)
    {
        switch (effect)
        {
            case OpenWorkItem open:
                await Open(open, state, cancellation);
                break;
            case CloseWorkItem close:
                Close(close);
                break;
            case ArmTimer arm:
                await Arm(arm, cancellation);
                break;
            case DisarmTimer disarm:
                if (!change.TimersArmed.Remove(disarm.Number))
                {
                    change.TimersGone.Add(disarm.Number);
                }

                break;
            case OpenSubscription open:
                change.SubscriptionsOpened[open.Number] = new CaseSubscription
                {
                    CaseId = change.Case.Id,
                    No = open.Number,
                    Kind = open.Kind,
                    Name = open.Name,
                    Key = open.Key ?? "",
                    Element = open.Element,
                };
                break;
            case CloseSubscription close:
                if (!change.SubscriptionsOpened.Remove(close.Number))
                {
                    change.SubscriptionsGone.Add(close.Number);
                }

                break;
            case CallService call:
                Calls.Add(call);
                break;
            case CancelService cancel:
                Calls.RemoveAll(call => call.Node == cancel.Node);
                change.Outbox.RemoveAll(message => message.Node == cancel.Node);
                change.CallsCancelled.Add(cancel.Node);
                break;
            case SendMessage send:
                Send(OutboxKinds.Message, 0, new MessagePayload(send.Name, send.Key, send.Variables).Write());
                break;
            case SendSignal send:
                Send(OutboxKinds.Signal, 0, new SignalPayload(send.Name, send.Variables).Write());
                break;
            case RaiseIncident raise:
                Raise(IncidentSource.Process, raise.Number, raise.Element, raise.Code, raise.Message);
                break;
            case ResolveIncident resolve:
                Resolve(IncidentSource.Process, resolve.Number);
                break;
            case ChangeDefinition to:
                change.Case.DefinitionId = definitions.IdOf(to.Definition);
                break;
            case Rename rename:
                change.Renamed.Add((rename, definitions.IdOf(rename.Definition)));
                break;
            case EndInstance end:
                change.Case.Status = end.Status;
                change.Case.Outcome = end.Outcome ?? "";
                change.Case.EndedAt = now;
                break;
            default:
                throw new NotSupportedException($"The runner does not know the effect {effect.GetType().Name}.");
        }
    }

    public long Send(string kind, int node, byte[] payload)
    {
        var message = new OutboxMessage
        {
            Id = session.NextKey(),
            CaseId = change.Case.Id,
            Node = node,
            Kind = kind,
            Payload = payload,
            CreatedAt = now,
            NextAt = now,
        };
        change.Outbox.Add(message);
        return message.Id;
    }

    /// <summary>Reads the case's deadlines, once; <see cref="FindDeadline"/> needs them.</summary>
    public async Task LoadDeadlines(CancellationToken cancellation) =>
        deadlines ??= change.FromVersion == 0 ? [] : [.. await session.Deadlines(change.Case.Id, cancellation)];

    /// <summary>The case's deadlines, those of this step included.</summary>
    public IReadOnlyList<CaseDeadline> Deadlines => [.. deadlines!];

    public CaseDeadline? FindDeadline(string requirementId) =>
        deadlines!.Find(deadline => string.Equals(deadline.RequirementId, requirementId, StringComparison.Ordinal));

    public void StartDeadline(CaseDeadline deadline)
    {
        if (FindDeadline(deadline.RequirementId) is not null)
        {
            throw new InvalidOperationException($"The case has a deadline {deadline.RequirementId} already.");
        }

        deadline.CaseId = change.Case.Id;
        deadlines!.Add(deadline);
        change.DeadlinesStarted.Add(deadline);
    }

    public void MeetDeadline(string requirementId)
    {
        var deadline = FindDeadline(requirementId)
            ?? throw new InvalidOperationException($"The case has no deadline {requirementId}.");
        if (deadline.MetAt is not null)
        {
            return;
        }

        deadline.MetAt = now;
        deadline.Late |= now > deadline.DueAt;
        Changed(deadline);
    }

    /// <summary>The timer of a deadline fires at its due time: what is still owed is late from now on.</summary>
    public async Task MarkLate(TimerSpecification specification, CancellationToken cancellation)
    {
        if (specification is not { Kind: TimerKind.Deadline, Before: null })
        {
            return;
        }

        await LoadDeadlines(cancellation);
        if (FindDeadline(specification.Value) is { MetAt: null, Late: false } deadline && deadline.DueAt <= now)
        {
            deadline.Late = true;
            Changed(deadline);
        }
    }

    private void Changed(CaseDeadline deadline)
    {
        if (!change.DeadlinesStarted.Contains(deadline) && !change.DeadlinesChanged.Contains(deadline))
        {
            change.DeadlinesChanged.Add(deadline);
        }
    }

    private async Task Open(OpenWorkItem open, ProcessState state, CancellationToken cancellation)
    {
        var element = GraphOf(open.Definition)[open.Element];
        var item = new WorkItem
        {
            CaseId = change.Case.Id,
            No = open.Node,
            Element = open.Element,
            DefinitionId = definitions.IdOf(open.Definition),
            Name = open.Name is { } name && name != element.Name ? name[..Math.Min(name.Length, WorkItem.NameLength)] : "",
            OfficeId = OfficeOf(element, state, open.Node),
            CreatedAt = now,
            DueAt = await DueOf(open, element, state, cancellation),
            Offer = open,
        };
        WorkItemOffer.Write(item, open, await PeopleOf(open, item.OfficeId, state, cancellation));
        change.WorkOpened[open.Node] = item;
    }

    /// <summary>
    /// The people whom the process names for a task, as far as they work in its office: the task of an office is nobody
    /// else's. Whoever does not is left out, and an incident tells of it.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, long>> PeopleOf(OpenWorkItem open, long officeId, ProcessState state, CancellationToken cancellation)
    {
        var logins = WorkItemOffer.Logins(open);
        if (logins.Length == 0 || await session.Transaction(cancellation) is not { } db)
        {
            return ImmutableDictionary<string, long>.Empty;
        }

        var people = await OfficePeople.ByLogin(db, officeId, logins, now.InZone(AccessDays.Zone).Date, cancellation);
        if (people.Count < logins.Length && state.Nodes.ContainsKey(open.Node))
        {
            Raise(IncidentSource.WorkItem, open.Node, open.Element, RunnerCodes.NoPerson, "The task is for a person who is none of its office.");
        }

        return people;
    }

    private void Close(CloseWorkItem close)
    {
        var item = change.WorkOpened.GetValueOrDefault(close.Node) ?? new WorkItem { CaseId = change.Case.Id, No = close.Node };
        item.State = close.Completed ? WorkItemState.Done : WorkItemState.Cancelled;
        item.DoneAt = now;
        item.DoneBy = close.Completed ? ActorId : 0;
        if (!change.WorkOpened.ContainsKey(close.Node))
        {
            var byHand = ActorId != 0 && command.Trigger is CompleteTask complete && complete.Node == close.Node;
            change.WorkClosed[close.Node] = new WorkClosed(item, OnlyIfMine: byHand);
        }
    }

    private async Task Arm(ArmTimer arm, CancellationToken cancellation)
    {
        var from = now;
        if (command.KnownTimers?.GetValueOrDefault(arm.Number) is { } known)
        {
            change.TimersArmed[arm.Number] = NewTimer(arm, known.CountedFrom, known.DueAt);
            return;
        }

        if (arm.Again)
        {
            var last = change.TimersArmed.GetValueOrDefault(arm.Number)
                ?? await session.FindTimer(change.Case.Id, arm.Number, cancellation);
            from = last is null || last.DueAt == WorkItem.NotDue ? now : last.DueAt;
            change.TimersGone.Add(arm.Number);
        }

        await LoadDeadlines(cancellation);
        change.TimersArmed[arm.Number] = NewTimer(arm, from, await DueOf(arm, from, cancellation));
    }

    private CaseTimer NewTimer(ArmTimer arm, Instant from, Instant due) => new()
    {
        CaseId = change.Case.Id,
        No = arm.Number,
        Element = arm.Element,
        Specification = TimerJson.Write(arm.Specification),
        CountedFrom = from,
        DueAt = due,
    };

    private async Task<Instant> DueOf(ArmTimer arm, Instant from, CancellationToken cancellation)
    {
        try
        {
            return await TimerDue.Of(arm.Specification, from, arm.Again, change.Case.OfficeId, dueTimes, FindDeadline, cancellation);
        }
        catch (DueTimeException error)
        {
            Raise(IncidentSource.Timer, arm.Number, arm.Element, RunnerCodes.NoDueTime, error.Message);
            return WorkItem.NotDue;
        }
    }

    /// <summary>
    /// The due time in the inbox: what the task itself says, or else the deadline that it names (extension deadline, a text
    /// template), if it is running.
    /// </summary>
    private async Task<Instant> DueOf(OpenWorkItem open, FlowElement element, ProcessState state, CancellationToken cancellation)
    {
        if (open.Due is { } text)
        {
            try
            {
                var kind = Iso8601.IsDuration(text) ? TimerKind.Duration : TimerKind.Date;
                return await dueTimes.Count(new TimerSpecification(kind, text), now, again: false, change.Case.OfficeId, cancellation);
            }
            catch (DueTimeException error)
            {
                Raise(IncidentSource.WorkItem, open.Node, element.Id, RunnerCodes.NoDueTime, error.Message);
                return WorkItem.NotDue;
            }
        }

        // Opened and withdrawn in one step: nobody will look for it.
        if (!element.Extensions.TryGetValue("deadline", out var template) || !state.Nodes.ContainsKey(open.Node))
        {
            return WorkItem.NotDue;
        }

        try
        {
            var requirementId = Expression.ParseTemplate(template).Evaluate(new AtNode(state, open.Node)).AsText();
            await LoadDeadlines(cancellation);
            return FindDeadline(requirementId)?.DueAt ?? WorkItem.NotDue;
        }
        catch (Exception error) when (error is ExpressionSyntaxException or EvaluationException)
        {
            Raise(IncidentSource.WorkItem, open.Node, element.Id, RunnerCodes.NoDueTime, error.Message);
            return WorkItem.NotDue;
        }
    }

    /// <summary>The variables that an expression at a node sees.</summary>
    private sealed class AtNode(ProcessState state, int node) : IVariableSource
    {
        public Value? Find(string name) => state.FindVariable(node, name);
    }

    /// <summary>
    /// The office that the task names (extension office): responsible, which is also the default; intake; or else a
    /// process variable that holds an office's id.
    /// </summary>
    private long OfficeOf(FlowElement element, ProcessState state, int node)
    {
        switch (element.Extensions.GetValueOrDefault("office", "responsible"))
        {
            case "responsible":
                return change.Case.OfficeId;
            case "intake":
                return change.Case.IntakeOfficeId;
            case var _ when !state.Nodes.ContainsKey(node):
                // Opened and withdrawn in one step: nobody will look for it.
                return change.Case.OfficeId;
            case var name:
                if (state.FindVariable(node, name) is NumberValue number && decimal.IsInteger(number.Number))
                {
                    return decimal.ToInt64(number.Number);
                }

                Raise(IncidentSource.WorkItem, node, element.Id, RunnerCodes.NoOffice, $"The variable {name} holds no office.");
                return change.Case.OfficeId;
        }
    }

    public ProcessGraph GraphOf(DefinitionRef definition) => definitions.Find(definition)
        ?? throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"Definition {definition.Key} v{definition.Version} is not known."));

    public void Raise(IncidentSource source, long reference, string element, string code, string message) =>
        change.IncidentsRaised.Add(new CaseIncident
        {
            Id = session.NextKey(),
            CaseId = change.Case.Id,
            Source = source,
            Ref = reference,
            Element = element,
            Code = code,
            Message = message.Length > CaseIncident.MessageLength ? message[..CaseIncident.MessageLength] : message,
            RaisedAt = now,
        });

    private void Resolve(IncidentSource source, long reference)
    {
        var raised = change.IncidentsRaised.Find(incident => incident.Source == source && incident.Ref == reference);
        if (raised is not null)
        {
            raised.ResolvedAt = now;
        }
        else
        {
            change.IncidentsResolved.Add((source, reference));
        }
    }
}
