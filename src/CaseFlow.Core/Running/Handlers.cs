using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Running;

/// <summary>
/// The service handlers that definitions may name. Three kinds: <em>inline</em> computes; <em>local</em> works in the
/// step's own transaction and touches nothing but the database, since a conflict repeats it; <em>remote</em> reaches
/// outside and is called from the outbox, at least once.
/// </summary>
public sealed class Handlers
{
    private readonly Dictionary<string, Handler> byName = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, HandlerNeeds> needs = new(StringComparer.Ordinal);

    /// <summary>Their names in order, with what each needs of a package: for checking a definition.</summary>
    public IReadOnlyDictionary<string, HandlerNeeds> Needs => needs;

    public Handlers AddInline(string name, Func<ServiceCall, ServiceAnswer> handle) =>
        Add(name, new InlineHandler(handle), HandlerNeeds.Nothing);

    public Handlers AddLocal(string name, Func<ServiceCall, CancellationToken, Task<ServiceAnswer>> handle, HandlerNeeds? needs = null) =>
        Add(name, new LocalHandler(handle), needs ?? HandlerNeeds.Nothing);

    public Handlers AddRemote(string name, Func<RemoteCall, CancellationToken, Task<ServiceAnswer>> handle, HandlerNeeds? needs = null) =>
        Add(name, new RemoteHandler(handle), needs ?? HandlerNeeds.Nothing);

    internal Handler? Find(string name) => byName.GetValueOrDefault(name);

    private Handlers Add(string name, Handler handler, HandlerNeeds needed)
    {
        byName.Add(name, handler);
        needs.Add(name, needed);
        return this;
    }
}

/// <summary>A service task's work outside the system.</summary>
/// <param name="IdempotencyKey">The same at every attempt: the outbox id.</param>
/// <param name="CaseId">The case that waits.</param>
/// <param name="Element">BPMN id of the service task.</param>
/// <param name="Variables">All variables that were visible at the task.</param>
public sealed record RemoteCall(
    long IdempotencyKey, long CaseId, string Element, ImmutableSortedDictionary<string, Value> Variables);

internal abstract record Handler;

internal sealed record InlineHandler(Func<ServiceCall, ServiceAnswer> Handle) : Handler;

internal sealed record LocalHandler(Func<ServiceCall, CancellationToken, Task<ServiceAnswer>> Handle) : Handler;

internal sealed record RemoteHandler(Func<RemoteCall, CancellationToken, Task<ServiceAnswer>> Handle) : Handler;
