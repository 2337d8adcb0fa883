using System.Text;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>
/// Every file of a draft as text, with what is wrong with it beside: for whoever does not use a canvas, and for files that
/// have no editor of their own. Works without scripts.
/// </summary>
[RequestSizeLimit(FileModel.MaximumRequest * 3)]
[RequestFormLimits(ValueLengthLimit = DefinitionPackage.MaximumFileSize + 1, BufferBodyLengthLimit = FileModel.MaximumRequest * 3L)]
public sealed class TextModel(DraftDesk desk, DraftStore drafts, SaveRefusals refusals, PackageCheckOptions known, CurrentUser me, PageTexts texts) : PageModel
{
    public DraftHeader Header { get; private set; } = null!;

    /// <summary>The file; empty: the list of files.</summary>
    [BindProperty(SupportsGet = true)]
    public string Path { get; set; } = "";

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool Confirm { get; set; }

    public IReadOnlyList<ShownProblem> Problems { get; private set; } = [];

    public IReadOnlyList<DraftRevision> Revisions { get; private set; } = [];

    /// <summary>What somebody else saved meanwhile; null: nobody did.</summary>
    public TheirChange? Theirs { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } header || (Path.Length > 0 && header.View.File(Path) is null))
        {
            return NotFound();
        }

        if (header.View.File(Path) is { } file)
        {
            (Revision, Text) = (file.Revision, Encoding.UTF8.GetString(file.Content));
        }

        await FillAsync(header, cancel);
        return Page();
    }

    /// <summary>Saves the text; after a conflict the form carries their revision, and saving again puts it over theirs.</summary>
    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        var content = Encoding.UTF8.GetBytes(Text ?? "");
        var result = await drafts.Save(scope, id, Path, Revision, content, cancel);
        switch (result)
        {
            case DraftFileSaved:
                this.Succeeded("drafts.text-saved");
                return RedirectToPage(new { id, Path });
            case DraftUnknown:
                return NotFound();
            default:
                Theirs = await refusals.TellAsync(this, result, nameof(Text), cancel);
                Revision = Theirs?.Revision ?? Revision;
                ModelState.Remove(nameof(Revision));
                break;
        }

        return await AgainAsync(id, content, cancel);
    }

    /// <summary>Adds a file.</summary>
    public async Task<IActionResult> OnPostNewAsync(long id, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (await desk.FindAsync(id, cancel) is not { } header)
        {
            return NotFound();
        }

        Path = "";
        if (NewFile.PathOf(Kind, Name) is not { } path)
        {
            this.Refuse(nameof(Name), "drafts.bad-name");
        }
        else if (header.View.File(path) is null && await drafts.Save(scope, id, path, 0, NewFile.ContentOf(Kind!, Name!, header.View.Draft.Key), cancel) is DraftFileSaved)
        {
            return Redirect(DraftLinks.Editor(Url, id, path));
        }
        else
        {
            this.Refuse(nameof(Name), header.MayWrite ? "drafts.name-taken" : "drafts.not-open");
        }

        await FillAsync(header, cancel);
        return Page();
    }

    /// <summary>Removes the file; what it held stays among its earlier contents.</summary>
    public async Task<IActionResult> OnPostDeleteAsync(long id, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (!Confirm)
        {
            this.Refuse(nameof(Confirm), "drafts.confirm-needed");
            return await AgainAsync(id, content: null, cancel);
        }

        if (await drafts.Delete(scope, id, Path, Revision, cancel) is not DraftFileSaved)
        {
            this.Warned("drafts.moved-on");
            return RedirectToPage(new { id, Path });
        }

        this.Succeeded("drafts.file-deleted", Path);
        return RedirectToPage(new { id, Path = (string?)null });
    }

    private async Task<IActionResult> AgainAsync(long id, byte[]? content, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } header)
        {
            return NotFound();
        }

        Text ??= header.View.File(Path) is { } file ? Encoding.UTF8.GetString(file.Content) : "";
        await FillAsync(header, cancel, content);
        return Page();
    }

    private async Task FillAsync(DraftHeader header, CancellationToken cancel, byte[]? typed = null)
    {
        Header = header;
        var package = typed is null || Path.Length == 0 ? header.View.Package() : header.View.PackageWith(Path, typed);
        var words = new ProblemWords(texts);
        Problems = [.. PackageCheck.Of(package, known with { ProcessKey = header.View.Draft.Key }).Problems.Where(problem => Path.Length == 0 || problem.Path == Path).Select(words.Of)];
        Revisions = Path.Length == 0 ? [] : await drafts.Revisions((await me.RequireAsync(cancel)).Scope, header.Id, Path, cancel);
    }
}
