using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>The decision tables of a draft, and the editor of one.</summary>
public sealed class TableModel(DraftDesk desk, PageTexts texts) : EditorModel
{
    /// <summary>Those of the draft, by name.</summary>
    public IReadOnlyList<string> All { get; private set; } = [];

    /// <summary>Shows one; without a name the list of all.</summary>
    public async Task<IActionResult> OnGetAsync(long id, string? name, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } header)
        {
            return NotFound();
        }

        (Header, Texts) = (header, EditorTexts.Of(texts));
        All = DraftLinks.NamesOf(header.View, NewFile.Table);
        Edited = name is null ? null : NewFile.PathOf(NewFile.Table, name) is { } path ? header.View.File(path) : null;
        return name is not null && Edited is null ? NotFound() : Page();
    }
}
