namespace CaseFlow.Engine.Reading;

/// <summary>The closed list of what a reader can say about a file; docs/bpmn-support.md explains each.</summary>
public static class DiagnosticCodes
{
    public const string TooLarge = "too-large";
    public const string TooManyElements = "too-many-elements";
    public const string TooDeep = "too-deep";
    public const string Doctype = "doctype";
    public const string NotWellFormed = "not-well-formed";
    public const string NotBpmn = "not-bpmn";
    public const string Schema = "schema";

    public const string MissingId = "missing-id";
    public const string DuplicateId = "duplicate-id";
    public const string InvalidAttribute = "invalid-attribute";
    public const string UnknownReference = "unknown-reference";
    public const string FlowCrossesScope = "flow-crosses-scope";
    public const string NoExecutableProcess = "no-executable-process";

    public const string UnsupportedElement = "unsupported-element";
    public const string UnsupportedEvent = "unsupported-event";
    public const string UnsupportedMultiple = "unsupported-multiple";
    public const string UnsupportedLoop = "unsupported-loop";
    public const string UnsupportedQuantity = "unsupported-quantity";
    public const string UnsupportedScript = "unsupported-script";
    public const string UnsupportedLanguage = "unsupported-language";

    public const string ExpressionSyntax = "expression-syntax";
    public const string TimerDefinition = "timer-definition";
    public const string TimerText = "timer-text";
    public const string MissingCode = "missing-code";
    public const string MissingName = "missing-name";
    public const string MissingCondition = "missing-condition";
    public const string MissingCalledElement = "missing-called-element";
    public const string DuplicateSignal = "duplicate-signal";
    public const string DuplicateMessageStart = "duplicate-message-start";
    public const string LoopDefinition = "loop-definition";

    public const string NoStartEvent = "no-start-event";
    public const string SeveralNoneStarts = "several-none-starts";
    public const string SubProcessStart = "sub-process-start";
    public const string IncomingFlow = "incoming-flow";
    public const string OutgoingFlow = "outgoing-flow";
    public const string GatewayWithoutOutgoing = "gateway-without-outgoing";
    public const string SeveralUnconditionalFlows = "several-unconditional-flows";
    public const string DefaultWithCondition = "default-with-condition";
    public const string EventGatewayTarget = "event-gateway-target";
    public const string MustInterrupt = "must-interrupt";
    public const string EventSubProcessStart = "event-sub-process-start";
    public const string EventSubProcessFlow = "event-sub-process-flow";
    public const string MisplacedEvent = "misplaced-event";
    public const string CompensationHandler = "compensation-handler";
    public const string LinkTarget = "link-target";
    public const string DuplicateCatch = "duplicate-catch";

    /// <summary>A warning.</summary>
    public const string ImplicitDefault = "implicit-default";

    /// <summary>A warning.</summary>
    public const string ConditionNotEvaluated = "condition-not-evaluated";

    /// <summary>A warning.</summary>
    public const string UnknownAttribute = "unknown-attribute";

    /// <summary>A warning.</summary>
    public const string NoEffect = "no-effect";

    /// <summary>A warning.</summary>
    public const string NotReached = "not-reached";
}
