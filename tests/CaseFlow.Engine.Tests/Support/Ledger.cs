namespace CaseFlow.Engine.Tests.Support;

/// <summary>Keeps book of what the host was asked for: nothing is opened twice, nothing is closed that is not open.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<(string Kind, int Number), string> open = [];

    public IEnumerable<string> Open => open.Select(entry => $"{entry.Key.Kind} {entry.Key.Number} ({entry.Value})").Order(StringComparer.Ordinal);

    public IEnumerable<string> OpenTasks => open.Where(entry => entry.Key.Kind == "work item").Select(entry => entry.Value).Order(StringComparer.Ordinal);

    /// <summary>A handler's answer closes its call, although no effect says so.</summary>
    public void Answered(Trigger trigger)
    {
        if (trigger is CompleteService complete)
        {
            Close("service", complete.Node);
        }
        else if (trigger is FailService fail)
        {
            Close("service", fail.Node);
        }
    }

    public void Apply(Effect effect)
    {
        switch (effect)
        {
            case OpenWorkItem item:
                Add("work item", item.Node, item.Element);
                break;
            case CloseWorkItem item:
                Close("work item", item.Node);
                break;
            case ArmTimer { Again: true } timer:
                Assert.Contains(("timer", timer.Number), open.Keys);
                break;
            case ArmTimer timer:
                Add("timer", timer.Number, timer.Element);
                break;
            case DisarmTimer timer:
                Close("timer", timer.Number);
                break;
            case OpenSubscription subscription:
                Add("subscription", subscription.Number, subscription.Element);
                break;
            case CloseSubscription subscription:
                Close("subscription", subscription.Number);
                break;
            case CallService service:
                Add("service", service.Node, service.Element);
                break;
            case CancelService service:
                Close("service", service.Node);
                break;
            case RaiseIncident incident:
                Add("incident", incident.Number, incident.Element);
                break;
            case ResolveIncident incident:
                Close("incident", incident.Number);
                break;
            case EndInstance:
                Assert.Empty(Open);
                break;
            case Rename { Kind: RenamedKind.WorkItem } item:
                Change("work item", item.Number, item.Element);
                break;
            case Rename { Kind: RenamedKind.Timer } timer:
                Change("timer", timer.Number, timer.Element);
                break;
            case Rename { Kind: RenamedKind.Subscription } subscription:
                Change("subscription", subscription.Number, subscription.Element);
                break;
            case Rename incident:
                Change("incident", incident.Number, incident.Element);
                break;
            case SendMessage or SendSignal or ChangeDefinition:
                break;
            default:
                throw new InvalidOperationException($"The ledger does not know {effect}.");
        }
    }

    private void Add(string kind, int number, string element) =>
        Assert.True(open.TryAdd((kind, number), element), $"{kind} {number} of {element} was opened twice.");

    private void Change(string kind, int number, string element)
    {
        Assert.True(open.ContainsKey((kind, number)), $"{kind} {number} was renamed and is not open.");
        open[(kind, number)] = element;
    }

    private void Close(string kind, int number) =>
        Assert.True(open.Remove((kind, number)), $"{kind} {number} was closed and is not open.");
}
