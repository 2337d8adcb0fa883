namespace CaseFlow.Core.Comparing;

/// <summary>What a change is about, in the order in which changes are told.</summary>
public enum ChangeArea
{
    Term,
    Step,

    /// <summary>A sequence flow.</summary>
    Way,

    /// <summary>A form as a whole.</summary>
    Form,

    /// <summary>A field of a form that both versions have.</summary>
    Field,
    Letter,

    /// <summary>A decision table as a whole.</summary>
    Table,

    /// <summary>A rule of a table that both versions have.</summary>
    Rule,
    Document,
    Ground,
    Numbering,
    Indicator,

    /// <summary>Any other line of service.yaml and complaint.yaml.</summary>
    Setting,

    /// <summary>A text that is not the name of a step or the label of a field.</summary>
    Text,
    Scenario,

    /// <summary>A file that differs in nothing that is told otherwise, such as the places of a drawing or a comment.</summary>
    File,
}

public enum ChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>One difference between two versions of a process, as data: ids and values, no sentence.</summary>
/// <param name="Area">What it is about.</param>
/// <param name="Kind">Whether all of it is new or gone, or a fact of it has changed.</param>
/// <param name="Was">Its id in the earlier version; empty: it is new.</param>
/// <param name="Is">Its id in the later version; empty: it is gone. A field is named form/field, a rule decision/number.</param>
/// <param name="Fact">What of it has changed; empty unless <see cref="ChangeKind.Changed"/>, and where only the lines tell.</param>
/// <param name="Before">The fact's value before; empty: it had none.</param>
/// <param name="After">Its value after.</param>
public sealed record Change(ChangeArea Area, ChangeKind Kind, string Was, string Is, string Fact, string Before, string After)
{
    /// <summary>Of a text of several lines: what was put in and taken out, with the lines around.</summary>
    public IReadOnlyList<ChangedLine> Lines { get; init; } = [];
}
