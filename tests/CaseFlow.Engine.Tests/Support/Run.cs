using System.Collections.Immutable;
using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Support;

/// <summary>
/// One instance under test. Every step, whatever the test is about, is also checked for what must always hold: the input
/// state is unchanged, the events fold to the new state, the state survives JSON, effects open and close in pairs.
/// </summary>
internal sealed class Run
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(5));

    /// <summary>Small enough that the small processes of tests are split, too.</summary>
    private static readonly SegmentSizes SmallSegments = new(Group: 1, LargeVariable: 6);

    private readonly Definitions definitions;
    private readonly StepOptions? options;
    private readonly List<HistoryEvent> events = [];
    private readonly Ledger ledger = new();

    private Run(Definitions definitions, StepOptions? options)
    {
        this.definitions = definitions;
        this.options = options;
    }

    public ProcessState State { get; private set; } = null!;

    public ProcessGraph Graph => definitions.First;

    /// <summary>Of the last step.</summary>
    public IReadOnlyList<Effect> Effects { get; private set; } = [];

    public IReadOnlyList<HistoryEvent> Events => events;

    public Ledger Ledger => ledger;

    /// <summary>Starts the process at this element instead of its none start event.</summary>
    public static Run StartAt(string element, string process, params (string Name, object? Value)[] variables)
    {
        var run = new Run(new Definitions(Bpmn.Xml(process)), null);
        return run.Step(new Start(run.Graph.Definition, StartEvent: element) { Variables = Map(variables) });
    }

    public static Run Start(Definitions definitions, StepOptions options, Start start) => new Run(definitions, options).Step(start);

    /// <summary>Starts a process that may ask this decision.</summary>
    public static Run StartWith(Decision decision, string process, params (string Name, object? Value)[] variables)
    {
        var run = new Run(new Definitions(Bpmn.Xml(process)) { Decisions = { decision } }, null);
        return run.Step(new Start(run.Graph.Definition) { Variables = Map(variables) });
    }

    /// <summary>Starts the process that the text draws (see <see cref="Bpmn"/>).</summary>
    public static Run Start(string process, params (string Name, object? Value)[] variables) => Start(process, null, null, variables);

    public static Run Start(string process, StepOptions? options, ReadOptions? reading, params (string Name, object? Value)[] variables) =>
        StartXml(Bpmn.Xml(process), options, reading, variables);

    public static Run StartXml(string xml, StepOptions? options = null, ReadOptions? reading = null, params (string Name, object? Value)[] variables)
    {
        var run = new Run(new Definitions(xml, reading), options);
        run.Step(new Start(run.Graph.Definition) { Variables = Map(variables) });
        return run;
    }

    public static ImmutableSortedDictionary<string, Value> Map((string Name, object? Value)[] variables) =>
        Variables.Of([.. variables.Select(variable => (variable.Name, Of(variable.Value)))]);

    public static Value Of(object? value) => value switch
    {
        null => Value.Null,
        Value known => known,
        bool boolean => Value.Of(boolean),
        int number => Value.Of((decimal)number),
        decimal number => Value.Of(number),
        string text => Value.Of(text),
        IEnumerable<object> items => Value.Of(items.Select(Of)),
        _ => throw new ArgumentException($"No value for {value.GetType().Name}.", nameof(value)),
    };

    public Run Complete(string element, params (string Name, object? Value)[] variables) => Step(new CompleteTask(Node(element)) { Variables = Map(variables) });

    public Run Answer(string element, params (string Name, object? Value)[] variables) => Step(new CompleteService(Node(element)) { Variables = Map(variables) });

    public Run Fail(string element, string? code) => Step(new FailService(Node(element), code, "It failed."));

    public Run Fire(string element) => Step(new FireTimer(Subscription(element, SubscriptionKind.Timer)));

    public Run Deliver(string element, params (string Name, object? Value)[] variables) =>
        Step(new DeliverMessage(Subscription(element, SubscriptionKind.Message)) { Variables = Map(variables) });

    public Run Signal(string element, params (string Name, object? Value)[] variables) =>
        Step(new DeliverSignal(Subscription(element, SubscriptionKind.Signal)) { Variables = Map(variables) });

    public Run Set(params (string Name, object? Value)[] variables) => Step(new SetVariables(State.Nodes.Keys.First()) { Variables = Map(variables) });

    /// <summary>As <see cref="Set"/>, seen from the first node of this element.</summary>
    public Run SetAt(string element, params (string Name, object? Value)[] variables) => Step(new SetVariables(Node(element)) { Variables = Map(variables) });

    public Run Retry(string element, params (string Name, object? Value)[] variables) =>
        Step(new Retry(State.Incidents.First(incident => incident.Value.Element == element).Key) { Variables = Map(variables) });

    public Run Skip(string element, params (string Name, object? Value)[] variables) => Step(new Skip(Node(element)) { Variables = Map(variables) });

    public Run CancelNode(string element) => Step(new CancelNode(Node(element)));

    public Run Move(string element, string target) => Step(new Move(Node(element), target));

    /// <summary>The process of the text becomes a further version; what migrating there would be.</summary>
    public Migrate To(string process, params (string Old, string New)[] mapping) => new(
        definitions.Add(Bpmn.Xml(process)), mapping.ToImmutableSortedDictionary(name => name.Old, name => name.New, StringComparer.Ordinal));

    public Run Migrate(string process, params (string Old, string New)[] mapping) => Step(To(process, mapping));

    /// <summary>The migration is refused for these reasons, and no others.</summary>
    public Run RefusesToMigrate(Migrate migrate, params Obstacle[] obstacles)
    {
        Refuses(migrate, RejectionCodes.NotPossible);
        Assert.Equal(obstacles, ((Rejected)Stepper.Step(definitions, State, migrate, Now, options)).Obstacles);
        return this;
    }

    /// <summary>What the trigger would give, without being made.</summary>
    public StepResult Try(Trigger trigger) => Stepper.Step(definitions, State, trigger, Now, options);

    public Run Step(Trigger trigger)
    {
        var before = State is null ? null : StateJson.Write(State);
        var stepped = Assert.IsType<Stepped>(Stepper.Step(definitions, State, trigger, Now, options));
        Assert.Equal(before, State is null ? null : StateJson.Write(State));

        events.AddRange(stepped.Events);
        (State, Effects) = (stepped.State, stepped.Effects);
        ledger.Answered(trigger);
        foreach (var effect in stepped.Effects)
        {
            ledger.Apply(effect);
        }

        CheckState();
        return this;
    }

    /// <summary>The step is refused with this code, and the state stays as it was.</summary>
    public Run Refuses(Trigger trigger, string code)
    {
        var before = StateJson.Write(State);
        var rejected = Assert.IsType<Rejected>(Stepper.Step(definitions, State, trigger, Now, options));
        Assert.Equal(code, rejected.Code);
        Assert.NotEmpty(rejected.Message);
        Assert.Equal(before, StateJson.Write(State));
        return this;
    }

    /// <summary>These elements, and no others, are where the instance stands; tokens at a join are named by their flow's target.</summary>
    public Run IsWaitingAt(params string[] elements)
    {
        Assert.Equal(elements.Order(StringComparer.Ordinal), Waiting());
        return this;
    }

    public Run HasEnded(string? outcome)
    {
        Assert.Equal(ProcessStatus.Ended, State.Status);
        Assert.Equal(outcome, State.Outcome);
        return this;
    }

    public Run HasIncident(string element, string code)
    {
        Assert.Contains(State.Incidents.Values, incident => incident.Element == element && incident.Code == code);
        return this;
    }

    /// <summary>A variable as the n-th node of this element sees it; null: none.</summary>
    public Run Sees(string element, string variable, object? value, int n = 0)
    {
        Assert.Equal(value is null ? null : Of(value), State.FindVariable(Node(element, n), variable));
        return this;
    }

    public Run HasNoIncident()
    {
        Assert.Empty(State.Incidents);
        return this;
    }

    public Run Has(string variable, object? value)
    {
        Assert.Equal(Of(value), (State.Root?.Variables ?? State.LastVariables)!.GetValueOrDefault(variable));
        return this;
    }

    /// <summary>The n-th node of the element, in order of creation; the body of a loop does not count, its instances do.</summary>
    public int Node(string element, int n = 0) => State.Nodes.Where(node => node.Value.Element == element && node.Value.Role != NodeRole.Body).ElementAt(n).Key;

    public int Subscription(string element, SubscriptionKind kind) =>
        State.Subscriptions.First(subscription => subscription.Value.Element == element && subscription.Value.Kind == kind).Key;

    /// <summary>How often the element was entered; a join: how often it fired.</summary>
    public int Visits(string element) => events.Count(happened => happened is Entered entered && entered.Element == element || happened is Passed passed && passed.Element == element);

    /// <summary>The element of a node; null for a process.</summary>
    public FlowElement? ElementOf(Node node, int number) => node.Definition is null ? definitions.Find(State.DefinitionOf(number))![node.Element] : null;

    /// <summary>
    /// Where somebody or something is waited for, by element: nodes but for processes, sub-processes, running calls and the
    /// bodies of loops; and the tokens at joins.
    /// </summary>
    public IEnumerable<string> Waiting()
    {
        var nodes = State.Nodes.Where(node => !IsScope(node.Value, node.Key)).Select(node => node.Value.Element);
        var tokens = State.Nodes.SelectMany(node => (node.Value.Tokens ?? ImmutableSortedDictionary<string, int>.Empty)
            .SelectMany(token => Enumerable.Repeat(definitions.Find(State.DefinitionOf(node.Key))!.Flows[token.Key].Target.Id, token.Value)));
        return nodes.Concat(tokens).Order(StringComparer.Ordinal);
    }

    private bool IsScope(Node node, int number) => node.Role == NodeRole.Body || ElementOf(node, number) switch
    {
        null or SubProcess => true,
        CallActivity => State.Nodes.Values.Any(other => other.Parent == number),
        _ => false,
    };

    private void CheckState()
    {
        Assert.All(State.Incidents.Values, incident => Assert.NotEmpty(incident.Message));
        var json = StateJson.Write(State);
        Assert.Equal(json, StateJson.Write(StateFold.Fold(events)));
        Assert.Equal(json, StateJson.Write(StateJson.ReadState(json)));
        var parts = StateSegments.Split(State, SmallSegments);
        var joined = StateSegments.Join(parts.Root, parts.Segments);
        Assert.Equal(json, StateJson.Write(joined));
        var history = StateJson.Write(events);
        Assert.Equal(history, StateJson.Write(StateJson.ReadEvents(history)));
        if (State.Status != ProcessStatus.Running)
        {
            Assert.Empty(State.Nodes);
            Assert.Empty(State.Subscriptions);
            Assert.Empty(State.Incidents);
            Assert.Empty(ledger.Open);
        }

        // A host steps what it has read; what is derived must be the same as if it had been kept.
        State = events.Count % 2 == 0 ? joined : State;
    }
}
