using CaseFlow.Engine.Reading;

namespace CaseFlow.Core.Definitions;

/// <summary>One thing that is wrong with a package.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">1-based; 0: unknown.</param>
/// <param name="Element">BPMN id, key of a form's field, key of a text, id of a decision; empty: the file itself.</param>
/// <param name="Code">A <see cref="DiagnosticCodes"/> or <see cref="PackageCodes"/>; pages and tests go by it.</param>
/// <param name="Severity">Errors forbid publication.</param>
/// <param name="Message">What is wrong, in English.</param>
/// <param name="Mend">How to mend it; empty: the message says so.</param>
public sealed record PackageProblem(string Path, int Line, string Element, string Code, Severity Severity, string Message, string Mend)
{
    /// <summary>What a translated sentence of a <see cref="PackageCodes"/> needs, such as the name that does not exist.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Where, what and how to mend it, as one line.</summary>
    public override string ToString() => Line > 0 || Element.Length > 0
        ? FormattableString.Invariant($"{Path}, line {Line}, {Element}: {Message} {Mend}")
        : $"{Path}: {Message} {Mend}".TrimEnd();
}

/// <summary>The closed list of what is said about a package beside the engine's <see cref="DiagnosticCodes"/>.</summary>
public static class PackageCodes
{
    public const string MissingFile = "missing-file";
    public const string DuplicateFile = "duplicate-file";
    public const string FilePath = "file-path";
    public const string FileTooLarge = "file-too-large";
    public const string TooManyFiles = "too-many-files";

    /// <summary>A settings file cannot be read: service.yaml, complaint.yaml.</summary>
    public const string Settings = "settings";
    public const string ServiceKey = "service-key";
    public const string ProcessKey = "process-key";
    public const string SeveralProcesses = "several-processes";

    /// <summary>texts.yaml cannot be read there, or lacks a language.</summary>
    public const string Text = "text";
    public const string MissingText = "missing-text";

    /// <summary>A warning.</summary>
    public const string MissingFlowText = "missing-flow-text";

    public const string Form = "form";
    public const string DuplicateForm = "duplicate-form";
    public const string MissingForm = "missing-form";
    public const string UnknownChoices = "unknown-choices";
    public const string Letter = "letter";
    public const string MissingLetter = "missing-letter";
    public const string LetterLanguage = "letter-language";
    public const string LetterFails = "letter-fails";
    public const string MissingDecision = "missing-decision";
    public const string UnknownRole = "unknown-role";
    public const string UnknownHandler = "unknown-handler";

    /// <summary>A handler of applications in a procedure of complaints, or the other way round.</summary>
    public const string HandlerOfOthers = "handler-of-others";
    public const string HandlerLetter = "handler-letter";
    public const string HandlerNumbering = "handler-numbering";
    public const string LetterNotNamed = "letter-not-named";

    /// <summary>A warning.</summary>
    public const string LetterNotMade = "letter-not-made";
    public const string UnknownDeadline = "unknown-deadline";

    /// <summary>A warning.</summary>
    public const string UnknownPanel = "unknown-panel";
    public const string Scenario = "scenario";
    public const string ScenarioModel = "scenario-model";
}
