using System.Globalization;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Intake;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Complaints;

/// <summary>
/// The form of a complaint, on the public page and at a chancery alike: what is asked, and how what was entered becomes a
/// <see cref="NewComplaint"/>. Attachments lie under the id reserved for the case, so that they survive an error elsewhere.
/// </summary>
public abstract class ComplaintFormPage(ComplaintDesk desk) : PageModel
{
    /// <summary>Name of the process in force that considers complaints.</summary>
    public const string Process = "complaint";

    private const int MostFiles = 5;

    /// <summary>The reserved id and when the form was opened, sealed.</summary>
    [BindProperty]
    public string? Ticket { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? ServiceCaseNumber { get; set; }

    /// <summary>Words of an office or a settlement.</summary>
    [BindProperty]
    public string? OfficeQuery { get; set; }

    /// <summary>Code of an oblast.</summary>
    [BindProperty]
    public string? OfficeRegion { get; set; }

    [BindProperty]
    public string? AboutOfficeId { get; set; }

    [BindProperty]
    public string? AboutOfficial { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    // Hides PageModel.Request, of which these pages need nothing: the field is called as in NewComplaint, so that errors find it.
    [BindProperty(Name = "Request")]
    public string? Asked { get; set; }

    [BindProperty]
    public bool Anonymous { get; set; }

    [BindProperty]
    public PersonForm Complainant { get; set; } = new();

    [BindProperty]
    public bool Represented { get; set; }

    [BindProperty]
    public PersonForm Representative { get; set; } = new();

    [BindProperty]
    public bool WantsEmail { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    /// <summary>Files that come with this round.</summary>
    [BindProperty]
    public List<IFormFile> Attachments { get; set; } = [];

    /// <summary>Names of the files attached so far, by id.</summary>
    public IReadOnlyDictionary<long, string> Attached { get; private set; } = new Dictionary<long, string>();

    public IReadOnlyList<Choice> Regions { get; private set; } = [];

    /// <summary>Offices to choose from: the chosen one first, then those found.</summary>
    public IReadOnlyList<Choice> Offices { get; private set; } = [];

    /// <summary>True when an office was searched and none was found.</summary>
    public bool NoOfficeFound { get; private set; }

    public IReadOnlyList<Choice> Kinds =>
    [
        .. Enum.GetValues<ComplaintKind>().Reverse().Select(kind => new Choice(kind.ToString(), Texts.Line($"complaint.kind.{kind}"), Texts.Line($"complaint.kind-hint.{kind}"))),
    ];

    public IReadOnlyList<Choice> Languages =>
        [new(Core.Texts.Languages.Kk, Texts.Line("intake.language-kk")), new(Core.Texts.Languages.Ru, Texts.Line("intake.language-ru"))];

    /// <summary>The form as it was opened.</summary>
    protected IntakeTicket Open { get; set; } = null!;

    protected ComplaintDesk Desk => desk;

    protected PageTexts Texts => desk.Texts;

    private ComplaintKind? ChosenKind => Enum.TryParse<ComplaintKind>(Kind, out var kind) && Enum.IsDefined(kind) ? kind : null;

    /// <summary>The chosen office; null: none yet.</summary>
    protected long? ChosenOffice => Number(AboutOfficeId);

    /// <summary>Stores what was attached in this round; a file that is not what it says is refused with what to do (it lies, it is too large …).</summary>
    protected async Task StoreAttachmentsAsync(long userId, CancellationToken cancel)
    {
        var stored = (await desk.Uploads.NamesAsync(Open.CaseId, cancel)).Count;
        foreach (var file in Attachments)
        {
            if (stored >= MostFiles)
            {
                this.Refuse(nameof(Attachments), "complaint.error.too-many-files", MostFiles);
                break;
            }

            var (_, problem) = await desk.Uploads.StoreAsync(Open.CaseId, replaced: 0, file, userId, cancel);
            if (problem is { } wrong)
            {
                this.Refuse(nameof(Attachments), "complaint.error.attachment", file.FileName, Texts.Plain($"intake.file.{wrong}"));
            }
            else
            {
                stored++;
            }
        }
    }

    /// <summary>Loads what the form shows.</summary>
    /// <param name="userId">For whom the form is sealed; 0: anybody.</param>
    /// <param name="cancel">Cancels.</param>
    protected async Task ShowFormAsync(long userId, CancellationToken cancel)
    {
        Ticket = Open.Seal(desk.Protection, userId);
        ModelState.Remove(nameof(Ticket));
        Regions = await desk.Finder.RegionsAsync(cancel);
        Attached = await desk.Uploads.NamesAsync(Open.CaseId, cancel);
        var chosen = await desk.OfficeAsync(ChosenOffice, cancel);
        var found = await desk.FindOfficesAsync(OfficeQuery, OfficeRegion, cancel);
        NoOfficeFound = found.Count == 0 && (!string.IsNullOrWhiteSpace(OfficeQuery) || !string.IsNullOrEmpty(OfficeRegion));
        Offices = desk.Finder.Choices(found.Where(office => office.Id != chosen?.Id).Prepend(chosen).OfType<Office>());
    }

    /// <summary>The complaint as it was entered.</summary>
    protected async Task<NewComplaint> ToComplaintAsync(long officeId, ComplaintChannel channel, CancellationToken cancel) => new()
    {
        CaseId = Open.CaseId,
        ProcessKey = Open.ProcessKey,
        OfficeId = officeId,
        Kind = ChosenKind ?? ComplaintKind.Service,
        Channel = channel,
        ServiceCaseNumber = PersonText.Clean(ServiceCaseNumber),
        AboutOfficeId = ChosenOffice,
        AboutOfficial = PersonText.Clean(AboutOfficial),
        AboutUserId = 0,
        Text = Written(Text),
        Request = Written(Asked),
        Language = Language ?? "",
        ReceivedAt = null,
        PostmarkedOn = null,
        Complainant = Anonymous ? null : Complainant.ToParty(),
        Representative = Represented && !Anonymous ? Representative.ToParty() : null,
        WantsEmail = WantsEmail,
        FileIds = [.. (await desk.Uploads.NamesAsync(Open.CaseId, cancel)).Keys.Order()],
        ReservedNo = null,
    };

    /// <summary>Errors at their fields; a field that has one already keeps it.</summary>
    protected void Tell(IReadOnlyList<FieldError> errors)
    {
        foreach (var error in errors)
        {
            if (ModelState.GetFieldValidationState(error.Field) != ModelValidationState.Invalid)
            {
                ModelState.AddModelError(error.Field, Words(error));
            }
        }
    }

    /// <summary>What is said of a person's field says which: three times "fill in this field" helps nobody in the list of errors.</summary>
    private string Words(FieldError error)
    {
        var words = Texts.Plain(error.Key, error.Values);
        var label = error.Field.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? LabelOf(error.Field[(dot + 1)..]) : null;
        return label is null ? words : Texts.Plain("task.error", Texts.Plain(label), words);
    }

    private static string? LabelOf(string field) => field switch
    {
        nameof(PersonForm.Surname) => "intake.surname",
        nameof(PersonForm.Name) => "intake.name",
        nameof(PersonForm.Patronymic) => "intake.patronymic",
        nameof(PersonForm.Iin) => "intake.iin",
        nameof(PersonForm.Address) => "complaint.address",
        nameof(PersonForm.Phones) => "intake.phones",
        nameof(PersonForm.Email) => "intake.email",
        nameof(PersonForm.PowerNumber) => "intake.power-number",
        nameof(PersonForm.PowerIssuedOn) => "intake.power-issued-on",
        nameof(PersonForm.PowerNotary) => "intake.power-notary",
        nameof(PersonForm.PowerScope) => "intake.power-scope",
        nameof(PersonForm.PowerValidUntil) => "intake.power-valid-until",
        _ => null,
    };

    /// <summary>What it is about must be chosen: who decides hangs on it (P21, P22).</summary>
    protected void CheckKind()
    {
        if (ChosenKind is null)
        {
            this.Refuse(nameof(Kind), "complaint.error.kind-missing");
        }
    }

    /// <summary>A day that is no day would be taken for one that was left out.</summary>
    protected void CheckDays(string prefix, IEnumerable<(string Field, DayInput Day)> days)
    {
        foreach (var (field, _) in days.Where(static one => !one.Day.IsEmpty && one.Day.ToDate() is null))
        {
            this.Refuse(prefix + field, "intake.error.day");
        }
    }

    /// <summary>What was entered, for a page that only shows it and sends it on.</summary>
    public IEnumerable<(string Name, string Value)> Sent() => HttpContext.Request.Form
        .Where(static field => field.Key != nameof(Ticket) && !field.Key.StartsWith("__", StringComparison.Ordinal))
        .SelectMany(static field => field.Value, static (field, value) => (field.Key, value ?? ""));

    protected IActionResult Again()
    {
        Response.StatusCode = ModelState.IsValid ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return Page();
    }

    protected static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Written(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}
