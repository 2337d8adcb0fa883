using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using CaseFlow.Core.Scenarios;
using CaseFlow.Engine.Model;
using NodaTime;

namespace CaseFlow.Core.Trials;

/// <summary>Answers as the product's handlers would, unless the trial says otherwise, and notes every call.</summary>
internal sealed class TrialOutside(Definition definition) : IOutsideWorld
{
    private readonly List<TrialCall> calls = [];

    public IReadOnlyList<TrialCall> Calls => calls;

    public StandIn Answer(ServiceCall call, int no, StandIn? given)
    {
        var handler = ((ServiceTask)call.Element).Handler ?? "";
        var answer = given is { IsNothing: false } ? given : HandlerEffects.Of(handler)?.Answers?.Invoke(call) ?? StandIn.Nothing;
        var works = answer is { Failed: false, Error: null };
        if (works && HandlerEffects.Meets(handler, definition))
        {
            MeetAll(call, definition);
        }

        calls.Add(new TrialCall(call.Element.Id, handler, no, call.Now, answer, works ? LettersOf(call, handler) : [], call.Variables));
        return answer;
    }

    public Instant? StartOf(string deadline) => null;

    /// <summary>What is owed by the edition's terms is done, the inner terms with it; what is not begun is not owed.</summary>
    public static void MeetAll(ServiceCall call, Definition definition)
    {
        foreach (var deadline in call.Deadlines.Where(deadline => definition.TermOf(deadline.RequirementId) is not null && IsOwed(deadline.RequirementId)))
        {
            call.MeetDeadline(deadline.RequirementId);
        }
    }

    /// <summary>Whether the office owes something by this term; for an explanation nobody waits, the consideration goes on without it.</summary>
    public static bool IsOwed(string id) => !id.StartsWith(Complaints.ComplaintSettings.Explanation, StringComparison.Ordinal);

    private static string[] LettersOf(ServiceCall call, string handler) => [.. HandlerEffects.Of(handler)?.Letters?.Invoke(call) ?? []];
}
