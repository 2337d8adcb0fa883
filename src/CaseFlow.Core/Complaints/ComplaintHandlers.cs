using CaseFlow.Core.Running;

namespace CaseFlow.Core.Complaints;

/// <summary>What the definitions of complaints may ask for by name.</summary>
public sealed class ComplaintHandlers : IHandlerSource
{
    internal static readonly HandlerNeeds Needs = new() { Cases = HandlerCases.Complaints };

    private readonly ComplaintWork work;
    private readonly NewDecision newDecision;

    /// <param name="services">What the work needs.</param>
    /// <param name="runner">The runner, which itself needs the handlers: it is asked for when a new case is begun.</param>
    public ComplaintHandlers(ComplaintServices services, Func<ProcessRunner> runner) =>
        (work, newDecision) = (new ComplaintWork(services), new NewDecision(services, runner));

    /// <inheritdoc />
    public void AddTo(Handlers handlers)
    {
        new ComplaintRegistration(work).AddTo(handlers);
        new ComplaintEscalation(work).AddTo(handlers);
        new ComplaintReply(work).AddTo(handlers);
        new ComplaintRemedies(work).AddTo(handlers);
        handlers.AddRemote("beginNewDecision", newDecision.Begin, Needs);
    }
}
