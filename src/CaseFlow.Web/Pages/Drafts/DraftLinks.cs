using Microsoft.AspNetCore.Mvc;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>Which page edits which file of a draft.</summary>
public static class DraftLinks
{
    /// <summary>Address of the editor of a file; the text editor takes every file that has none of its own.</summary>
    public static string Editor(IUrlHelper url, long id, string path) => url.Page("/Drafts/Text", new { id, path })!;
}
