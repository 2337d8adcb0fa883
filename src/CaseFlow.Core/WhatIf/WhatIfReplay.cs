using System.Collections.Immutable;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Forms;
using CaseFlow.Core.Running;
using CaseFlow.Core.Scenarios;
using CaseFlow.Core.Trials;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Core.WhatIf;

/// <summary>
/// Replays past cases on a definition: the inputs of their history at the times of their history, the timers and terms of
/// the definition. The runner of production does it, over cases in memory.
/// </summary>
public sealed class WhatIfReplay(Definition definition, IReadOnlyList<Definition> called, CalendarSet set)
{
    /// <summary>So many timers after the last input are a cycle that nothing ends.</summary>
    private const int MaximumTimers = 1_000;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private readonly ScenarioModels models = ScenarioModels.Of(definition, called);
    private readonly TrialCalendars calendars = new(set);

    /// <summary>What would have become of the case.</summary>
    public async Task<WhatIfResult> Run(PastCase past, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        var options = new ScenarioOptions { Office = past.Schedule };
        using var world = new ScenarioWorld(models, options, new ScenarioTimes(options, calendars), past.Recorded.StartedAt, limit.Token)
        {
            Outside = new RecordedAnswers(definition, past),
        };
        try
        {
            return await new Replay(definition, past, world).Run();
        }
        catch (DueTimeException wrong)
        {
            return new WhatIfResult(Verdict.Stuck, false, "", Short(wrong.Message));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WhatIfResult(Verdict.Stuck, false, "", TrialStand.TooLong);
        }
    }

    private static string Short(string text) => text.Length > WhatIfCase.DetailLength ? text[..WhatIfCase.DetailLength] : text;

    /// <summary>One case on its way.</summary>
    private sealed class Replay(Definition definition, PastCase past, ScenarioWorld world)
    {
        private readonly ScenarioActions actions = new(world);
        private readonly List<RecordedInput> pending = [];

        public async Task<WhatIfResult> Run()
        {
            var start = past.Recorded.StartEvent is { } own && definition.Graph.Elements.ContainsKey(own) ? own : null;
            if (await world.Start(definition.Graph.Definition.Key, past.Recorded.BusinessKey, null, past.Recorded.Start, start) is { } refusal)
            {
                return new WhatIfResult(Verdict.Stuck, false, "", refusal);
            }

            foreach (var input in past.Recorded.Inputs)
            {
                if (await MoveTo(input.At) is { } early)
                {
                    return early;
                }

                pending.Add(input);
                if (await Settle() is { } asked)
                {
                    return asked;
                }
            }

            return await WaitOut() ?? Judge();
        }

        /// <summary>Fires what is due on the way; each timer may ask for what was answered already.</summary>
        private async Task<WhatIfResult?> MoveTo(Instant at)
        {
            for (var fired = 0; fired < MaximumTimers && !HasEnded; fired++)
            {
                if (!(await actions.FireNext(at)).Any)
                {
                    break;
                }

                if (await Settle() is { } asked)
                {
                    return asked;
                }
            }

            world.Clock.MoveTo(at);
            return null;
        }

        /// <summary>After the last input only timers move it.</summary>
        private async Task<WhatIfResult?> WaitOut()
        {
            for (var fired = 0; fired < MaximumTimers && !HasEnded && !IsAsked && !HasIncident; fired++)
            {
                if (!(await actions.FireNext(WorkItem.NotDue - Duration.FromDays(1))).Any)
                {
                    return null;
                }

                if (await Settle() is { } asked)
                {
                    return asked;
                }
            }

            return null;
        }

        /// <summary>Gives the answers of then to all that asks for them now, in the order of then.</summary>
        private async Task<WhatIfResult?> Settle()
        {
            for (var at = 0; at < pending.Count;)
            {
                var input = pending[at];
                var (fits, unanswered) = await Give(input);
                if (unanswered is not null)
                {
                    return unanswered;
                }

                if (fits)
                {
                    pending.RemoveAt(at);
                    at = 0;
                }
                else
                {
                    at++;
                }
            }

            return null;
        }

        private async Task<(bool Fits, WhatIfResult? Unanswered)> Give(RecordedInput input)
        {
            if (input.Kind == RecordedInput.Task)
            {
                if (world.OpenTasks.FirstOrDefault(item => item.Element == input.Element) is not { } task)
                {
                    return (false, null);
                }

                if (NewQuestion(task, input) is { } question)
                {
                    return (false, new WhatIfResult(Verdict.Unknown, false, task.Element, question));
                }

                return (await world.Step(task.CaseId, new CompleteTask(task.No) { Variables = input.Variables }) is null, null);
            }

            var kind = input.Kind == RecordedInput.Message ? SubscriptionKind.Message : SubscriptionKind.Signal;
            var waiting = world.Store.Subscriptions.Where(row => row.Kind == kind && row.Name == input.Name).OrderBy(row => row.Element != input.Element).FirstOrDefault();
            Trigger? trigger = waiting is null ? null : kind == SubscriptionKind.Message ? new DeliverMessage(waiting.No) : new DeliverSignal(waiting.No);
            return (trigger is not null && await world.Step(waiting!.CaseId, trigger with { Variables = input.Variables }) is null, null);
        }

        /// <summary>A field of the draft's form that needs an answer and has none of then, or none that may be given now; null: none.</summary>
        private string? NewQuestion(WorkItem task, RecordedInput input)
        {
            if (definition.Graph.Elements.GetValueOrDefault(task.Element)?.Extensions.GetValueOrDefault("form") is not { } id || definition.Forms.GetValueOrDefault(id) is not { } form)
            {
                return null;
            }

            var open = form.Fields.Where(field => field is { IsText: false, IsReadOnly: false } && IsOpen(field, input.Variables.GetValueOrDefault(field.Key))).ToArray();
            if (open.Length == 0)
            {
                return null;
            }

            var visible = Tasks.VariablesOf(world.Instances.First(instance => instance.Id == task.CaseId).State, task.No);
            return open.FirstOrDefault(field => !FormSubmission.IsHidden(field, input.Variables, visible))?.Key;
        }

        private static bool IsOpen(FormField field, Value? answer) => answer is null or NullValue
            ? field.IsRequired
            : field.ChoicesKey is null && field.Choices.Count > 0 && field.Choices.All(choice => choice.Value != answer.AsText());

        private ProcessState Root => world.Store.Cases[0].ReadState();

        private bool HasEnded => world.Store.Cases[0].Status != ProcessStatus.Running;

        private bool IsAsked => world.OpenTasks.Any();

        private bool HasIncident => Open.Any();

        private IEnumerable<CaseIncident> Open => world.Store.Incidents.Where(static incident => incident.ResolvedAt is null);

        private WhatIfResult Judge()
        {
            var root = world.Store.Cases[0];
            if (root.Status != ProcessStatus.Running)
            {
                var late = world.Store.Deadlines.Any(deadline => TrialOutside.IsOwed(deadline.RequirementId) && (deadline.Late || (deadline.MetAt is null && deadline.DueAt <= root.EndedAt)));
                var detail = root.Outcome != past.Outcome ? root.Outcome : OtherVariable(Root.LastVariables ?? Variables.None);
                return detail is null ? new WhatIfResult(Verdict.Same, late, "", "") : new WhatIfResult(Verdict.Otherwise, late, Parting(), detail);
            }

            if (Open.FirstOrDefault() is { } incident)
            {
                var asks = incident.Message.Contains(UnknownVariable, StringComparison.Ordinal);
                return new WhatIfResult(asks ? Verdict.Unknown : Verdict.Stuck, false, incident.Element, asks ? VariableOf(incident.Message) : incident.Code);
            }

            if (world.OpenTasks.FirstOrDefault() is { } task)
            {
                return new WhatIfResult(Verdict.Unknown, false, task.Element, "");
            }

            if (world.Store.Subscriptions.FirstOrDefault(static row => row.Kind is SubscriptionKind.Message or SubscriptionKind.Signal) is { } wait)
            {
                return new WhatIfResult(Verdict.Unknown, false, wait.Element, wait.Name);
            }

            var waiting = new ScenarioExpectations(world).Waiting().Where(id => definition.Graph.Elements.GetValueOrDefault(id) is not Engine.Model.SubProcess);
            return new WhatIfResult(Verdict.Stuck, false, waiting.FirstOrDefault() ?? "", "");
        }

        /// <summary>A variable that both know and that ends with another value; null: none.</summary>
        private string? OtherVariable(ImmutableSortedDictionary<string, Value> last) =>
            last.Where(entry => past.LastVariables.TryGetValue(entry.Key, out var then) && !then.Equals(entry.Value)).Select(entry => entry.Key).FirstOrDefault();

        /// <summary>The last element before the first that the case did not come to then.</summary>
        private string Parting()
        {
            var now = new ScenarioExpectations(world).Visits().ToArray();
            var then = past.Recorded.Visited;
            var same = 0;
            while (same < now.Length && same < then.Count && now[same] == then[same])
            {
                same++;
            }

            return same == 0 ? now.FirstOrDefault() ?? "" : now[same - 1];
        }

        private const string UnknownVariable = "There is no variable «";

        private static string VariableOf(string message)
        {
            var name = message[(message.IndexOf(UnknownVariable, StringComparison.Ordinal) + UnknownVariable.Length)..];
            var end = name.IndexOf('»', StringComparison.Ordinal);
            return Short(end < 0 ? name : name[..end]);
        }
    }
}
