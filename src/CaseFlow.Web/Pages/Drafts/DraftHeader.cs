using CaseFlow.Core.Drafts;
using CaseFlow.Web.Components;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>What every page of a draft shows at its top.</summary>
/// <param name="View">The draft.</param>
/// <param name="Name">Name of the process in the page's language.</param>
/// <param name="ChangedAt">When it last changed, as written.</param>
/// <param name="ChangedBy">Who changed it.</param>
/// <param name="MayWrite">The person may change it, and it is open.</param>
public sealed record DraftHeader(DraftView View, string Name, string ChangedAt, string ChangedBy, bool MayWrite)
{
    public long Id => View.Draft.Id;

    /// <summary>It may still become the next version: a published one is a version already, one put away is none.</summary>
    public bool IsToCome => View.Draft.State is DraftState.Open or DraftState.Submitted;

    /// <summary>Key of the state's text.</summary>
    public string State => StateText(View.Draft.State);

    public StatusKind StateKind => KindOf(View.Draft.State);

    public static string StateText(DraftState state) => state switch
    {
        DraftState.Open => "drafts.state.open",
        DraftState.Submitted => "drafts.state.submitted",
        DraftState.Published => "drafts.state.published",
        _ => "drafts.state.discarded",
    };

    public static StatusKind KindOf(DraftState state) => state switch
    {
        DraftState.Open => StatusKind.Active,
        DraftState.Submitted => StatusKind.Soon,
        DraftState.Published => StatusKind.Good,
        _ => StatusKind.Neutral,
    };
}
