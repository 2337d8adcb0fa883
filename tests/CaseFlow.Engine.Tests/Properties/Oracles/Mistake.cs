namespace CaseFlow.Engine.Tests.Properties.Oracles;

/// <summary>What the oracle gets wrong on purpose, to show that the comparison would see it.</summary>
internal enum Mistake
{
    None,
    JoinCountsTokens,
    NonInterruptingTimerStays,
    TerminateLeavesOthers,
    DefaultIsNeverTaken,
    CompletionKeepsBoundaries,
    InclusiveJoinWaitsForAll,
    InclusiveJoinWaitsForNone,
    BoundaryBeforeEventSubProcess,
    CatchAllBeforeCode,
    EscalationEndsThrower,
    SignalReachesTheFirstAlone,
    ConditionOccursWhileTrue,
    CompensationInOrderOfCompletion,
    CompensationDoesNotWait,
    UnfinishedIsCompensated,
    CancelLeavesTheRest,
    LoopCounterFromOne,
    CompletionConditionIsIgnored,
    SequentialAllAtOnce,
    StandardLoopStopsOnTrue,
    CallSharesVariables,
    DataObjectsAreGlobal,
    AnyPartOfAll,
}
