using NodaTime;

namespace CaseFlow.Core.Drafts;

/// <summary>What came of saving or removing a file.</summary>
public abstract record DraftSaved
{
    private protected DraftSaved()
    {
    }
}

/// <summary>It is saved, or was the same already.</summary>
/// <param name="Revision">The revision to name when saving again.</param>
/// <param name="At">When.</param>
public sealed record DraftFileSaved(int Revision, Instant At) : DraftSaved;

/// <summary>Somebody else has changed the file since it was seen; nothing was changed now.</summary>
/// <param name="TheirRevision">Of what is there.</param>
/// <param name="TheirContent">What is there; empty when they removed it.</param>
/// <param name="Deleted">They removed it.</param>
/// <param name="Who">Id of the user.</param>
/// <param name="When">When they saved it.</param>
public sealed record DraftConflict(int TheirRevision, byte[] TheirContent, bool Deleted, long Who, Instant When) : DraftSaved;

/// <summary>The draft is not open: it waits for its approval, is published or discarded.</summary>
public sealed record DraftLocked(DraftState State) : DraftSaved;

/// <summary>The content is larger than a file of a package may be, or the draft has as many files as it may have.</summary>
public sealed record DraftTooLarge : DraftSaved;

/// <summary>A package has no file of this path.</summary>
public sealed record DraftBadPath : DraftSaved;

/// <summary>There is no such draft for this person.</summary>
public sealed record DraftUnknown : DraftSaved;
