using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Watching;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Pages.Definitions;

/// <summary>Where the cases of a version stand, how long its steps take and what is late: on the diagram and as a table.</summary>
public sealed class HeatModel(CaseFlowDb db, DefinitionCatalog definitions, OfficeNames offices, CurrentUser me, IClock clock, PageTexts texts) : PageModel
{
    private const int DefaultDays = 90;
    private const int Levels = 4;

    // Names of elements go into an attribute, where Razor encodes them once more.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Definition definition = null!;

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>The office that owes the result; empty: all.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Office { get; set; }

    [BindProperty(SupportsGet = true)]
    public DayInput From { get; set; } = new();

    /// <summary>The last day of the period.</summary>
    [BindProperty(SupportsGet = true)]
    public DayInput Until { get; set; } = new();

    public HeatMap Heat { get; private set; } = null!;

    public IReadOnlyList<Choice> Offices { get; private set; } = [];

    public string Name => NameOf(definition.Graph.Definition.Key);

    public int Version => definition.Graph.Definition.Version;

    /// <summary>Names of elements in the page's language, for the drawing.</summary>
    public string Names { get; private set; } = "{}";

    /// <summary>Colours and badges, for the drawing.</summary>
    public string Marks { get; private set; } = "{}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        try
        {
            definition = await definitions.Get(Id).WaitAsync(cancel);
        }
        catch (KeyNotFoundException)
        {
            return NotFound();
        }

        var now = clock.GetCurrentInstant();
        var today = now.InZone(AccessDays.Zone).Date;
        var scope = (await me.RequireAsync(cancel)).Scope;
        (From, Until) = (Day(From, nameof(From), today.PlusDays(-DefaultDays)), Day(Until, nameof(Until), today));
        var period = new HeatPeriod(Office ?? 0, Start(From.ToDate() ?? today), Start((Until.ToDate() ?? today).PlusDays(1)));
        Heat = await HeatMap.Of(db, scope, Id, definition, period, now, cancel);
        Offices = await OfficesAsync(scope, cancel);
        Names = ComparisonView.Names(definition, texts);
        Marks = JsonSerializer.Serialize(MarksOf(Heat), Json);
        return Page();
    }

    public string NameOf(string element) => definition.NameOf(element, texts.Language);

    /// <summary>A duration in the two largest units that say something.</summary>
    public string Long(Duration? duration) => duration switch
    {
        null => "–",
        { TotalHours: < 1 } minutes => texts.Plain("heat.minutes", (int)Math.Ceiling(minutes.TotalMinutes)),
        { TotalDays: < 1 } hours => texts.Plain("heat.hours", (int)hours.TotalHours, hours.Minutes),
        { } days => texts.Plain("heat.days", days.Days, days.Hours),
    };

    /// <summary>A field that was not sent is as it is by default; one that is no day is told so.</summary>
    private DayInput Day(DayInput given, string field, LocalDate byDefault)
    {
        if (given.IsEmpty)
        {
            return new DayInput(byDefault);
        }

        if (given.ToDate() is null)
        {
            this.Refuse(field, "heat.day-wrong");
        }

        return given;
    }

    private static Instant Start(LocalDate day) => day.AtStartOfDayInZone(AccessDays.Zone).ToInstant();

    /// <summary>The colour says how many stand there, in four steps of the fullest; the badge says it in numbers: standing · passed.</summary>
    private static Dictionary<string, object> MarksOf(HeatMap heat)
    {
        var most = Math.Max(1, heat.Elements.Select(static one => one.Now).DefaultIfEmpty().Max());
        return heat.Elements.Where(static one => one.Now > 0 || one.Passed > 0).ToDictionary(
            static one => one.Element,
            one => (object)new
            {
                Kind = $"heat-{(one.Now == 0 ? 0 : Math.Max(1, one.Now * Levels / most)).ToString(CultureInfo.InvariantCulture)}",
                Text = one.Now > 0 || one.Average is not null ? string.Create(CultureInfo.InvariantCulture, $"{one.Now} · {one.Passed}") : "",
            },
            StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<Choice>> OfficesAsync(Core.Access.Scope scope, CancellationToken cancel)
    {
        var known = await db.Set<Case>().AsNoTracking().Where(row => row.DefinitionId == Id).Select(static row => row.OfficeId).Distinct().ToListAsync(cancel);
        var names = await offices.OfAsync([.. known.Where(scope.Sees)], cancel);
        return [.. names.OrderBy(static one => one.Key).Select(one => new Choice(one.Key.ToString(CultureInfo.InvariantCulture), one.Value))];
    }
}
