namespace CaseFlow.Engine.Decisions;

/// <summary>The closed list of what the reader can say about a DMN file, besides the codes of any XML (too large, not well-formed, …); docs/decisions.md explains each.</summary>
public static class DecisionCodes
{
    public const string NotDmn = "not-dmn";
    public const string NoDecision = "no-decision";
    public const string MissingId = "missing-id";
    public const string DuplicateId = "duplicate-id";
    public const string UnknownReference = "unknown-reference";

    public const string UnsupportedElement = "unsupported-element";
    public const string UnsupportedLogic = "unsupported-logic";
    public const string UnsupportedLanguage = "unsupported-language";

    public const string NoLogic = "no-logic";
    public const string SeveralLogics = "several-logics";
    public const string ExpressionSyntax = "expression-syntax";

    public const string HitPolicy = "hit-policy";
    public const string Aggregation = "aggregation";
    public const string NoOutput = "no-output";
    public const string OutputName = "output-name";
    public const string OutputOrder = "output-order";
    public const string RuleShape = "rule-shape";

    public const string RequirementCycle = "requirement-cycle";
    public const string TooManyRequirements = "too-many-requirements";

    /// <summary>A warning.</summary>
    public const string EmptyInput = "empty-input";

    /// <summary>A warning.</summary>
    public const string NoRules = "no-rules";
}
