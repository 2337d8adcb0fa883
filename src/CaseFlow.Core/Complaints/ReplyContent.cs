using CaseFlow.Core.Offices;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>What the written reply says (P24.3) beside what the case itself knows; while it is drafted, any text may still be empty.</summary>
public sealed record ReplyContent
{
    /// <summary>The letter's number; empty on a draft.</summary>
    public required string Number { get; init; }

    public required ComplaintVerdict Verdict { get; init; }

    /// <summary>What the complainant asked for is granted.</summary>
    public required bool Satisfied { get; init; }

    /// <summary>What follows from a justified complaint: none, newDecision or annulAndReplace.</summary>
    public required string Remedy { get; init; }

    /// <summary>The circumstances that were found.</summary>
    public required string Facts { get; init; }

    /// <summary>The law by which they were judged.</summary>
    public required string Law { get; init; }

    /// <summary>What was decided, and why.</summary>
    public required string Decision { get; init; }

    public required IReadOnlyList<ReplyMeasure> Measures { get; init; }

    /// <summary>The bodies to which one may complain further, the next first; none above the top, where the court alone is named (P23).</summary>
    public required IReadOnlyList<Office> Further { get; init; }

    /// <summary>The complaint with which this one was considered; empty: it was considered alone.</summary>
    public string ConsideredWith { get; init; } = "";

    /// <summary>Who approved it, and signs the print (R9).</summary>
    public required long SignatoryId { get; init; }

    /// <summary>The day of the letter.</summary>
    public required Instant Now { get; init; }

    /// <summary>
    /// What a reply lacks and cannot be approved without (P24.3): facts, law, decision, verdict. The further way is never
    /// lacking: the letter always names the court (P23).
    /// </summary>
    /// <param name="text">The newest text of a key; null or blank: none.</param>
    /// <param name="verdict">As decided.</param>
    public static IEnumerable<string> Lacking(Func<string, string?> text, ComplaintVerdict verdict)
    {
        foreach (var key in new[] { "facts", "law", "decision" }.Where(key => string.IsNullOrWhiteSpace(text(key))))
        {
            yield return key;
        }

        if (verdict == ComplaintVerdict.None)
        {
            yield return "verdict";
        }
    }
}

/// <param name="Text">What will be done.</param>
/// <param name="Due">By which day; null: no day was set.</param>
public sealed record ReplyMeasure(string Text, LocalDate? Due);
