using System.Text;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>The forms of a draft, and the editor of one.</summary>
[RequestFormLimits(ValueCountLimit = 8192)]
public sealed class FormModel(DraftDesk desk, DraftStore drafts, SaveRefusals refusals, PackageCheckOptions known, CurrentUser me, PageTexts texts) : EditorModel
{
    /// <summary>Those of the draft, by name.</summary>
    public IReadOnlyList<string> All { get; private set; } = [];

    /// <summary>Name of the form that is edited; null: none is.</summary>
    public string? Name { get; private set; }

    /// <summary>What the form asks and offers, in three languages.</summary>
    [BindProperty]
    public List<FormWordsRow> Words { get; set; } = [];

    /// <summary>The revision of texts.yaml on which the fields were filled.</summary>
    [BindProperty]
    public int Revision { get; set; }

    /// <summary>What somebody else saved meanwhile; null: nobody did.</summary>
    public TheirChange? Theirs { get; private set; }

    /// <summary>The texts that the form needs now.</summary>
    public IReadOnlyList<FormText> Needed { get; private set; } = [];

    private Definition? definition;

    /// <summary>The steps that show a form; empty: none does, or the draft cannot be read.</summary>
    public string StepOf(string form) => definition is null ? "" : string.Join(", ", definition.Graph.Elements.Values
        .Where(element => element.Extensions.GetValueOrDefault("form") == form).Select(element => definition.NameOf(element.Id, texts.Language)));

    /// <summary>Shows one; without a name the list of all.</summary>
    public async Task<IActionResult> OnGetAsync(long id, string? name, CancellationToken cancel)
    {
        if (!await FindAsync(id, name, cancel))
        {
            return NotFound();
        }

        definition = name is null ? Header.View.Check(known).Definition : null;
        var file = Header.View.File(PackagePaths.Texts);
        (Words, Revision) = (FormWordsRow.Of(Needed, FormWordsRow.Text(file)), file?.Revision ?? 0);
        return Page();
    }

    /// <summary>Saves the words of the form; after a conflict the fields carry their revision, and saving again puts them over theirs.</summary>
    public async Task<IActionResult> OnPostWordsAsync(long id, string name, CancellationToken cancel)
    {
        if (!await FindAsync(id, name, cancel))
        {
            return NotFound();
        }

        for (var at = 0; at < Words.Count; at++)
        {
            if (Words[at].IsHalf)
            {
                this.Refuse($"{nameof(Words)}[{at}].{nameof(FormWordsRow.Words)}.{(string.IsNullOrWhiteSpace(Words[at].Words.Kk) ? nameof(ThreeWords.Kk) : nameof(ThreeWords.Ru))}", "editor.bothLanguages");
            }
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        try
        {
            // Written into their file when there is a conflict: the other texts of it stay.
            var content = Encoding.UTF8.GetBytes(FormWordsRow.Write(FormWordsRow.Text(Header.View.File(PackagePaths.Texts)), Words, Needed));
            return await SavedAsync(id, name, await drafts.Save((await me.RequireAsync(cancel)).Scope, id, PackagePaths.Texts, Revision, content, cancel), cancel);
        }
        catch (InvalidDataException)
        {
            this.Refuse("", "editor.bad-texts");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
    }

    private async Task<IActionResult> SavedAsync(long id, string name, DraftSaved saved, CancellationToken cancel)
    {
        switch (saved)
        {
            case DraftFileSaved:
                this.Succeeded("editor.words-saved");
                return RedirectToPage(null, null, new { id, name }, "words");
            case DraftUnknown:
                return NotFound();
            default:
                Theirs = await refusals.TellAsync(this, saved, "", cancel);
                Revision = Theirs?.Revision ?? Revision;
                ModelState.Remove(nameof(Revision));
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
        }
    }

    private async Task<bool> FindAsync(long id, string? name, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } header)
        {
            return false;
        }

        (Header, Texts, Name) = (header, EditorTexts.Of(texts), name);
        All = DraftLinks.NamesOf(header.View, NewFile.Form);
        Edited = name is null ? null : NewFile.PathOf(NewFile.Form, name) is { } path ? header.View.File(path) : null;
        Needed = Edited is { } file ? FormWordsRow.TextsOf(file) : [];
        return name is null || Edited is not null;
    }
}
