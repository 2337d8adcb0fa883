using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using CaseFlow.Core.Scenarios;
using CaseFlow.Core.Trials;
using CaseFlow.Engine.Model;
using NodaTime;

namespace CaseFlow.Core.WhatIf;

/// <summary>Handlers answer what they answered then; one that is new in the draft answers as the product's would.</summary>
internal sealed class RecordedAnswers(Definition definition, PastCase past) : IOutsideWorld
{
    public StandIn? Answer(ServiceCall call, int no, StandIn? given)
    {
        var handler = ((ServiceTask)call.Element).Handler;
        var effect = HandlerEffects.Of(handler)?.Answers?.Invoke(call);
        var then = past.Recorded.Answers.GetValueOrDefault(call.Element.Id);
        var answer = then is null ? effect : then[Math.Min(no, then.Count) - 1] with { Deadlines = (effect ?? StandIn.Nothing).Deadlines };
        if (answer?.Error is null && HandlerEffects.Meets(handler, definition))
        {
            TrialOutside.MeetAll(call, definition);
        }

        return answer;
    }

    public Instant? StartOf(string deadline) => past.TermsBegan.TryGetValue(deadline, out var began) ? began : null;
}
