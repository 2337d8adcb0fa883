using System.Text;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Services;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>The settings of a draft's service in fields: names, terms, documents, grounds, numbers, indicators.</summary>
[RequestFormLimits(ValueCountLimit = 8192)]
public sealed class SettingsModel(DraftDesk desk, DraftStore drafts, SaveRefusals refusals, CaseFlowDb db, CurrentUser me, PageTexts texts) : PageModel
{
    public DraftHeader Header { get; private set; } = null!;

    [BindProperty]
    public SettingsForm Settings { get; set; } = new();

    /// <summary>The revision of the file on which the fields were filled.</summary>
    [BindProperty]
    public int Revision { get; set; }

    /// <summary>Why the file cannot be shown in fields; null: it can.</summary>
    public string? Unreadable { get; private set; }

    /// <summary>What somebody else saved meanwhile; null: nobody did.</summary>
    public TheirChange? Theirs { get; private set; }

    /// <summary>Weeks and hours in which a term may count.</summary>
    public IReadOnlyList<Choice> Schedules { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        if (Header.View.File(DefinitionPackage.ServiceFileName) is { } file && Read(file) is { } service)
        {
            (Settings, Revision) = (SettingsForm.Of(service), file.Revision);
        }

        return Page();
    }

    /// <summary>Saves; after a conflict the form carries their revision, and saving again puts it over theirs.</summary>
    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        var process = Header.View.File(DefinitionPackage.ServiceFileName) is { } file && Read(file) is { } before ? before.Process : Header.View.Draft.Key;
        if (Settings.Read(Header.View.Draft.ServiceKey, process, (field, key) => this.Refuse($"{nameof(Settings)}.{field}", key)) is not { } service)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var content = Encoding.UTF8.GetBytes(ServiceFile.Write(service));
        switch (await drafts.Save((await me.RequireAsync(cancel)).Scope, id, DefinitionPackage.ServiceFileName, Revision, content, cancel))
        {
            case DraftFileSaved:
                this.Succeeded("settings.saved");
                return RedirectToPage(new { id });
            case DraftUnknown:
                return NotFound();
            case var refused:
                Theirs = await refusals.TellAsync(this, refused, "", cancel);
                Revision = Theirs?.Revision ?? Revision;
                ModelState.Remove(nameof(Revision));
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
        }
    }

    /// <summary>A row is added to a list or taken out of it; what was typed stays.</summary>
    public async Task<IActionResult> OnPostRowAsync(long id, string? list, int? remove, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel) || !Settings.Change(list, remove))
        {
            return NotFound();
        }

        // The fields have other numbers now: what was sent under the old ones must not be shown.
        ModelState.Clear();
        return Page();
    }

    private async Task<bool> FindAsync(long id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } header)
        {
            return false;
        }

        Header = header;
        var calendars = await CalendarStore.ReadAsync(db, OfficeCalendars.Set, cancel);
        Schedules = [.. calendars.Schedules.OrderBy(static schedule => schedule.Key, StringComparer.Ordinal).Select(schedule => new Choice(schedule.Key, new Line(schedule.Name.In(texts.Language), texts.Language)))];
        return true;
    }

    private ServicePackage? Read(DraftFile file)
    {
        try
        {
            return ServiceFile.Read(Encoding.UTF8.GetString(file.Content), DefinitionPackage.ServiceFileName);
        }
        catch (InvalidDataException wrong)
        {
            Unreadable = wrong.Message;
            return null;
        }
    }
}
