namespace CaseFlow.Engine.Reading;

public enum Severity
{
    /// <summary>Questionable, but it runs.</summary>
    Warning,

    /// <summary>The definition is refused.</summary>
    Error,
}

/// <summary>One problem of a BPMN file.</summary>
/// <param name="Code">Stable, lower-case with hyphens; pages and tests go by it.</param>
/// <param name="Severity">Whether it refuses deployment.</param>
/// <param name="Element">BPMN id; null when the problem has no element with one.</param>
/// <param name="Line">1-based; 0 when unknown.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Mend">How to mend it.</param>
public sealed record Diagnostic(string Code, Severity Severity, string? Element, int Line, string Message, string Mend)
{
    /// <summary>Ids of other elements that the problem touches: a flow's ends, what a boundary event is attached to, the definition inside an event.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];
}

/// <summary>What came of reading a file: its executable processes, or the errors that refuse it.</summary>
/// <param name="Processes">In document order; empty when there is an error.</param>
/// <param name="Diagnostics">In document order.</param>
public sealed record ReadResult(IReadOnlyList<Model.ProcessGraph> Processes, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool IsAccepted => Diagnostics.All(diagnostic => diagnostic.Severity != Severity.Error);
}

/// <summary>Settings for models drawn elsewhere, and for trials.</summary>
public sealed record ReadOptions
{
    public static ReadOptions Default { get; } = new();

    /// <summary>Also take processes that are not marked executable.</summary>
    public bool AcceptNonExecutable { get; init; }

    /// <summary>Read an errorRef or escalationRef without its root element as the code itself.</summary>
    public bool DanglingReferencesAreCodes { get; init; }

    /// <summary>Element types (<c>serviceTask</c>) and ids (<c>#id</c>) that wait to be completed from outside, like user tasks: tasks, call activities and throwing events.</summary>
    public IReadOnlySet<string> WaitFor { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Ids of service tasks that have a handler of their own id, if they name none.</summary>
    public IReadOnlySet<string> Handled { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
