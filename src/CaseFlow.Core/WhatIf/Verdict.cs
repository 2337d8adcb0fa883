namespace CaseFlow.Core.WhatIf;

/// <summary>What would have become of a past case on a draft.</summary>
public enum Verdict
{
    /// <summary>Not replayed yet.</summary>
    Waiting = 0,

    /// <summary>It would have ended at the same end event, with the same decisions.</summary>
    Same = 1,

    /// <summary>It would have ended at another end event, or with another value of a variable that both know.</summary>
    Otherwise = 2,

    /// <summary>It would have stopped: an incident, or nothing that could move it on.</summary>
    Stuck = 3,

    /// <summary>The draft asks what nobody answered then: a task, a message or a variable.</summary>
    Unknown = 4,
}

/// <summary>The verdict on one case.</summary>
/// <param name="Verdict">What would have become of it.</param>
/// <param name="IsLate">Whether one of the draft's terms would have passed unmet; false unless it would have ended.</param>
/// <param name="Element">BPMN id where the ways part, or where it would stand; empty when they do not.</param>
/// <param name="Detail">Id of the end event, name of the variable or field, or code of the incident that decides; empty: none.</param>
public sealed record WhatIfResult(Verdict Verdict, bool IsLate, string Element, string Detail);
