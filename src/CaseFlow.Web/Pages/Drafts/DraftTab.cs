namespace CaseFlow.Web.Pages.Drafts;

/// <summary>A page of a draft. Each has the route value <c>id</c>.</summary>
/// <param name="Text">Key of its name.</param>
/// <param name="Page">Page under Pages.</param>
public sealed record DraftTab(string Text, string Page)
{
    /// <summary>All pages, in order.</summary>
    public static IReadOnlyList<DraftTab> All { get; } =
    [
        new("drafts.tab.overview", "/Drafts/Show"),
        new("drafts.tab.model", "/Drafts/Model"),
        new("drafts.tab.forms", "/Drafts/Form"),
        new("drafts.tab.tables", "/Drafts/Table"),
        new("letters.title", "/Drafts/Letter"),
        new("settings.title", "/Drafts/Settings"),
        new("drafts.tab.text", "/Drafts/Text"),
        new("drafts.tab.scenarios", "/Drafts/Scenarios"),
        new("drafts.tab.try", "/Drafts/Try"),
        new("drafts.tab.what-if", "/Drafts/WhatIf"),
        new("drafts.tab.compare", "/Drafts/Compare"),
        new("drafts.tab.publish", "/Drafts/Publish"),
    ];
}
