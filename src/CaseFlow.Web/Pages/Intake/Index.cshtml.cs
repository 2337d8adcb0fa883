using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Services;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Desk = CaseFlow.Core.Applications.Intake;

namespace CaseFlow.Web.Pages.Intake;

/// <summary>
/// A clerk takes an oral application (P11.1): one page for the whole of it. Whatever comes back, comes back with all that
/// was entered, and with the scans that were good.
/// </summary>
[RequestSizeLimit(RequestSizes.Upload)]
[RequestFormLimits(MultipartBodyLengthLimit = RequestSizes.Upload)]
public sealed class IndexModel(
    CaseFlowDb db,
    Desk desk,
    DefinitionCatalog definitions,
    OfficeCalendars calendars,
    KnownPeople people,
    ScanUploads uploads,
    IDataProtectionProvider protection,
    CurrentUser me,
    PageTexts texts,
    IClock clock) : PageModel
{
    /// <summary>Other documents than those of the list.</summary>
    private const int MostOthers = 10;

    private const int MostPlaces = 20;

    private IntakeTicket open = null!;
    private SignedIn person = null!;

    /// <summary>What is applied for; may be left out while there is one service.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ProcessKey { get; set; }

    [BindProperty]
    public string? Ticket { get; set; }

    /// <summary>A settlement of the own office.</summary>
    [BindProperty]
    public string? LocalityId { get; set; }

    /// <summary>Words of a place elsewhere.</summary>
    [BindProperty]
    public string? Place { get; set; }

    /// <summary>A place chosen among those found; it counts before <see cref="LocalityId"/>.</summary>
    [BindProperty]
    public string? FoundId { get; set; }

    [BindProperty]
    public string? FarmAddress { get; set; }

    /// <summary>What the address is of, where the service says so; null: the farm.</summary>
    public Line? AddressLabel => Service?.Application?.Address is { } label ? new Line(label.In(texts.Language), texts.Language) : null;

    [BindProperty]
    public string? Language { get; set; }

    [BindProperty]
    public PersonForm Applicant { get; set; } = new();

    [BindProperty]
    public bool Represented { get; set; }

    [BindProperty]
    public PersonForm Representative { get; set; } = new();

    /// <summary>First the documents of the service's list in its order, then others.</summary>
    [BindProperty]
    public List<DocumentForm> Documents { get; set; } = [];

    [BindProperty]
    public bool Insists { get; set; }

    /// <summary>What may be applied for, when there is more than one.</summary>
    public IReadOnlyList<ServicePackage> Services { get; private set; } = [];

    /// <summary>What is applied for; null while it has to be chosen.</summary>
    public ServicePackage? Service { get; private set; }

    public Line OfficeName { get; private set; } = new("", Languages.Kk);

    public IReadOnlyList<Choice> OwnPlaces { get; private set; } = [];

    /// <summary>Places found; null when nothing was searched.</summary>
    public IReadOnlyList<Choice>? FoundPlaces { get; private set; }

    /// <summary>The office that is competent instead of this one; null when this one is.</summary>
    public OfficeCard? Competent { get; private set; }

    /// <summary>Names of documents without which the package is incomplete, told before acceptance.</summary>
    public IReadOnlyList<string> Missing { get; private set; } = [];

    /// <summary>Names of stored scans by their id.</summary>
    public IReadOnlyDictionary<long, string> Scans { get; private set; } = new Dictionary<long, string>();

    public IReadOnlyList<Choice> LanguageChoices =>
        [new(Languages.Kk, texts.Line("intake.language-kk")), new(Languages.Ru, texts.Line("intake.language-ru"))];

    public IReadOnlyList<Choice> KindChoices =>
        [.. Enum.GetValues<IdentityDocumentKind>().Select(kind => new Choice(kind.ToString(), texts.Line($"intake.kind.{kind}")))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        person = await me.RequireAsync(cancel);
        Services = await OfferedAsync(cancel);
        Service = ProcessKey is null && Services.Count == 1 ? Services[0] : Services.FirstOrDefault(one => one.Process == ProcessKey);
        if (Service is null)
        {
            return ProcessKey is null ? Page() : NotFound();
        }

        open = new IntakeTicket(desk.Reserve(), OfficeOfClerk(), Service.Process, clock.GetCurrentInstant());
        Language = Languages.Kk;
        await ShowAsync(cancel);
        LocalityId = OwnPlaces.Count == 1 ? OwnPlaces[0].Value : null;
        return Page();
    }

    /// <summary>The application is sent.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await ReceiveAsync(cancel) is { } other)
        {
            return other;
        }

        CheckDays();
        // A mistake that only this page knows of must not begin a case; the rest is looked at all the same.
        var acceptance = ToAcceptance(out var lines);
        var result = ModelState.IsValid
            ? await desk.Accept(person.Scope, acceptance, cancel)
            : await desk.Examine(person.Scope, acceptance, cancel);
        switch (result)
        {
            case Accepted accepted:
                return RedirectToPage("/Intake/Done", new { accepted.CaseId });
            case NotCompetent elsewhere:
                Competent = await OfficeCard.ReadAsync(db, calendars, texts, acceptance.LocalityId!.Value, elsewhere.Competent, cancel);
                this.Refuse(FoundId is null ? nameof(LocalityId) : nameof(FoundId), "intake.not-competent-error");
                break;
            case Incomplete incomplete:
                Missing = [.. incomplete.Missing.Select(document => document.Name.In(texts.Language))];
                this.Refuse(nameof(Insists), "intake.incomplete-error");
                break;
            case Invalid invalid:
                Tell(invalid.Errors, lines);
                break;
        }

        return await AgainAsync(cancel);
    }

    /// <summary>A place elsewhere is searched, or a found one was chosen.</summary>
    public Task<IActionResult> OnPostPlaceAsync(CancellationToken cancel) => GoOnAsync(
        async () =>
        {
            if (ChosenPlace() is { } locality && await Localities.CompetentOfficeAsync(db, locality, cancel) is { } office && office.Id != open.OfficeId)
            {
                Competent = await OfficeCard.ReadAsync(db, calendars, texts, locality, office, cancel);
            }
        },
        cancel);

    /// <summary>A line for another document.</summary>
    public Task<IActionResult> OnPostAddAsync(CancellationToken cancel) => GoOnAsync(
        () =>
        {
            if (Documents.Count < Service!.Documents.Count + MostOthers)
            {
                Documents.Add(new DocumentForm());
            }

            return Task.CompletedTask;
        },
        cancel);

    /// <summary>What the office knows of the applicant's IIN is filled in.</summary>
    public Task<IActionResult> OnPostKnownAsync(CancellationToken cancel) => GoOnAsync(
        async () =>
        {
            var iin = Iin.Clean(Applicant.Iin);
            if (Iin.Problem(iin) is { } problem)
            {
                this.Refuse("Applicant.Iin", problem);
            }
            else if (await people.FindAsync(person.Scope, open.OfficeId, iin, cancel) is { } known)
            {
                Forget("Applicant.");
                Applicant = known;
            }
            else
            {
                this.Refuse("Applicant.Iin", "intake.not-known");
            }
        },
        cancel);

    private async Task<IActionResult> GoOnAsync(Func<Task> work, CancellationToken cancel)
    {
        if (await ReceiveAsync(cancel) is { } other)
        {
            return other;
        }

        await work();
        return await AgainAsync(cancel);
    }

    /// <summary>Opens the ticket and stores the scans; a result when there is nothing more to do here.</summary>
    private async Task<IActionResult?> ReceiveAsync(CancellationToken cancel)
    {
        person = await me.RequireAsync(cancel);
        Services = await OfferedAsync(cancel);
        var ticket = IntakeTicket.Open(Ticket, protection, person.User.Id, clock.GetCurrentInstant());
        if (ticket is null || !person.Scope.Has(Roles.Clerk, ticket.OfficeId))
        {
            this.Refuse("", "intake.error.ticket");
            ticket = new IntakeTicket(desk.Reserve(), OfficeOfClerk(), ProcessKey ?? (Services.Count > 0 ? Services[0].Process : ""), clock.GetCurrentInstant());
            Documents.ForEach(static document => document.FileId = 0);
        }

        open = ticket;
        Service = Services.FirstOrDefault(one => one.Process == open.ProcessKey);
        if (Service is null)
        {
            return NotFound();
        }

        if (await db.Set<Case>().AnyAsync(row => row.Id == open.CaseId, cancel))
        {
            // Sent before: nothing of this is to be done again, and no scan to be stored twice.
            return RedirectToPage("/Intake/Done", new { open.CaseId });
        }

        await StoreScansAsync(cancel);
        return null;
    }

    private async Task StoreScansAsync(CancellationToken cancel)
    {
        // Lines of the list that a browser did not send are lines in which nothing was entered.
        while (Documents.Count < Service!.Documents.Count)
        {
            Documents.Add(new DocumentForm());
        }

        for (var line = 0; line < Documents.Count; line++)
        {
            if (Documents[line].Scan is not { } scan)
            {
                continue;
            }

            var (fileId, problem) = await uploads.StoreAsync(open.CaseId, Documents[line].FileId, scan, person.User.Id, cancel);
            if (problem is { } wrong)
            {
                this.Refuse($"Documents[{line}].Scan", $"intake.file.{wrong}");
                continue;
            }

            Documents[line].FileId = fileId;
            // What was scanned was there.
            Documents[line].Given = true;
            ModelState.Remove($"Documents[{line}].Given");
        }
    }

    private async Task<IActionResult> AgainAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        Response.StatusCode = ModelState.IsValid ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Ticket = open.Seal(protection, person.User.Id);
        ModelState.Remove(nameof(Ticket));
        while (Documents.Count < Service!.Documents.Count)
        {
            Documents.Add(new DocumentForm());
        }

        var office = await db.Set<Office>().AsNoTracking().SingleAsync(one => one.Id == open.OfficeId, cancel);
        OfficeName = office.Name(texts.Language);
        var own = await db.Set<Locality>().AsNoTracking().Where(one => one.OfficeId == open.OfficeId).OrderBy(one => one.OrderKey).ThenBy(one => one.Id).ToListAsync(cancel);
        OwnPlaces = [.. own.Select(one => new Choice(Text(one.Id), one.Name(texts.Language)))];
        if (!string.IsNullOrWhiteSpace(Place))
        {
            var found = await Localities.SearchAsync(db, Place, MostPlaces, cancel);
            FoundPlaces = [.. found.Select(one => new Choice(Text(one.Locality.Id), one.Locality.Name(texts.Language), Where(one)))];
        }

        Scans = await uploads.NamesAsync(open.CaseId, cancel);
    }

    /// <summary>The same name in several districts is told apart by the office and what is above it.</summary>
    private Line Where(PlaceFound found)
    {
        var (office, above) = (found.Office.Name(texts.Language), found.Above.Area(texts.Language));
        return above.Text.Length == 0 ? office : office with { Text = $"{office.Text}, {above.Text}" };
    }

    private async Task<IReadOnlyList<ServicePackage>> OfferedAsync(CancellationToken cancel)
    {
        var offered = new List<ServicePackage>();
        foreach (var (key, definitionId) in await definitions.AllInForce(clock.GetCurrentInstant(), cancel))
        {
            // Of the processes of a service, the one on which its cases begin.
            if ((await definitions.Get(definitionId)).Service is var service && service.Process == key)
            {
                offered.Add(service);
            }
        }

        return offered;
    }

    /// <summary>The office the person works in now if they are a clerk there, otherwise the first in which they are.</summary>
    private long OfficeOfClerk() =>
        person.OfficeId is { } now && person.Scope.Has(Roles.Clerk, now) ? now : person.Scope.OfficesAs(Roles.Clerk)[0];

    private long? ChosenPlace() =>
        long.TryParse(string.IsNullOrEmpty(FoundId) ? LocalityId : FoundId, NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) ? chosen : null;

    private Acceptance ToAcceptance(out List<int> lines)
    {
        var known = Service!.Documents;
        lines = [.. Enumerable.Range(0, Documents.Count).Where(line => line < known.Count || !Documents[line].IsEmpty)];
        return new Acceptance
        {
            CaseId = open.CaseId,
            ProcessKey = open.ProcessKey,
            OfficeId = open.OfficeId,
            LocalityId = ChosenPlace(),
            FarmAddress = FarmAddress ?? "",
            Language = Language ?? "",
            Applicant = Applicant.ToParty(),
            Representative = Represented ? Representative.ToParty() : null,
            Documents = [.. lines.Select(line => HandedIn(line, Documents[line]))],
            Insists = Insists,
        };
    }

    private HandedIn HandedIn(int line, DocumentForm form) => line < Service!.Documents.Count
        ? new HandedIn(Service.Documents[line].Id, "", form.Given, form.Returned, form.FileId)
        : new HandedIn("", form.Name ?? "", Given: true, form.Returned, form.FileId);

    /// <summary>A day that is no day would be taken for one that was left out.</summary>
    private void CheckDays()
    {
        foreach (var (name, form) in new[] { (nameof(Applicant), Applicant), (nameof(Representative), Representative) })
        {
            foreach (var (field, day) in form.Days.Where(one => !one.Day.IsEmpty && one.Day.ToDate() is null && (Represented || name == nameof(Applicant))))
            {
                this.Refuse($"{name}.{field}", "intake.error.day");
            }
        }
    }

    /// <summary>Errors at the fields of the page; a field that has one already keeps it.</summary>
    private void Tell(IReadOnlyList<FieldError> errors, List<int> lines)
    {
        foreach (var error in errors)
        {
            var field = OnPage(error.Field, lines);
            if (ModelState.GetFieldValidationState(field) != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
            {
                this.Refuse(field, error.Key, error.Values);
            }
        }
    }

    /// <summary>Empty lines are not handed on, so a line has another number there than here.</summary>
    private static string OnPage(string field, List<int> lines)
    {
        const string Prefix = nameof(Documents) + "[";
        if (!field.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return field;
        }

        var end = field.IndexOf(']', StringComparison.Ordinal);
        var line = int.Parse(field.AsSpan(Prefix.Length, end - Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);
        return $"{Prefix}{lines[line]}{field[end..]}";
    }

    private void Forget(string prefix)
    {
        foreach (var key in ModelState.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(key);
        }
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
