using CaseFlow.Core.Definitions;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>The forms of a draft, and the editor of one.</summary>
public sealed class FormModel(DraftDesk desk, PackageCheckOptions known, PageTexts texts) : EditorModel
{
    /// <summary>Those of the draft, by name.</summary>
    public IReadOnlyList<string> All { get; private set; } = [];

    private Definition? definition;

    /// <summary>The steps that show a form; empty: none does, or the draft cannot be read.</summary>
    public string StepOf(string form) => definition is null ? "" : string.Join(", ", definition.Graph.Elements.Values
        .Where(element => element.Extensions.GetValueOrDefault("form") == form).Select(element => definition.NameOf(element.Id, texts.Language)));

    /// <summary>Shows one; without a name the list of all.</summary>
    public async Task<IActionResult> OnGetAsync(long id, string? name, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } header)
        {
            return NotFound();
        }

        (Header, Texts) = (header, EditorTexts.Of(texts));
        All = DraftLinks.NamesOf(header.View, NewFile.Form);
        Edited = name is null ? null : NewFile.PathOf(NewFile.Form, name) is { } path ? header.View.File(path) : null;
        definition = name is null ? header.View.Check(known).Definition : null;
        return name is not null && Edited is null ? NotFound() : Page();
    }
}
