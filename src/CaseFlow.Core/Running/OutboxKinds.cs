namespace CaseFlow.Core.Running;

/// <summary>What an outbox row asks for.</summary>
public static class OutboxKinds
{
    /// <summary>Send a mail.</summary>
    public const string Mail = "mail";

    /// <summary>Call the remote handler of a service task and answer its node.</summary>
    public const string Call = "call";

    /// <summary>Deliver a message to the case that waits for it.</summary>
    public const string Message = "message";

    /// <summary>Bring a signal to all other cases that wait for it, and to the processes that it starts: a row for each.</summary>
    public const string Signal = "signal";

    /// <summary>Deliver a signal to one subscription.</summary>
    public const string SignalToCase = "signal-to-case";

    /// <summary>Start a process by a signal.</summary>
    public const string SignalStart = "signal-start";
}
