using System.Text.Encodings.Web;
using System.Text.Json;
using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Cases;

/// <summary>All there is to know about a case.</summary>
public sealed class ShowModel(
    CaseFlowDb db,
    DefinitionCatalog definitions,
    OfficeCalendars calendars,
    OpenPersonalData personalData,
    CurrentUser me,
    OfficeNames offices,
    PageTexts texts,
    IClock clock) : PageModel
{
    /// <summary>Steps shown at first: what happened lately is what is asked for.</summary>
    private const int RecentSteps = 20;

    // Names of elements go into an attribute, where Razor encodes them once more.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Why somebody wants to see a person's data in full.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The whole history, not only its newest steps.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    public CaseView View { get; private set; } = null!;

    /// <summary>The person whose data were just opened; null: nobody's.</summary>
    public CaseParty? Opened { get; private set; }

    public IReadOnlyList<CaseDue> Deadlines { get; private set; } = [];

    public IReadOnlyList<HistoryEntry> History { get; private set; } = [];

    /// <summary>True when older steps are left out.</summary>
    public bool HasOlderSteps { get; private set; }

    /// <summary>What a complaint has besides; null: the case is none.</summary>
    public ComplaintSection? Complaint { get; private set; }

    /// <summary>Other cases: the service case complained of, its complaints, a new decision, what was joined.</summary>
    public IReadOnlyList<LinkedCase> Links { get; private set; } = [];

    /// <summary>True when the person may record that the complaint is withdrawn, adds to it, or join it with another.</summary>
    public bool MayChange { get; private set; }

    public IReadOnlyDictionary<long, Line> Offices { get; private set; } = new Dictionary<long, Line>();

    /// <summary>The clocks of the office.</summary>
    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    /// <summary>What the diagram marks: see diagram.js.</summary>
    public string Marks { get; private set; } = "{}";

    /// <summary>Names of elements where the page's language is not the diagram's own.</summary>
    public string Names { get; private set; } = "{}";

    /// <summary>Where the case stands, without the sub-processes around.</summary>
    public IReadOnlyList<CaseElement> Standing { get; private set; } = [];

    /// <summary>The same as one text.</summary>
    public string StandingAt => string.Join(", ", Standing.Select(NameOf));

    /// <summary>True for those who look for faults.</summary>
    public bool SeesFaults { get; private set; }

    /// <summary>True for a manager of the office, as long as the case runs.</summary>
    public bool MayRepair => View.Case.Status == ProcessStatus.Running && scope.Has(Roles.Manager, View.Case.OfficeId);

    private CaseFlow.Core.Access.Scope scope = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) =>
        await LoadAsync(id, cancel) ? Page() : NotFound();

    /// <summary>Shows one person's data in full, once, after the look and its reason were recorded.</summary>
    public async Task<IActionResult> OnPostOpenAsync(long id, int no, CancellationToken cancel)
    {
        if (!await LoadAsync(id, cancel))
        {
            return NotFound();
        }

        if (OpenPersonalData.CheckReason(Reason) is { } wrong)
        {
            this.Refuse(nameof(Reason), wrong.Key == PersonErrors.Required ? "cases.reason-missing" : wrong.Key, [.. wrong.Values]);
            return Page();
        }

        Opened = await personalData.Party(scope, id, no, Reason!, cancel);
        if (Opened is null)
        {
            return NotFound();
        }

        // The next look needs a reason of its own.
        ModelState.Remove(nameof(Reason));
        Reason = null;
        return Page();
    }

    /// <summary>Full name of a user; 0 is the system.</summary>
    public string UserName(long id) => id == 0 ? texts.Plain("cases.system") : View.UserNames.GetValueOrDefault(id, "–");

    /// <summary>The name of an element of the case's own process.</summary>
    public string NameOf(string element) => View.Definition.NameOf(element, texts.Language);

    public string NameOf(CaseElement element) => element.NameIn(texts.Language);

    public string NameOf(WorkItem item) => View.Definitions.GetValueOrDefault(item.DefinitionId, View.Definition).NameOf(item, texts.Language);

    /// <summary>For whom a task is that nobody has claimed.</summary>
    public string WhoFor(WorkItem item) => item.Role switch
    {
        "" => texts.Plain("cases.anybody"),
        WorkItem.SeveralRoles => string.Join(", ", item.Candidates.OrderBy(static one => one.Rank).Select(one => one.UserId == 0 ? texts.Message($"role.{one.Role}") : UserName(one.UserId))),
        _ => texts.Message($"role.{item.Role}"),
    };

    /// <summary>The name of a document of the package.</summary>
    public string NameOf(ApplicationDocument document) =>
        View.Definition.Service.Documents.FirstOrDefault(known => known.Id == document.DocumentId)?.Name.In(texts.Language) ?? document.Name;

    /// <summary>The label of the field from which a text comes.</summary>
    public string LabelOf(CaseText text) => Complaint is null ? View.LabelOf(text, texts.Language) : ComplaintLabels.Of(View.Definition, text, texts);

    /// <summary>The name of a letter by its template; the template itself when this program knows no name for it.</summary>
    public string LetterName(string template) => texts.Message($"letter.{template}");

    /// <summary>A person's data in full, what is empty left out.</summary>
    public IEnumerable<(string Label, string Value)> FullData(CaseParty party)
    {
        (string Key, string Value)[] all =
        [
            ("cases.person", party.PersonName.Full),
            ("cases.iin", party.Iin),
            ("cases.identity-document", Join($"№ {party.DocumentNumber}", party.DocumentIssuedBy, Day(party.DocumentIssuedOn))),
            ("cases.valid-until", Day(party.DocumentValidUntil)),
            ("cases.address", party.Address),
            ("cases.phones", Contacts.ShowPhones(party.Phones)),
            ("cases.email", party.Email),
            ("cases.power", party.Power is null ? "" : Join($"№ {party.PowerNumber}", party.PowerNotary, Day(party.PowerIssuedOn), party.PowerScope)),
            ("cases.power-valid-until", Day(party.PowerValidUntil)),
        ];
        return all.Where(static one => one.Value.Length > 0).Select(one => (texts.Plain(one.Key), one.Value));
    }

    /// <summary>A moment at the office's clocks.</summary>
    public string Moment(Instant at) => texts.Moment(at, Zone);

    /// <summary>True when the person may do the task.</summary>
    public bool MayDo(WorkItem item) => Core.Cases.Inbox.MayDo(scope, item);

    private static string Join(params string[] parts) => string.Join(", ", parts.Where(static part => part.Length > 2));

    private string Day(LocalDate? day) => day is { } known ? texts.Day(known) : "";

    private async Task<bool> LoadAsync(long id, CancellationToken cancel)
    {
        var person = await me.RequireAsync(cancel);
        scope = person.Scope;
        if (await CaseView.Find(db, definitions, scope, id, cancel) is not { } view)
        {
            return false;
        }

        View = view;
        SeesFaults = person.HasAny([Roles.Manager, Roles.Administrator, Roles.Auditor]);
        Zone = (await calendars.Of(db, view.Case.OfficeId, cancel)).Zone;
        Offices = await offices.OfAsync([view.Case.OfficeId, view.Case.IntakeOfficeId, .. view.Tasks.Select(static item => item.OfficeId)], cancel);
        Complaint = await ComplaintSection.ReadAsync(db, offices, id, cancel);
        Links = await LinkedCases.Of(db, scope, id, cancel);
        MayChange = Complaint is not null && view.Case.EndedAt is null
            && new[] { view.Case.OfficeId, view.Case.IntakeOfficeId }.Any(office => scope.Has(Roles.Chancery, office) || scope.Has(Roles.Clerk, office));
        var now = clock.GetCurrentInstant();
        Deadlines = [.. view.Deadlines.Select(row => CaseDue.Of(view, row, now, texts.Language))];
        // A timer that runs beside the work is no place where the case stands: "the deadline has passed" would be read as news.
        Standing = [.. view.Active.Where(static at => at.Element is not (SubProcess or CallActivity))];
        Standing = Standing.Any(static at => at.Element is Activity) ? [.. Standing.Where(static at => !IsTimer(at))] : Standing;
        var history = new CaseHistory(view, texts);
        var entries = history.Entries();
        History = All ? entries : [.. entries.Take(RecentSteps)];
        HasOlderSteps = entries.Count > History.Count;
        Marks = JsonSerializer.Serialize(MarksOf(history.Done), Json);
        Names = JsonSerializer.Serialize(TranslatedNames(), Json);
        return true;
    }

    private static bool IsTimer(CaseElement at) => at.Element is IntermediateCatchEvent { Trigger: TimerTrigger };

    private SortedDictionary<string, object> MarksOf(IEnumerable<string> done)
    {
        var marks = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var element in done.Where(static id => id.Length > 0))
        {
            marks[element] = new { kind = "done" };
        }

        // The diagram is the case's own; where a called process stands shows at the activity that calls it.
        foreach (var at in View.Active.Where(at => at.Definition == View.Definition))
        {
            marks[at.Id] = new { kind = "active", text = at.Element is SubProcess ? null : texts.Plain("cases.here") };
        }

        foreach (var at in View.Incidents.Select(View.ElementOf).Where(at => at.Id.Length > 0 && at.Definition == View.Definition))
        {
            marks[at.Id] = new { kind = "incident", text = texts.Plain("cases.fault") };
        }

        return marks;
    }

    private SortedDictionary<string, string> TranslatedNames() => new(
        View.Definition.Graph.Elements.Values
            .Where(element => element.Name is not null && NameOf(element.Id) != element.Name)
            .ToDictionary(static element => element.Id, element => NameOf(element.Id), StringComparer.Ordinal),
        StringComparer.Ordinal);
}
