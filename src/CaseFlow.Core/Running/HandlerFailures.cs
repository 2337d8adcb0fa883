namespace CaseFlow.Core.Running;

/// <summary>
/// Local handlers that threw. Their transaction is lost, so the step is made again with their failure as the answer;
/// numbers of nodes are the same as long as the case's version is.
/// </summary>
internal sealed class HandlerFailures
{
    private readonly Dictionary<(long Version, int Node), ServiceFailed> answers = [];

    public void Add(HandlerFailedException failed) => answers[(failed.Version, failed.Node)] = failed.Answer;

    public ServiceFailed? Find(long version, int node) => answers.GetValueOrDefault((version, node));
}

/// <summary>Leaves the step when a local handler throws.</summary>
internal sealed class HandlerFailedException(long version, int node, Exception cause)
    : Exception("A handler failed.", cause)
{
    public long Version { get; } = version;

    public int Node { get; } = node;

    /// <summary>The type of the error alone: its message might hold personal data. The log has the rest.</summary>
    public ServiceFailed Answer => new(null, InnerException!.GetType().Name);
}
