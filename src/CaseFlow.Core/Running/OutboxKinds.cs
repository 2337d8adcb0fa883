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

    /// <summary>Deliver a signal to all other cases that wait for it, and start the processes that it starts.</summary>
    public const string Signal = "signal";
}
