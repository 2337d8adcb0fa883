using System.Globalization;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Model;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using TaskInbox = CaseFlow.Core.Cases.Inbox;

namespace CaseFlow.Web.Pages.Inbox;

/// <summary>The tasks that wait for a person: my own, and those of my group.</summary>
public sealed class IndexModel(
    TaskInbox inbox, CaseFlowDb db, DefinitionCatalog definitions, CurrentUser me, OfficeNames offices, DueTimes due, PageTexts texts, IClock clock) : PageModel
{
    private const int PageSize = 50;

    /// <summary>mine or group; empty: mine if there is anything, otherwise the group's.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Tab { get; set; }

    /// <summary>Only this office.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Office { get; set; }

    /// <summary>Only this kind of task, by BPMN id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Overdue { get; set; }

    /// <summary>complaints or applications; empty: both.</summary>
    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    /// <summary>The last row of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public InboxView Shown { get; private set; }

    public InboxCounts Counts { get; private set; } = new(0, 0, 0, 0);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<Choice> Offices { get; private set; } = [];

    public IReadOnlyList<Choice> Kinds { get; private set; } = [];

    public IReadOnlyList<Choice> Whats =>
        [new("applications", texts.Line("cases.applications")), new("complaints", texts.Line("cases.complaints"))];

    public string? Next { get; private set; }

    public bool IsNarrowed => Office is { Length: > 0 } || Kind is { Length: > 0 } || What is { Length: > 0 } || Overdue;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        Counts = await inbox.Counts(scope, cancel);
        Shown = Tab switch
        {
            "mine" => InboxView.Mine,
            "group" => InboxView.Group,
            _ => Counts.Mine > 0 ? InboxView.Mine : InboxView.Group,
        };
        var names = await offices.OfAsync(scope.Offices, cancel);
        Offices = names.Count < 2 ? [] : [.. names.Select(static name => new Choice(Id(name.Key), name.Value))];
        Kinds = await KindsAsync(scope.Grants.Select(static grant => grant.Role).ToHashSet(StringComparer.Ordinal), cancel);

        var filter = new InboxFilter(Number(Office), Kind is { Length: > 0 } kind ? kind : null, Overdue, What switch { "complaints" => true, "applications" => false, _ => null });
        var page = await inbox.Page(scope, Shown, filter, Cursor(After), PageSize, cancel);
        var rows = new List<Row>();
        foreach (var row in page.Rows)
        {
            var definition = await definitions.Get(row.Item.DefinitionId);
            rows.Add(new Row(row, definition.NameOf(row.Item, texts.Language), names.GetValueOrDefault(row.Item.OfficeId), await due.OfAsync(row.Item, cancel)));
        }

        Rows = rows;
        Next = page.Next is { } next ? Address(Shown, string.Create(CultureInfo.InvariantCulture, $"{next.DueAt}-{next.CaseId}-{next.No}")) : null;
    }

    /// <summary>Takes a task and opens it.</summary>
    public async Task<IActionResult> OnPostClaimAsync(long caseId, int no, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (await inbox.Claim(scope, caseId, no, cancel) is not { } item)
        {
            this.Warned("inbox.gone");
            return Redirect(Address(InboxView.Group, null));
        }

        if (item.AssigneeId == scope.UserId)
        {
            return RedirectToPage("/Tasks/Open", new { caseId, no });
        }

        this.Warned("inbox.claimed-by", await db.NameOfAsync(item.AssigneeId, cancel));
        return Redirect(Address(InboxView.Group, null));
    }

    /// <summary>The address of a tab, with the filter kept.</summary>
    public string Address(InboxView view, string? after) => Url.Page("/Inbox/Index", new
    {
        Tab = view == InboxView.Mine ? "mine" : "group",
        Office = string.IsNullOrEmpty(Office) ? null : Office,
        Kind = string.IsNullOrEmpty(Kind) ? null : Kind,
        Overdue = Overdue ? "true" : null,
        What = string.IsNullOrEmpty(What) ? null : What,
        After = after,
    })!;

    /// <summary>Kinds of task that these roles do, in the processes in force.</summary>
    private async Task<IReadOnlyList<Choice>> KindsAsync(HashSet<string> roles, CancellationToken cancel)
    {
        var kinds = new SortedDictionary<string, Choice>(StringComparer.Ordinal);
        foreach (var (_, id) in await definitions.AllInForce(clock.GetCurrentInstant(), cancel))
        {
            var definition = await definitions.Get(id);
            foreach (var task in definition.Graph.Elements.Values.OfType<UserTask>()
                .Where(task => task.Roles.IsEmpty || task.Roles.Any(role => role.Literal is { } name && roles.Contains(name))))
            {
                kinds[task.Id] = new Choice(task.Id, new Line(definition.NameOf(task.Id, texts.Language), texts.Language));
            }
        }

        return [.. kinds.Values.OrderBy(static kind => kind.Text.Text, StringComparer.Ordinal)];
    }

    private static InboxCursor? Cursor(string? text) => text?.Split('-') is [var due, var caseId, var no]
        && long.TryParse(due, NumberStyles.None, CultureInfo.InvariantCulture, out var dueAt) && dueAt <= WorkItem.NotDue.ToUnixTimeMilliseconds()
        && Number(caseId) is { } id
        && int.TryParse(no, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new InboxCursor(dueAt, id, number)
            : null;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>A task as its row shows it.</summary>
    public sealed record Row(InboxRow Task, string Name, Line Office, Due Due);
}
