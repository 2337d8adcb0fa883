namespace CaseFlow.Core.Running;

/// <summary>A case was stepped between the look at it and the step that was made of that look; nothing was written.</summary>
internal sealed class CaseMovedException : Exception;
