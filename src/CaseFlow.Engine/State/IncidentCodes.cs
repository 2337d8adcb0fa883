namespace CaseFlow.Engine.State;

/// <summary>The closed list of what can go wrong inside a running case.</summary>
public static class IncidentCodes
{
    /// <summary>No condition is true and there is no default flow.</summary>
    public const string NoOutgoingFlow = "no-outgoing-flow";

    /// <summary>An expression, a script or a timer's text cannot be evaluated.</summary>
    public const string ExpressionError = "expression-error";

    /// <summary>Nothing catches the error.</summary>
    public const string UncaughtError = "uncaught-error";

    /// <summary>The process, decision or start event that is called does not exist.</summary>
    public const string NotFound = "not-found";

    /// <summary>More activations in one step than the limit allows: an endless loop.</summary>
    public const string StepLimit = "step-limit";

    /// <summary>A handler failed after its last attempt.</summary>
    public const string HandlerFailed = "handler-failed";
}
