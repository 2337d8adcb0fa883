using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Repair;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Incidents;

/// <summary>An incident in words.</summary>
/// <param name="Line">The incident.</param>
/// <param name="Element">Name of the step.</param>
/// <param name="Number">Number of the case.</param>
public sealed record IncidentRow(IncidentLine Line, string Element, string Number);

/// <summary>The open incidents of a manager's offices; some are chosen, and what is to be done with them.</summary>
public sealed class IndexModel(Core.Repair.Incidents incidents, IncidentWords words, CurrentUser me, PageTexts texts) : PageModel
{
    private const int PageSize = 100;

    /// <summary>What can be done about incidents, in the order of the page.</summary>
    public static IReadOnlyList<RepairKind> Possible { get; } = [RepairKind.Retry, RepairKind.SetVariable, RepairKind.Skip, RepairKind.Move, RepairKind.CancelStep, RepairKind.Cancel];

    [BindProperty(SupportsGet = true)]
    public string? Process { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Element { get; set; }

    /// <summary>Every incident of the page is chosen beforehand.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    /// <summary>The last incident of the page before; 0: the first page.</summary>
    [BindProperty(SupportsGet = true)]
    public long Before { get; set; }

    public IReadOnlyList<IncidentRow> Rows { get; private set; } = [];

    public IReadOnlyList<Choice> Processes { get; private set; } = [];

    public IReadOnlyList<Choice> Codes { get; private set; } = [];

    public IReadOnlyList<Choice> Elements { get; private set; } = [];

    public IEnumerable<Choice> Kinds => Possible.Select(kind => new Choice(kind.ToString(), texts.Line($"incidents.action.{kind}"), texts.Line($"incidents.hint.{kind}")));

    public bool MayRepair { get; private set; }

    public string? Next { get; private set; }

    /// <summary>Incidents of several offices stand together: the installation's own time.</summary>
    public DateTimeZone Zone { get; } = AccessDays.Zone;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        MayRepair = scope.Has(Roles.Manager);
        var groups = await incidents.Groups(scope, cancel);
        Processes = await ChoicesAsync(groups.Select(static group => (group.Process, group.Process)), words.ProcessAsync, cancel);
        Codes = Choices(groups.Select(static group => group.Code), code => texts.Line($"incident.{code}"));
        Elements = await ChoicesAsync(groups.Select(static group => (group.Element, group.Process)), words.ElementAsync, cancel);
        var lines = await incidents.Page(scope, new IncidentFilter(Process, Code, Element), Before, PageSize + 1, cancel);
        Next = lines.Count > PageSize ? Address(all: false, lines[PageSize - 1].Incident.Id) : null;
        Rows = await words.RowsAsync(lines.Take(PageSize), cancel);
    }

    public string Address(bool all, long before) => Url.Page("/Incidents/Index", new
    {
        Process,
        Code,
        Element,
        All = all ? "true" : null,
        Before = before == 0 ? null : before.ToString(CultureInfo.InvariantCulture),
    })!;

    public static string BoxOf(long id) => string.Create(CultureInfo.InvariantCulture, $"Chosen[{id}]");

    private List<Choice> Choices(IEnumerable<string> values, Func<string, Line> text) =>
        [.. values.Where(static value => value.Length > 0).Distinct(StringComparer.Ordinal).Select(value => new Choice(value, text(value)))];

    private async Task<IReadOnlyList<Choice>> ChoicesAsync(
        IEnumerable<(string Value, string Process)> values, Func<string, string, CancellationToken, Task<string>> name, CancellationToken cancel)
    {
        var choices = new List<Choice>();
        foreach (var (value, process) in values.Where(static one => one.Value.Length > 0).DistinctBy(static one => one.Value))
        {
            choices.Add(new Choice(value, new Line(await name(value, process, cancel), texts.Language)));
        }

        return choices;
    }
}
