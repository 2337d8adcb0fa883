using CaseFlow.Core.Drafts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>A page with an editor of one file.</summary>
public abstract class EditorModel : PageModel
{
    public DraftHeader Header { get; protected set; } = null!;

    /// <summary>The file; null: none is chosen.</summary>
    public DraftFile? Edited { get; protected set; }

    /// <summary>The words of the script.</summary>
    public string Texts { get; protected set; } = "{}";
}
