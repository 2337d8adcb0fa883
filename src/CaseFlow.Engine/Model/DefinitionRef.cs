namespace CaseFlow.Engine.Model;

/// <summary>Names one immutable version of a process definition.</summary>
/// <param name="Key">The process id in the BPMN file.</param>
/// <param name="Version">1, 2, 3 … within the key.</param>
/// <param name="Hash">SHA-256 of the definition's content, lower-case hex.</param>
public sealed record DefinitionRef(string Key, int Version, string Hash);
