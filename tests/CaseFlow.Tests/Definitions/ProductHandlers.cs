using CaseFlow.Core.Applications;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Running;

namespace CaseFlow.Tests.Definitions;

/// <summary>The product's handlers, to ask for their names and needs and not to be called: what they work with is missing.</summary>
internal static class ProductHandlers
{
    public static Handlers All { get; } = Make();

    private static Handlers Make()
    {
        var handlers = new Handlers();
        new ServiceHandlers(null!, null!, null!, null!, null!).AddTo(handlers);
        new ComplaintHandlers(new ComplaintServices(null!, null!, null!, null!, null!, null!, null!, null!), null!).AddTo(handlers);
        return handlers;
    }
}
