using System.Collections.Immutable;
using System.Globalization;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Mail;
using CaseFlow.Core.Running;
using CaseFlow.Core.Services;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Core.Scenarios;

/// <summary>
/// The world of one run: the production runner over cases in memory, a virtual clock, and stand-ins for whatever lies
/// outside.
/// </summary>
internal sealed class ScenarioWorld : IDisposable
{
    private readonly ScenarioOptions options;
    private readonly ServicePackage? service;
    private readonly ScenarioModels models;
    private readonly Dictionary<string, int> answered = new(StringComparer.Ordinal);
    private readonly CaseLocks locks = new();
    private readonly Nudge nudge = new();
    private readonly ProcessRunner runner;
    private readonly Dictionary<string, long> aliases = new(StringComparer.Ordinal);
    private readonly List<(long Case, int No)> openTasks = [];
    private readonly CancellationToken givenUp;
    private int commands;
    private bool isEmptying;

    public ScenarioWorld(ScenarioModels models, ScenarioOptions options, ScenarioTimes times, Instant start, CancellationToken givenUp)
    {
        this.givenUp = givenUp;
        this.options = options;
        (this.models, service) = (models, models.Service);
        Graphs = models.Graphs;
        Times = times;
        Clock = new VirtualClock(start);
        var handlers = new Handlers();
        foreach (var name in Graphs.SelectMany(graph => graph.Elements.Values).OfType<ServiceTask>().Select(task => task.Handler).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            handlers.AddInline(name, Answer);
        }

        var limits = new RunnerOptions { StepLimit = options.StepLimit, ServicesInAStep = options.StepLimit, WaitingInstances = 100_000, StateBytes = 64 * 1024 * 1024 };
        runner = new ProcessRunner(Store, new GivenDefinitions(Graphs, models.Decisions.Values), handlers, times, Clock, locks, nudge, limits);
        Starts = [.. Graphs.SelectMany(graph => ScenarioStart.AllOf(graph, times, Clock.Now))];
    }

    public MemoryCaseStore Store { get; } = new();

    public VirtualClock Clock { get; }

    public ScenarioTimes Times { get; }

    public ImmutableArray<ProcessGraph> Graphs { get; }

    /// <summary>What went out: letters by template, mails by recipient, calls by handler.</summary>
    public SortedDictionary<string, int> Letters { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Mails { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers instead of the options' stand-ins; null: those.</summary>
    public IOutsideWorld? Outside { get; init; }

    /// <summary>What starts a process by itself, as long as it still does.</summary>
    public List<ScenarioStart> Starts { get; }

    /// <summary>All instances, ended ones included, in the order of their start.</summary>
    public IEnumerable<Instance> Instances => Store.Cases.Select(row => new Instance(row.Id, row.ReadState(), GraphOf(row.ProcessKey)));

    /// <summary>Open user tasks in the order in which they were opened.</summary>
    public IEnumerable<WorkItem> OpenTasks
    {
        get
        {
            var open = Store.WorkItems.Where(item => item.State == WorkItemState.Open).ToDictionary(item => (item.CaseId, item.No));
            return openTasks.Where(open.ContainsKey).Select(key => open[key]);
        }
    }

    public ProcessGraph GraphOf(DefinitionRef definition) => GraphOf(definition.Key);

    public ProcessGraph GraphOf(string process) => Graphs.First(graph => graph.Definition.Key == process);

    /// <summary>The instance of an alias, or the one that has an active node of this element; null: none.</summary>
    public (Instance Instance, int Node)? Find(string? at)
    {
        if (aliases.TryGetValue(at ?? "p1", out var id))
        {
            var instance = Instances.First(candidate => candidate.Id == id);
            return (instance, instance.State.Nodes.Keys.FirstOrDefault());
        }

        return Instances.SelectMany(instance => instance.State.Nodes.Where(node => node.Value.Element == at).OrderBy(node => node.Value.Role == NodeRole.Body).Select(node => ((Instance, int)?)(instance, node.Key))).FirstOrDefault();
    }

    /// <summary>Starts a process; the refusal code, or null when it works.</summary>
    public async Task<string?> Start(string process, string? key, string? alias, ImmutableSortedDictionary<string, Value> variables, string? startEvent = null)
    {
        var index = Graphs.ToList().FindIndex(graph => graph.Definition.Key == process);
        if (index < 0)
        {
            return RejectionCodes.NotFound;
        }

        var id = Store.Cases.Count + 1L;
        var command = new CaseCommand(id, NextTrigger(), new Start(Graphs[index].Definition, key, startEvent) { Variables = variables })
        {
            New = new NewCase(service?.Key ?? "scenario", index + 1, 1, 1),
        };
        var refusal = await Run(command);
        if (refusal is null)
        {
            aliases[string.Create(CultureInfo.InvariantCulture, $"p{id}")] = id;
            aliases[alias ?? string.Create(CultureInfo.InvariantCulture, $"p{id}")] = id;
        }

        return refusal;
    }

    /// <summary>A start timer fires: an instance begins, and a cycle goes on.</summary>
    public async Task<string?> FireStart(ScenarioStart start)
    {
        var due = start.DueAt!.Value;
        Clock.MoveTo(due);
        if (!start.Again(Times))
        {
            Starts.Remove(start);
        }

        return await Start(start.Process, null, null, Variables.None, start.Element);
    }

    /// <summary>Brings a signal to all that wait for it now, in order, and starts what it starts.</summary>
    /// <param name="name">The signal.</param>
    /// <param name="variables">What it brings.</param>
    /// <param name="except">The case that has had it already; 0: none.</param>
    public async Task Broadcast(string name, ImmutableSortedDictionary<string, Value> variables, long except)
    {
        var waiting = Store.Subscriptions.Where(row => row.Kind == SubscriptionKind.Signal && row.Name == name && row.CaseId != except).Select(row => (row.CaseId, row.No)).ToArray();
        var starts = Starts.Where(start => start.Subscription.Kind == SubscriptionKind.Signal && start.Name == name).ToArray();
        foreach (var (caseId, no) in waiting)
        {
            await Step(caseId, new DeliverSignal(no) { Variables = variables });
        }

        foreach (var start in starts)
        {
            await Start(start.Process, null, null, variables, start.Element);
        }
    }

    /// <summary>Steps an instance; the refusal code, or null when it works.</summary>
    public Task<string?> Step(long id, Trigger trigger, Instant? timerDue = null) => Run(new CaseCommand(id, NextTrigger(), trigger) { TimerDue = timerDue });

    public void Dispose()
    {
        locks.Dispose();
        nudge.Dispose();
    }

    private async Task<string?> Run(CaseCommand command)
    {
        var refusal = await runner.Run(command, givenUp) switch
        {
            Committed => null,
            AlreadyDone => RejectionCodes.Conflict,
            Refused refused => refused.Code,
            var other => throw new InvalidOperationException($"Unknown result {other.GetType().Name}."),
        };
        Note();
        await EmptyOutbox();
        return refusal;
    }

    private void Note()
    {
        var known = openTasks.ToHashSet();
        openTasks.AddRange(Store.WorkItems.Where(item => item.State == WorkItemState.Open).Select(item => (item.CaseId, item.No)).Where(key => !known.Contains(key)));
    }

    /// <summary>Mails are counted. A message reaches the one who waits for it, as the pump would bring it; if nobody does, it has left this world.</summary>
    private async Task EmptyOutbox()
    {
        if (isEmptying)
        {
            return; // What a delivery sends is delivered in its turn.
        }

        isEmptying = true;
        while (Store.Outbox is [var message, ..])
        {
            Store.RemoveOutbox(message.Id);
            if (message.Kind == OutboxKinds.Mail)
            {
                Count(Mails, MailJson.Read(message.Payload).To);
            }
            else if (message.Kind == OutboxKinds.Message)
            {
                var sent = MessagePayload.Read(message.Payload);
                var waiting = Store.Subscriptions.Where(row => row.Kind == SubscriptionKind.Message && row.Name == sent.Name && (sent.Key is null || row.Key == sent.Key || row.Key.Length == 0)).Take(2).ToArray();
                if (waiting is [var only])
                {
                    await Step(only.CaseId, new DeliverMessage(only.No) { Variables = sent.Variables });
                }
                else if (waiting.Length == 0 && Starts.FirstOrDefault(start => start.Subscription.Kind == SubscriptionKind.Message && start.Name == sent.Name) is { } start)
                {
                    await Start(start.Process, sent.Key, null, sent.Variables, start.Element);
                }
            }
            else if (message.Kind == OutboxKinds.Signal)
            {
                var sent = SignalPayload.Read(message.Payload);
                await Broadcast(sent.Name, sent.Variables, message.CaseId);
            }
        }

        isEmptying = false;
    }

    private ServiceAnswer Answer(ServiceCall call)
    {
        Count(Calls, ((ServiceTask)call.Element).Handler!);
        if (call.Element.Extensions.TryGetValue("letter", out var letter))
        {
            Count(Letters, letter);
        }

        foreach (var id in models.FirstTerms)
        {
            StartDeadline(call, id, id);
        }

        var no = answered[call.Element.Id] = answered.GetValueOrDefault(call.Element.Id) + 1;
        var standIn = StandInOf(call.Element.Id, no);
        var answer = Outside is null ? standIn : Outside.Answer(call, no, standIn);
        foreach (var (id, term) in answer?.Deadlines ?? Variables.None)
        {
            StartDeadline(call, id, term.AsText());
        }

        return answer switch
        {
            null => ServiceAnswer.Done,
            { Failed: true } => new ServiceFailed(null, "The stand-in fails."),
            { Error: { } code } => new ServiceFailed(code, "The stand-in answers with an error."),
            _ => new ServiceDone(((MapValue)Times.Resolve(new MapValue(answer.Result), Clock.Now)).Entries),
        };
    }

    /// <summary>The answer of the options to this call of a service task; null: it does nothing.</summary>
    private StandIn? StandInOf(string element, int no) =>
        options.Handlers.TryGetValue(element, out var answers) ? answers[Math.Min(no, answers.Length) - 1] : null;

    private void StartDeadline(ServiceCall call, string id, string termId)
    {
        if (call.FindDeadline(id) is null)
        {
            var term = models.Terms.GetValueOrDefault(termId) ?? throw new InvalidDataException($"The edition has no term «{termId}».");
            var start = Outside?.StartOf(id) ?? call.Now;
            var deadline = Deadline.Compute(start, term.Term, Times.CalendarOf(term.Schedule ?? "working"), term.Rule);
            call.StartDeadline(new CaseDeadline
            {
                RequirementId = id,
                StartedAt = start,
                Term = term.Text,
                DueAt = deadline.DueAt,
                CalendarVersion = deadline.Calendar.Version,
                Explanation = DeadlineJson.Write(deadline.Explanation),
            });
        }
    }

    private static void Count(SortedDictionary<string, int> counts, string what) => counts[what] = counts.GetValueOrDefault(what) + 1;

    private string NextTrigger() => string.Create(CultureInfo.InvariantCulture, $"scenario-{++commands}");

    /// <summary>An instance as it stands.</summary>
    internal sealed record Instance(long Id, ProcessState State, ProcessGraph Graph)
    {
        /// <summary>A variable as an expression at this node would see it; of an ended instance the last value.</summary>
        public Value? Find(int node, string name) =>
            State.Root is null ? State.LastVariables?.GetValueOrDefault(name) : State.FindVariable(node, name);
    }
}
