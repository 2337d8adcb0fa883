using System.Text;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>The text of a letter in one language, beside the pages that it makes of invented values.</summary>
[RequestFormLimits(ValueLengthLimit = LetterTemplate.MaxTemplate * 4)]
public sealed class LetterModel(
    DraftDesk desk, DraftStore drafts, SaveRefusals refusals, PackageCheckOptions known, ILetterPainter painter, CurrentUser me, PageTexts texts, IClock clock) : PageModel
{
    public DraftHeader Header { get; private set; } = null!;

    /// <summary>The template; empty: the list of letters.</summary>
    [BindProperty(SupportsGet = true)]
    public string Name { get; set; } = "";

    /// <summary>kk or ru.</summary>
    [BindProperty(SupportsGet = true)]
    public string In { get; set; } = Languages.Kk;

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Of a letter that is added.</summary>
    [BindProperty]
    public string? NewName { get; set; }

    public TheirChange? Theirs { get; private set; }

    /// <summary>The pages as pictures (data URIs).</summary>
    public IReadOnlyList<string> Pictures { get; private set; } = [];

    /// <summary>Why there are no pictures; null: there are.</summary>
    public string? Wrong { get; private set; }

    /// <summary>Names of the letters and the languages in which each is there.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Languages)> Letters =>
        [.. Header.View.Files.Select(static file => DraftLinks.LetterOf(file.Path)).OfType<(string Name, string Language)>()
            .GroupBy(static letter => letter.Name, static letter => letter.Language, StringComparer.Ordinal)
            .Select(static letter => (letter.Key, (IReadOnlyList<string>)[.. letter.Order(StringComparer.Ordinal)]))];

    /// <summary>What a letter is; one of the draft's own by its name.</summary>
    public string TitleOf(string letter) => texts.NameOf($"letter.{letter}", letter);

    private string Path => $"letters/{Name}.{In}.md";

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        if (Name.Length > 0)
        {
            // A letter that is there in one language begins in the other from its text.
            var file = Header.View.File(Path);
            (Revision, Text) = (file?.Revision ?? 0, Encoding.UTF8.GetString((file ?? OtherLanguage())?.Content ?? []));
            Preview();
        }

        return Page();
    }

    /// <summary>Saves the text; after a conflict the form carries their revision, and saving again puts it over theirs.</summary>
    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        var content = Encoding.UTF8.GetBytes(Text ?? "");
        switch (await drafts.Save((await me.RequireAsync(cancel)).Scope, id, Path, Revision, content, cancel))
        {
            case DraftFileSaved:
                this.Succeeded("letters.saved");
                return RedirectToPage(new { id, Name, In });
            case DraftUnknown:
                return NotFound();
            case var refused:
                Theirs = await refusals.TellAsync(this, refused, nameof(Text), cancel);
                Revision = Theirs?.Revision ?? Revision;
                ModelState.Remove(nameof(Revision));
                Response.StatusCode = StatusCodes.Status409Conflict;
                Preview();
                return Page();
        }
    }

    /// <summary>The pages of a text that is being written, without saving it: with a script as JSON, without one as this page.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(long id, bool json, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        Preview();
        return json ? new JsonResult(new { pages = Pictures, wrong = Wrong }) : Page();
    }

    /// <summary>The letter as the PDF that a case would get.</summary>
    public async Task<IActionResult> OnGetPdfAsync(long id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel) || Header.View.File(Path) is not { } file)
        {
            return NotFound();
        }

        Text = Encoding.UTF8.GetString(file.Content);
        if (Render() is not { } letter)
        {
            return RedirectToPage(new { id, Name, In });
        }

        Response.Headers.CacheControl = "no-store";
        return File(painter.Paint(letter, new LetterProperties("CaseFlow", clock.GetCurrentInstant())), "application/pdf", $"{Name}.{In}.pdf");
    }

    /// <summary>Begins a letter: in Kazakh, the other language follows.</summary>
    public async Task<IActionResult> OnPostNewAsync(long id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        var name = NewName?.Trim() ?? "";
        var path = $"letters/{name}.{Languages.Kk}.md";
        if (name.Length == 0 || name.Contains('.', StringComparison.Ordinal) || !PackagePaths.IsAllowed(path))
        {
            this.Refuse(nameof(NewName), "drafts.bad-name");
        }
        else if (await drafts.Save((await me.RequireAsync(cancel)).Scope, id, path, 0, "::: title\n…\n:::\n"u8.ToArray(), cancel) is DraftFileSaved)
        {
            return RedirectToPage(new { id, Name = name, In = Languages.Kk });
        }
        else
        {
            this.Refuse(nameof(NewName), Header.MayWrite ? "drafts.name-taken" : "drafts.not-open");
        }

        Name = "";
        return Page();
    }

    private DraftFile? OtherLanguage() => Header.View.File($"letters/{Name}.{(In == Languages.Kk ? Languages.Ru : Languages.Kk)}.md");

    private void Preview()
    {
        try
        {
            Pictures = Render() is { } letter ? [.. painter.Pictures(letter).Select(static page => "data:image/png;base64," + Convert.ToBase64String(page))] : [];
        }
        catch (LetterException wrong)
        {
            Wrong = wrong.Message;
        }
    }

    /// <summary>The letter with invented values; null, with the reason told, when it cannot be made.</summary>
    private LetterDocument? Render()
    {
        // The values come from the forms and settings of the draft, so those must be readable.
        var (definition, problems) = Header.View.Check(known);
        if (definition is null)
        {
            Wrong = texts.Plain("letters.draft-unreadable", problems.FirstOrDefault(static problem => problem.Severity == Engine.Reading.Severity.Error)?.Path ?? "");
            return null;
        }

        try
        {
            return LetterTemplate.Parse(Name, In, Text ?? "").Render(LetterSamples.Of(definition, Name, In));
        }
        catch (LetterException wrong)
        {
            Wrong = wrong.Message;
            return null;
        }
    }

    private async Task<bool> FindAsync(long id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } header || In is not (Languages.Kk or Languages.Ru) || (Name.Length > 0 && !PackagePaths.IsAllowed(Path)))
        {
            return false;
        }

        Header = header;
        return true;
    }
}
