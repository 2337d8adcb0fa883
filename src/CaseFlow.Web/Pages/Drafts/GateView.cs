using CaseFlow.Core.Publishing;
using CaseFlow.Web.Localization;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>The gate of a publication as <c>_Gate</c> shows it.</summary>
/// <param name="DraftId">The draft.</param>
/// <param name="Gate">How it stands.</param>
/// <param name="Here">Address of the page, to look again.</param>
/// <param name="Problems">In words.</param>
public sealed record GateView(long DraftId, Gate Gate, string Here, IReadOnlyList<ShownProblem> Problems)
{
    /// <summary>Puts the problems into words.</summary>
    public static GateView Of(long draftId, Gate gate, string here, PageTexts texts)
    {
        var words = new ProblemWords(texts);
        return new GateView(draftId, gate, here, [.. gate.Problems.Select(words.Of)]);
    }
}
