using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Values;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Inbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TaskInbox = CaseFlow.Core.Cases.Inbox;
using TaskService = CaseFlow.Core.Cases.Tasks;

namespace CaseFlow.Web.Pages.Tasks;

/// <summary>The one page for every kind of task, driven by the task's form.</summary>
public sealed class OpenModel(
    TaskService tasks, TaskInbox inbox, TaskDrafts drafts, CaseFlowDb db, TaskPanels panels, DueTimes due, CurrentUser me, PageTexts texts) : PageModel
{
    // What the head writes to the specialist and the other way round: keys of the forms' texts and of the verdict.
    private const string SentBackKey = "verdictReason";
    private const string NoteToHeadKey = "noteToHead";
    private const string VerdictKey = "verdict";

    [BindProperty(SupportsGet = true)]
    public long CaseId { get; set; }

    [BindProperty(SupportsGet = true)]
    public int No { get; set; }

    /// <summary>Made when the page is shown, and the same when it is shown again: names this posting.</summary>
    [BindProperty]
    public string? FormToken { get; set; }

    /// <summary>The task; null when it is not open any more.</summary>
    public TaskView? Work { get; private set; }

    public string Name { get; private set; } = "";

    public string Applicant { get; private set; } = "";

    public Due Due { get; private set; } = null!;

    public IReadOnlyList<TaskField> Fields { get; private set; } = [];

    public TaskPanel? Panel { get; private set; }

    /// <summary>Why the head sent the draft back; null: the draft was not sent back.</summary>
    public string? SentBack { get; private set; }

    /// <summary>What the specialist tells the head; null: nothing, or this is not the head's task.</summary>
    public string? NoteToHead { get; private set; }

    /// <summary>Who has it, when that is somebody else.</summary>
    public string? ClaimedBy { get; private set; }

    public bool IsMine { get; private set; }

    /// <summary>Who has done it; null when nobody has, empty when the process withdrew it.</summary>
    public string? DoneBy { get; private set; }

    public string? DoneAt { get; private set; }

    /// <summary>When the draft that is shown was saved; null: none is.</summary>
    public string? DraftSavedAt { get; private set; }

    /// <summary>Earlier versions of the texts of the form, by key of the field, the newest first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TextVersion>> Versions { get; private set; } = new Dictionary<string, IReadOnlyList<TextVersion>>(StringComparer.Ordinal);

    /// <summary>True where a text of the form stands in the letter beside it.</summary>
    public bool CanPreview => Panel is LetterPanel && Fields.Any(static one => one.Field.IsText);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(typed: null, cancel)
        ? Page()
        : await ClosedAsync(await tasks.WhatBecame((await me.RequireAsync(cancel)).Scope, CaseId, No, cancel), StatusCodes.Status200OK, cancel);

    public async Task<IActionResult> OnPostClaimAsync(CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (await inbox.Claim(scope, CaseId, No, cancel) is { } item && item.AssigneeId == scope.UserId)
        {
            this.Succeeded("task.claimed");
        }

        return RedirectToPage(new { CaseId, No });
    }

    public async Task<IActionResult> OnPostReleaseAsync(CancellationToken cancel)
    {
        if (await inbox.Release((await me.RequireAsync(cancel)).Scope, CaseId, No, cancel))
        {
            this.Succeeded("task.released");
        }

        return RedirectToPage("/Inbox/Index");
    }

    /// <summary>Shows the letter with what has been typed so far; saves nothing.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancel) => await ShowAsync(await TypedAsync(cancel), cancel)
        ? Page()
        : await ClosedAsync(await tasks.WhatBecame((await me.RequireAsync(cancel)).Scope, CaseId, No, cancel), StatusCodes.Status409Conflict, cancel);

    /// <summary>
    /// Keeps what has been typed so far. Sent by autosave.js, which shows the answer's words: 200 with the time, 409 when it
    /// could not be kept, since somebody else has the task or it is done.
    /// </summary>
    public async Task<IActionResult> OnPostDraftAsync(CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (await tasks.Open(scope, CaseId, No, cancel) is { } task
            && await drafts.Save(scope, CaseId, No, TaskFields.Typed(task, await TypedAsync(cancel)), cancel) is { } saved)
        {
            return Content(texts.Plain("task.saved-at", await MomentAsync(task.Item, saved, cancel)));
        }

        return new ContentResult { StatusCode = StatusCodes.Status409Conflict, Content = texts.Plain("task.not-saved") };
    }

    /// <summary>Throws the draft away: the form shows what was answered before.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancel)
    {
        await drafts.Discard((await me.RequireAsync(cancel)).Scope, CaseId, No, cancel);
        return RedirectToPage(new { CaseId, No });
    }

    /// <summary>Puts an earlier version of a text into the draft; nothing is lost, since what was typed in the other fields is kept with it.</summary>
    public async Task<IActionResult> OnPostRestoreAsync(string? version, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (await tasks.Open(scope, CaseId, No, cancel) is { Form: { } form } task && version?.LastIndexOf('-') is { } dash and > 0
            && int.TryParse(version.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && form.Fields.Any(field => field.IsText && field.Key == version[..dash]))
        {
            var key = version[..dash];
            var typed = new Dictionary<string, string>(TaskFields.Typed(task, await TypedAsync(cancel)), StringComparer.Ordinal);
            if ((await CaseTexts.Versions(db, CaseId, [key], cancel))[key].FirstOrDefault(one => one.No == number) is { } found)
            {
                typed[key] = found.Text;
                await drafts.Save(scope, CaseId, No, typed, cancel);
            }
        }

        return RedirectToPage(new { CaseId, No });
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => CompleteAsync(andNext: false, cancel);

    public Task<IActionResult> OnPostNextAsync(CancellationToken cancel) => CompleteAsync(andNext: true, cancel);

    private async Task<IActionResult> CompleteAsync(bool andNext, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        var typed = await TypedAsync(cancel);
        var result = await tasks.Complete(scope, CaseId, No, Token(), typed, cancel);
        switch (result)
        {
            case TaskDone:
                this.Succeeded("task.done", await db.Set<Case>().Where(row => row.Id == CaseId).Select(static row => row.Number).SingleAsync(cancel));
                return andNext && await NextAsync(scope, cancel) is { } next
                    ? RedirectToPage("/Tasks/Open", new { next.CaseId, next.No })
                    : RedirectToPage("/Inbox/Index");
            case TaskInvalid invalid when await ShowAsync(typed, cancel):
                ShowErrors(invalid.Errors);
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            default:
                return await ClosedAsync(result, StatusCodes.Status409Conflict, cancel);
        }
    }

    /// <summary>The most urgent task of the whole inbox.</summary>
    private async Task<WorkItem?> NextAsync(Scope scope, CancellationToken cancel)
    {
        var mine = await inbox.Page(scope, InboxView.Mine, new InboxFilter(), after: null, 1, cancel);
        var group = await inbox.Page(scope, InboxView.Group, new InboxFilter(), after: null, 1, cancel);
        return mine.Rows.Concat(group.Rows).Select(static row => row.Item).MinBy(static item => (item.DueAt, item.CaseId, item.No));
    }

    /// <summary>Loads what the page shows; false when the task is not open for this person.</summary>
    private async Task<bool> ShowAsync(Func<string, string?>? typed, CancellationToken cancel)
    {
        var person = await me.RequireAsync(cancel);
        if (await tasks.Open(person.Scope, CaseId, No, cancel) is not { } task)
        {
            return false;
        }

        Work = task;
        FormToken = Token();
        Name = task.Definition.NameOf(task.Item, texts.Language);
        Due = await due.OfAsync(task.Item, cancel);
        var applicant = await db.Set<CaseParty>().AsNoTracking()
            .SingleOrDefaultAsync(party => party.CaseId == CaseId && party.Role == PartyRole.Applicant, cancel);
        Applicant = applicant?.PersonName.Short ?? "";
        IsMine = task.Item.AssigneeId == person.User.Id;
        ClaimedBy = task.Item.AssigneeId == 0 || IsMine ? null : await db.NameOfAsync(task.Item.AssigneeId, cancel);
        var draft = typed is null ? await drafts.Of(person.Scope, CaseId, No, cancel) : new Dictionary<string, TaskDraft>(StringComparer.Ordinal);
        DraftSavedAt = draft.Count == 0 ? null : await MomentAsync(task.Item, draft.Values.Max(static row => row.SavedAt), cancel);
        typed ??= draft.Count == 0 ? null : key => draft.GetValueOrDefault(key)?.Text;
        Fields = TaskFields.Of(task, typed, texts.Language);
        Versions = await VersionsAsync(task, cancel);
        Panel = await panels.OfAsync(task, Unsaved(typed), person, cancel);
        SentBack = task.Variables.GetValueOrDefault(VerdictKey) is TextValue { Text: not "approve" } ? TextOf(task, SentBackKey) : null;
        NoteToHead = task.Item.Role == Roles.Head ? TextOf(task, NoteToHeadKey) : null;
        return true;
    }

    private async Task<string> MomentAsync(WorkItem item, Instant at, CancellationToken cancel) =>
        texts.Moment(at, (await due.CalendarOfAsync(item.OfficeId, cancel)).Zone);

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<TextVersion>>> VersionsAsync(TaskView task, CancellationToken cancel)
    {
        var keys = task.Form?.Fields.Where(static field => field.IsText && !field.IsReadOnly).Select(static field => field.Key).ToArray() ?? [];
        var stored = keys.Length == 0 ? null : await CaseTexts.Versions(db, CaseId, keys, cancel);
        var versions = new Dictionary<string, IReadOnlyList<TextVersion>>(StringComparer.Ordinal);
        foreach (var key in keys.Where(key => stored![key].Any()))
        {
            var shown = new List<TextVersion>();
            foreach (var text in stored![key])
            {
                shown.Add(new TextVersion(text, await db.NameOfAsync(text.WrittenBy, cancel), await MomentAsync(task.Item, text.WrittenAt, cancel)));
            }

            versions[TaskFields.Prefix + key] = shown;
        }

        return versions;
    }

    private static string? TextOf(TaskView task, string key) => task.Texts.GetValueOrDefault(key)?.Text is { Length: > 0 } text ? text : null;

    /// <summary>The texts of the form as typed, for the letter beside it.</summary>
    private Dictionary<string, string>? Unsaved(Func<string, string?>? typed) => typed is null ? null : Fields
        .Where(static field => field.Field.IsText)
        .ToDictionary(static field => field.Field.Key, static field => field.Value.Trim().ReplaceLineEndings("\n"), StringComparer.Ordinal);

    /// <summary>What was posted, by key of the field; a day of three parts as one.</summary>
    private async Task<Func<string, string?>> TypedAsync(CancellationToken cancel)
    {
        var posted = await Request.ReadFormAsync(cancel);
        var task = await tasks.Open((await me.RequireAsync(cancel)).Scope, CaseId, No, cancel);
        var fields = task?.Form?.Fields.ToDictionary(static field => field.Key, StringComparer.Ordinal);
        return key => fields?.GetValueOrDefault(key) is { } field ? TaskFields.Posted(posted, field) : null;
    }

    private void ShowErrors(IReadOnlyList<FieldError> errors)
    {
        foreach (var (name, value) in Request.Form.Where(static field => field.Key.StartsWith(TaskFields.Prefix, StringComparison.Ordinal)))
        {
            ModelState.SetModelValue(name, value.ToArray(), value.FirstOrDefault());
        }

        foreach (var error in errors)
        {
            // A rule of the case may find something wrong that is no field's.
            var words = texts.Plain(error.Key, error.Values);
            var field = Work!.Form?.Fields.FirstOrDefault(one => one.Key == error.Field);
            ModelState.AddModelError(
                field is null ? "" : TaskFields.Prefix + error.Field,
                field is null ? words : texts.Plain("task.error", TaskFields.LabelOf(Work, field, texts.Language).Text, words));
        }
    }

    /// <summary>The page of a task that is done, withdrawn or in another's hands; 404 when there is none.</summary>
    private async Task<IActionResult> ClosedAsync(TaskResult result, int status, CancellationToken cancel)
    {
        switch (result)
        {
            case TaskDoneBefore done:
                var item = await db.Set<WorkItem>().AsNoTracking().SingleAsync(row => row.CaseId == CaseId && row.No == No, cancel);
                DoneBy = done.UserId == 0 ? "" : await db.NameOfAsync(done.UserId, cancel);
                DoneAt = done.At is { } at ? texts.Moment(at, (await due.CalendarOfAsync(item.OfficeId, cancel)).Zone) : null;
                break;
            case TaskClaimed claimed:
                ClaimedBy = await db.NameOfAsync(claimed.UserId, cancel);
                break;
            default:
                return NotFound();
        }

        Response.StatusCode = status;
        return Page();
    }

    // A token that is not one of ours is not put into the database.
    private string Token() => Guid.TryParseExact(FormToken, "N", out var token) ? token.ToString("N") : Guid.NewGuid().ToString("N");

    /// <summary>An earlier version of a text.</summary>
    /// <param name="Text">What was written.</param>
    /// <param name="By">By whom.</param>
    /// <param name="At">When, at the office's clocks.</param>
    public sealed record TextVersion(CaseText Text, string By, string At);
}
