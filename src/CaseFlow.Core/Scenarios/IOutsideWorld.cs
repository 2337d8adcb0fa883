using CaseFlow.Core.Running;
using NodaTime;

namespace CaseFlow.Core.Scenarios;

/// <summary>What lies outside a trial's world: it answers for the handlers of service tasks.</summary>
internal interface IOutsideWorld
{
    /// <summary>The answer to a call; null: it does nothing. It may meet deadlines of the call's case.</summary>
    /// <param name="call">The call.</param>
    /// <param name="no">1 for the first call of this service task, 2 for the second …</param>
    /// <param name="given">What the trial's options say; null: nothing.</param>
    StandIn? Answer(ServiceCall call, int no, StandIn? given);

    /// <summary>From when a deadline counts; null: from the call that starts it.</summary>
    Instant? StartOf(string deadline);
}
