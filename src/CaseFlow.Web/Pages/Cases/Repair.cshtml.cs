using System.Globalization;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Repair;
using CaseFlow.Core.Running;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Values;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Inbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;
using FieldType = CaseFlow.Core.Forms.FieldType;

namespace CaseFlow.Web.Pages.Cases;

/// <summary>A running case for its manager: where its tokens stand, its values and its inner due times, and what can be done about them.</summary>
public sealed class RepairModel(
    CaseFlowDb db, CaseRepairs repairs, DefinitionCatalog catalog, IDefinitionSource source, DueTimes due, CurrentUser me, IClock clock, PageTexts texts, TextCatalog known) : PageModel
{
    private const int ShortLength = 60;

    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>What is to be done; empty: nothing was chosen yet.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary>The node, the scope or the timer.</summary>
    [BindProperty(SupportsGet = true)]
    public int No { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Flow { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Variable { get; set; }

    [BindProperty]
    public string? Target { get; set; }

    [BindProperty]
    public string? Value { get; set; }

    [BindProperty]
    public DayInput DueDay { get; set; } = new();

    [BindProperty]
    public string? DueTime { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The case's version that was shown.</summary>
    [BindProperty]
    public long Seen { get; set; }

    [BindProperty]
    public long Batch { get; set; }

    public RepairView Repair { get; private set; } = null!;

    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    public RepairKind? Chosen { get; private set; }

    public string Number => Repair.View.Case.Number.Length > 0 ? Repair.View.Case.Number : texts.Plain("cases.no-number");

    private TokenPlace? Token => Repair.Tokens.FirstOrDefault(token => token.Number == No && token.Flow == (string.IsNullOrEmpty(Flow) ? null : Flow));

    public IEnumerable<Choice> Targets => (Token?.Targets ?? []).Select(target => new Choice(target.Id, new Line(NameOf(target), texts.Language)));

    /// <summary>What would end with the chosen place.</summary>
    public RepairOutcome? Outcome => Token?.MayCancel;

    /// <summary>A value is to be set that the case does not have.</summary>
    public bool IsNewVariable => Chosen == RepairKind.SetVariable && !Repair.Variables.Any(one => one.Node == No && one.Name == Variable);

    /// <summary>The names that the process knows and the case lacks, each with the kind of its value.</summary>
    public IEnumerable<Choice> MissingNames =>
        Repair.Missing.Where(one => one.Node == No).Select(one => new Choice(one.Variable.Name, new Line($"{one.Variable.Name} – {KindOf(one.Variable)}", texts.Language)));

    /// <summary>What the chosen action is about.</summary>
    public string ChosenName => Chosen switch
    {
        RepairKind.Skip or RepairKind.Move or RepairKind.CancelStep => Token is { } token ? NameOf(token.At) : "",
        RepairKind.MoveTimer => Repair.Timers.FirstOrDefault(timer => timer.Timer.No == No) is { } timer ? NameOf(timer.At) : "",
        RepairKind.SetVariable => IsNewVariable ? texts.Plain("repair.set-missing") : VariableName,
        _ => Number,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        (Seen, Batch) = (Repair.View.Case.Version, await repairs.NewBatch(cancel));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        if (Chosen is not { } kind || Batch <= 0)
        {
            return BadRequest();
        }

        var moment = kind == RepairKind.MoveTimer ? DueMoment() : null;
        Check(kind);
        if (ModelState.IsValid)
        {
            var order = new RepairOrder(kind, Id)
            {
                SeenVersion = Seen,
                Number = No,
                Flow = string.IsNullOrEmpty(Flow) ? null : Flow,
                Target = Target ?? "",
                Variable = Variable ?? "",
                Value = Value ?? "",
                Due = moment,
            };
            var done = (await repairs.Do((await me.RequireAsync(cancel)).Scope, Batch, Reason!, [order], cancel))[0];
            if (done.Refusal.Length == 0)
            {
                this.Succeeded("repair.done", texts.Plain($"incidents.action.{kind}"));
                return kind == RepairKind.Cancel ? RedirectToPage("/Cases/Show", new { Id }) : RedirectToPage("/Cases/Repair", new { Id });
            }

            this.Refuse("", known.Has($"repair.refusal.{done.Refusal}") ? $"repair.refusal.{done.Refusal}" : "repair.refusal.not-found");
            Batch = await repairs.NewBatch(cancel);
            ModelState.SetModelValue(nameof(Batch), Batch, Batch.ToString(CultureInfo.InvariantCulture));
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <summary>The question that a variable answers, beside its name; empty: no form asks for it.</summary>
    public string QuestionOf(VariablePlace variable) => new AnswerWords(texts).Question(variable.Scope.Definition, variable.Name);

    /// <summary>What a variable holds, in words.</summary>
    public string Words(VariablePlace variable) => Short(new AnswerWords(texts).Answer(variable.Scope.Definition, variable.Name, variable.Value));

    private string VariableName =>
        Repair.Variables.FirstOrDefault(one => one.Node == No && one.Name == Variable) is { } known && QuestionOf(known) is { Length: > 0 } question ? $"{question} ({Variable})" : Variable ?? "";

    /// <summary>Variables of more than one scope: only then it matters where each is.</summary>
    public bool HasScopes => Repair.Variables.Select(static variable => variable.Node).Distinct().Count() > 1;

    /// <summary>The name of the statutory term that a timer keeps.</summary>
    public string TermOf(TimerPlace timer) => timer.At.Definition.TermOf(timer.Deadline!)?.Name.In(texts.Language) ?? timer.Deadline!;

    public string NameOf(CaseElement element) => element.NameIn(texts.Language);

    public string Due(CaseTimer timer) => timer.DueAt == WorkItem.NotDue ? texts.Plain("incident.no-due-time") : texts.Moment(timer.DueAt, Zone);

    private static string Short(string text) => text.Length > ShortLength ? text[..ShortLength] + "…" : text;

    public string Address(RepairKind kind, int number, string? variable = null, string? flow = null) =>
        Url.Page("/Cases/Repair", new { Id, Kind = kind.ToString(), No = number, Variable = variable, Flow = flow }) + "#confirm";

    private string KindOf(KnownVariable variable) => variable switch
    {
        { Field.Choices: { Count: > 0 } choices } => string.Join(", ", choices.Select(static choice => choice.Value)),
        { Field.Type: FieldType.Number } or { Field: null, Like: NumberValue } => texts.Plain("repair.value.number"),
        { Field.Type: FieldType.Checkbox } or { Field: null, Like: BooleanValue } => texts.Plain("repair.value.boolean"),
        { Field.Type: FieldType.Date } => texts.Plain("repair.value.date"),
        { Field: not null } or { Like: TextValue } => texts.Plain("repair.value.code"),
        _ => texts.Plain("repair.value.any"),
    };

    private void Check(RepairKind kind)
    {
        if (kind == RepairKind.SetVariable && string.IsNullOrWhiteSpace(Variable))
        {
            this.Refuse(nameof(Variable), "incidents.variable-missing");
        }

        if (kind == RepairKind.Move && string.IsNullOrEmpty(Target))
        {
            this.Refuse(nameof(Target), "incidents.target-missing");
        }

        if (kind == RepairKind.SetVariable && string.IsNullOrWhiteSpace(Value))
        {
            this.Refuse(nameof(Value), "incidents.value-missing");
        }

        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > CaseRepair.ReasonLength)
        {
            this.Refuse(nameof(Reason), "incidents.reason-missing");
        }
    }

    /// <summary>The day and time as the clocks of the case's office show it.</summary>
    private Instant? DueMoment()
    {
        if (DueDay.ToDate() is { } day && TimePattern.Parse(DueTime?.Trim() ?? "") is { Success: true, Value: var time })
        {
            return (day + time).InZoneLeniently(Zone).ToInstant();
        }

        this.Refuse(nameof(DueDay), "repair.due-missing");
        return null;
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (await RepairView.Find(db, catalog, source, scope, Id, clock.GetCurrentInstant(), cancel) is not { } found)
        {
            return false;
        }

        Repair = found;
        Zone = (await due.CalendarOfAsync(found.View.Case.OfficeId, cancel)).Zone;
        Chosen = Enum.TryParse<RepairKind>(Kind, out var kind) && Enum.IsDefined(kind) && kind != RepairKind.Retry ? kind : null;
        return true;
    }
}
