using System.Globalization;
using System.Text;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Scenarios;
using CaseFlow.Core.Texts;
using CaseFlow.Core.Trials;
using CaseFlow.Engine.Values;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Choice = CaseFlow.Web.Components.Choice;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>A draft is tried: a trial is begun, moved step by step, looked at, and saved as a scenario.</summary>
public sealed class TryModel(
    DraftDesk desk, TrialStore trials, DraftStore drafts, PackageCheckOptions known, CaseFlowDb db, IEnumerable<ITaskRule> rules, CurrentUser me, PageTexts texts, IClock clock) : PageModel
{
    private const int MaximumVariables = 10_000;

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>The trial; 0: their list.</summary>
    [BindProperty(SupportsGet = true)]
    public long Trial { get; set; }

    /// <summary>The task whose form is shown, by its number in the case; 0: the first.</summary>
    [BindProperty(SupportsGet = true)]
    public int Task { get; set; }

    /// <summary>The revision on which something is done.</summary>
    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public DayInput Day { get; set; } = new();

    [BindProperty]
    public string? Time { get; set; }

    [BindProperty]
    public string? Schedule { get; set; }

    [BindProperty]
    public string? StartVariables { get; set; }

    [BindProperty]
    public string? PastName { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Unit { get; set; }

    public DraftHeader Header { get; private set; } = null!;

    /// <summary>What keeps the draft from running; empty: it runs.</summary>
    public IReadOnlyList<ShownProblem> Problems { get; private set; } = [];

    public IReadOnlyList<(Trial Trial, string Changed)> Kept { get; private set; } = [];

    public IReadOnlyList<Choice> Schedules { get; private set; } = [];

    /// <summary>The trial that is shown; null: their list.</summary>
    public TrialWords? Shown { get; private set; }

    public bool MayWrite => DraftStore.MayWrite(person!.Scope);

    private SignedIn? person;
    private Definition? definition;
    private CalendarSet? calendars;
    private Trial? row;
    private TrialScript? script;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel))
        {
            return NotFound();
        }

        Suggest();
        return await ShowAsync(typed: null, cancel);
    }

    /// <summary>The draft's BPMN file for the viewer.</summary>
    public async Task<IActionResult> OnGetDiagramAsync(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        return await desk.FindAsync(Id, cancel) is { } header && header.View.File(DefinitionPackage.ProcessFileName) is { } file
            ? File(file.Content, "application/xml")
            : NotFound();
    }

    public Task<IActionResult> OnPostBeginAsync(CancellationToken cancel) => BeginAsync(
        () =>
        {
            var begins = BeginsAt();
            var variables = Read(nameof(StartVariables), StartVariables);
            Require(nameof(Name), Name, "trials.name-needed");
            if (Schedules.All(one => one.Value != Schedule))
            {
                this.Refuse(nameof(Schedule), "trials.office-needed");
            }

            return System.Threading.Tasks.Task.FromResult(ModelState.IsValid ? TrialScript.Begin(Name!.Trim(), begins, Schedule!, Header.View.Draft.Key, variables) : null);
        },
        cancel);

    public Task<IActionResult> OnPostPastAsync(CancellationToken cancel) => BeginAsync(
        async () =>
        {
            Require(nameof(PastName), PastName, "trials.name-needed");
            var past = await trials.OfPastCase(person!.Scope, Header.View.Draft.Key, Number?.Trim() ?? "", PastName?.Trim() ?? "", cancel);
            if (past is null)
            {
                this.Refuse(nameof(Number), "trials.number-unknown");
            }

            return ModelState.IsValid ? past : null;
        },
        cancel);

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel) => WriteAsync(
        async () =>
        {
            await trials.Remove(person!.Scope, Id, Trial, cancel);
            this.Succeeded("trials.removed");
            return RedirectToPage(new { Id, Trial = (long?)null });
        },
        cancel);

    public Task<IActionResult> OnPostUndoAsync(CancellationToken cancel) => ChangeAsync(() => script!.First(script.Actions.Length - 1), cancel);

    public Task<IActionResult> OnPostAgainAsync(CancellationToken cancel) => ChangeAsync(() => script!.First(1), cancel);

    public Task<IActionResult> OnPostDropAsync(int keep, CancellationToken cancel) => ChangeAsync(() => script!.First(keep), cancel);

    public Task<IActionResult> OnPostJumpAsync(string until, CancellationToken cancel) => ChangeAsync(
        () => NodaTime.Text.InstantPattern.ExtendedIso.Parse(until) is { Success: true } ? script!.Then(TrialWords.Action("advance_to", until)) : script, cancel);

    public Task<IActionResult> OnPostAdvanceAsync(CancellationToken cancel) => ChangeAsync(
        () =>
        {
            if (!int.TryParse(Amount, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) || amount is 0 or > 999)
            {
                this.Refuse(nameof(Amount), "trials.amount-wrong");
                return null;
            }

            var duration = Unit switch { "days" => $"P{amount}D", "months" => $"P{amount}M", _ => $"PT{amount}H" };
            return script!.Then(TrialWords.Action("advance", duration));
        },
        cancel);

    public Task<IActionResult> OnPostMessageAsync(string name, string to, bool signal, string? brings, CancellationToken cancel) => ChangeAsync(
        () =>
        {
            var variables = Read("", brings);
            var keys = Variables.None.SetItem("vars", new MapValue(variables));
            return !ModelState.IsValid ? null
                : script!.Then(new ScenarioAction(signal ? "signal" : "message", Value.Of(name), signal ? keys : keys.SetItem("to", Value.Of(to))));
        },
        cancel);

    public Task<IActionResult> OnPostRetryAsync(string element, CancellationToken cancel) => ChangeAsync(() => script!.Then(TrialWords.Action("retry", element)), cancel);

    /// <summary>Another answer to one call of a service task.</summary>
    public Task<IActionResult> OnPostServiceAsync(string element, int no, string? answer, string? code, CancellationToken cancel) => ChangeAsync(
        () =>
        {
            if (answer == "error" && string.IsNullOrWhiteSpace(code))
            {
                this.Refuse("", "trials.error-code-needed");
                return null;
            }

            var standIn = answer switch
            {
                "error" => StandIn.Nothing with { Error = code!.Trim() },
                "failed" => StandIn.Nothing with { Failed = true },
                _ => StandIn.Nothing,
            };
            return no is < 1 or > TrialScript.MaximumActions ? script : script!.Answering(element, no, standIn);
        },
        cancel);

    /// <summary>Completes a task with the answers of its form.</summary>
    public Task<IActionResult> OnPostCompleteAsync(CancellationToken cancel) => WriteAsync(
        async () =>
        {
            var words = await RunAsync(cancel);
            if (words.TaskOf(Task) is not { } task)
            {
                return MovedOn();
            }

            var view = TrialForm.View(task, Samples);
            var posted = await Request.ReadFormAsync(cancel);
            var fields = view.Form?.Fields.ToDictionary(static field => field.Key, StringComparer.Ordinal);
            string? Typed(string key) => fields?.GetValueOrDefault(key) is { } field ? TaskFields.Posted(posted, field) : null;
            var (action, errors) = TrialForm.Answer(task, view, Typed, rules);
            if (action is null)
            {
                ShowErrors(view, errors);
                return await ShowAsync(Typed, cancel);
            }

            return await KeepAsync(() => script!.Then(action), cancel);
        },
        cancel);

    /// <summary>Adds the trial to the draft's scenarios.</summary>
    public Task<IActionResult> OnPostSaveAsync(CancellationToken cancel) => WriteAsync(
        async () =>
        {
            var path = $"scenarios/trial-{Trial.ToString(CultureInfo.InvariantCulture)}.yaml";
            var words = await RunAsync(cancel);
            var text = TrialScenario.Write(script!, words.Stand, Header.View.Package());
            var saved = await drafts.Save(person!.Scope, Id, path, Header.View.File(path)?.Revision ?? 0, Encoding.UTF8.GetBytes(text), cancel);
            if (saved is DraftFileSaved)
            {
                this.Succeeded("trials.saved", path);
                return RedirectToPage("/Drafts/Scenarios", new { Id });
            }

            this.Warned("trials.not-saved");
            return Back();
        },
        cancel);

    private TrialSamples Samples => new(texts.Plain("trials.sample-text"), no => texts.Plain("trials.sample-choice", no));

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        person = await me.RequireAsync(cancel);
        if (await desk.FindAsync(Id, cancel) is not { } header)
        {
            return false;
        }

        Header = header;
        (definition, var problems) = header.View.Check(known);
        var words = new ProblemWords(texts);
        Problems = definition is null ? [.. problems.Select(words.Of).Where(static problem => problem.IsError)] : [];
        calendars = await CalendarStore.ReadAsync(db, OfficeCalendars.Set, cancel);
        Schedules = [.. calendars.Schedules.Select(one => new Choice(one.Key, texts.Name(one.Name.Kk, one.Name.Ru, one.Name.En)))];
        row = Trial == 0 ? null : await trials.Find(person.Scope, Id, Trial, cancel);
        script = row is null ? null : TrialScript.Read(Encoding.UTF8.GetString(row.Script));
        return Trial == 0 || row is not null;
    }

    /// <summary>The page as it stands; what was typed into a form stays there.</summary>
    private async Task<IActionResult> ShowAsync(Func<string, string?>? typed, CancellationToken cancel)
    {
        if (definition is not null && script is not null)
        {
            Shown = await RunAsync(cancel);
            Shown.Choose(Task, typed, Samples);
        }
        else
        {
            Kept = [.. (await trials.List(person!.Scope, Id, cancel)).Select(one => (one, texts.Moment(one.ChangedAt, Core.Access.AccessDays.Zone)))];
        }

        Revision = row?.Revision ?? 0;
        ModelState.Remove(nameof(Revision));
        return Page();
    }

    private async Task<TrialWords> RunAsync(CancellationToken cancel) =>
        new(row!, script!, await trials.Run(definition!, script!, cancel), calendars!, texts);

    private async Task<IActionResult> BeginAsync(Func<Task<TrialScript?>> begin, CancellationToken cancel)
    {
        if (!await FindAsync(cancel))
        {
            return NotFound();
        }

        if (!MayWrite || definition is null)
        {
            return definition is null ? RedirectToPage(new { Id }) : Forbid();
        }

        if (await begin() is not { } begun)
        {
            return await ShowAsync(typed: null, cancel);
        }

        try
        {
            Trial = await trials.Begin(person!.Scope, Id, begun, cancel);
        }
        catch (InvalidOperationException)
        {
            this.Refuse("", "trials.too-many");
            return await ShowAsync(typed: null, cancel);
        }

        this.Succeeded("trials.begun");
        return Back();
    }

    /// <summary>Changes the trial and keeps it; null: what was entered is not good, and the page says why.</summary>
    private Task<IActionResult> ChangeAsync(Func<TrialScript?> change, CancellationToken cancel) => WriteAsync(() => KeepAsync(change, cancel), cancel);

    private async Task<IActionResult> WriteAsync(Func<Task<IActionResult>> write, CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || row is null)
        {
            return NotFound();
        }

        return !MayWrite ? Forbid() : definition is null ? RedirectToPage(new { Id, Trial }) : row.Revision != Revision ? MovedOn() : await write();
    }

    private async Task<IActionResult> KeepAsync(Func<TrialScript?> change, CancellationToken cancel)
    {
        try
        {
            if (change() is not { } changed)
            {
                return await ShowAsync(typed: null, cancel);
            }

            return await trials.Save(person!.Scope, Id, Trial, Revision, changed, cancel) ? Back() : MovedOn();
        }
        catch (ScenarioFormatException)
        {
            this.Refuse("", "trials.full", TrialScript.MaximumActions);
            return await ShowAsync(typed: null, cancel);
        }
    }

    private RedirectToPageResult MovedOn()
    {
        this.Warned("trials.moved-on");
        return Back();
    }

    private RedirectToPageResult Back() => RedirectToPage(new { Id, Trial, Task = (int?)null });

    /// <summary>What a new trial begins with unless somebody chooses otherwise: now, and what the draft's own scenarios begin with.</summary>
    private void Suggest()
    {
        var now = clock.GetCurrentInstant().InZone(Core.Access.AccessDays.Zone).LocalDateTime;
        Day = new DayInput(now.Date);
        Time = NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(now.TimeOfDay);
        Schedule = definition?.Service.Terms.Values.Select(static term => term.Schedule).OfType<string>().FirstOrDefault(key => Schedules.Any(one => one.Value == key)) ?? (Schedules is [var any, ..] ? any.Value : null);
        StartVariables = TrialWords.Lines(TrialWords.StartOf(Header.View.Package()));
    }

    private Instant BeginsAt()
    {
        var time = NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("H:mm").Parse(Time?.Trim() ?? "");
        if (Day.ToDate() is { } day && time.Success)
        {
            return day.At(time.Value).InZoneLeniently(Core.Access.AccessDays.Zone).ToInstant();
        }

        this.Refuse(time.Success ? nameof(Day) : nameof(Time), "trials.begins-wrong");
        return default;
    }

    private System.Collections.Immutable.ImmutableSortedDictionary<string, Value> Read(string field, string? text)
    {
        try
        {
            return text?.Length > MaximumVariables ? throw new ScenarioFormatException($"> {MaximumVariables}") : ScenarioReader.ReadVariables(text ?? "");
        }
        catch (ScenarioFormatException wrong)
        {
            this.Refuse(field, "trials.variables-wrong", wrong.Message);
            return Variables.None;
        }
    }

    private void Require(string field, string? text, string key)
    {
        if (text?.Trim().Length is null or 0 or > TrialScript.NameLength)
        {
            this.Refuse(field, key);
        }
    }

    private void ShowErrors(TaskView view, IReadOnlyList<FieldError> errors)
    {
        foreach (var (name, value) in Request.Form.Where(static field => field.Key.StartsWith(TaskFields.Prefix, StringComparison.Ordinal)))
        {
            ModelState.SetModelValue(name, value.ToArray(), value.FirstOrDefault());
        }

        foreach (var error in errors)
        {
            var field = view.Form!.Fields.First(one => one.Key == error.Field);
            ModelState.AddModelError(TaskFields.Prefix + error.Field, texts.Plain("task.error", TaskFields.LabelOf(view, field, texts.Language).Text, texts.Plain(error.Key, error.Values)));
        }
    }
}
