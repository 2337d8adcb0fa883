using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Complaints;
using CaseFlow.Web.Components;
using CaseFlow.Web.Pages.Intake;
using CaseFlow.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Pages.Public;

/// <summary>
/// A complaint without signing in (P20–P24): one page, then the answers to be checked, then the ticket. A robot is told apart
/// by a field that nobody sees, by the time it takes, and by how often it comes; a person is never turned away.
/// </summary>
[EnableRateLimiting(RateLimits.Complain)]
[RequestSizeLimit(RequestSizes.Upload)]
[RequestFormLimits(MultipartBodyLengthLimit = RequestSizes.Upload)]
public sealed class ComplainModel(ComplaintDesk desk, DefinitionCatalog definitions, ComplaintKey key, ComplaintGate gate) : ComplaintFormPage(desk)
{
    // Nobody reads this page, fills it in and checks it in less.
    private static readonly Duration Fastest = Duration.FromSeconds(5);

    /// <summary>For the page's script: who gives no name need not see the fields for it.</summary>
    public const string WhenAnonymous = """{"fields":["Anonymous"],"hidden":[["true"]]}""";

    /// <summary>A field that is not shown: what fills it in is no person.</summary>
    [BindProperty]
    public string? Website { get; set; }

    /// <summary>True when the answers are shown to be checked before they are sent.</summary>
    public bool Checking { get; private set; }

    public ComplaintSettings Settings { get; private set; } = null!;

    /// <summary>The chosen office, on the page of the answers.</summary>
    public Line OfficeName { get; private set; } = new("", Core.Texts.Languages.Kk);

    /// <summary>The date of registration when it is not today: it comes after hours or on a day off (R6).</summary>
    public LocalDate? RegisteredLater { get; private set; }

    public async Task<IActionResult> OnGetAsync(long? office, CancellationToken cancel)
    {
        await OpenAsync(cancel);
        Language = Texts.Language == Core.Texts.Languages.Ru ? Core.Texts.Languages.Ru : Core.Texts.Languages.Kk;
        AboutOfficeId = office?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await ShowFormAsync(userId: 0, cancel);
        return Page();
    }

    /// <summary>An office is searched.</summary>
    public async Task<IActionResult> OnPostFindAsync(CancellationToken cancel) => await ReceiveAsync(cancel) ?? await FormAgainAsync(cancel);

    /// <summary>An attachment is taken away again.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(long fileId, CancellationToken cancel)
    {
        if (await ReceiveAsync(cancel) is { } other)
        {
            return other;
        }

        await Desk.Uploads.RemoveAsync(Open.CaseId, fileId, cancel);
        return await FormAgainAsync(cancel);
    }

    /// <summary>Back from the answers to the form.</summary>
    public async Task<IActionResult> OnPostBackAsync(CancellationToken cancel) => await ReceiveAsync(cancel) ?? await FormAgainAsync(cancel);

    /// <summary>The answers are shown to be checked.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await ReceiveAsync(cancel) is { } other)
        {
            return other;
        }

        if (await NewAsync(cancel) is { } complaint)
        {
            Tell(await Desk.Intake.Examine(Scope.Program, complaint, cancel));
        }

        return ModelState.IsValid ? await CheckAsync(cancel) : await FormAgainAsync(cancel);
    }

    /// <summary>The answers are right: the complaint is registered.</summary>
    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancel)
    {
        if (await ReceiveAsync(cancel) is { } other)
        {
            return other;
        }

        if (!string.IsNullOrEmpty(Website))
        {
            this.Refuse(nameof(Website), "complaint.error.website");
        }
        else if (Desk.Now - Open.OpenedAt < Fastest)
        {
            this.Refuse("", "complaint.error.too-fast");
        }

        if (!ModelState.IsValid || await NewAsync(cancel) is not { } complaint)
        {
            return await FormAgainAsync(cancel);
        }

        if (!gate.Admits(HttpContext))
        {
            this.Refuse("", "complaint.error.too-many");
            return await FormAgainAsync(cancel);
        }

        switch (await Desk.Intake.Register(Scope.Program, complaint, cancel))
        {
            case ComplaintRegistered registered:
                key.Give(HttpContext, registered.CaseId);
                return RedirectToPage("/Public/Ticket");
            case ComplaintInvalid invalid:
                Tell(invalid.Errors);
                break;
        }

        return await FormAgainAsync(cancel);
    }

    /// <summary>The complaint, registered at the office complained of; null when it is not known which that is.</summary>
    private async Task<NewComplaint?> NewAsync(CancellationToken cancel) =>
        await AboutAsync(cancel) is { } office ? await ToComplaintAsync(office.Id, ComplaintChannel.Web, cancel) : null;

    private async Task OpenAsync(CancellationToken cancel)
    {
        var definition = await definitions.Get(await definitions.InForce(Process, Desk.Now, cancel));
        Settings = definition.Complaint ?? throw new InvalidOperationException("The process in force has no settings of complaints.");
        Open ??= new IntakeTicket(Desk.Intake.Reserve(), OfficeId: 0, Process, Desk.Now);
    }

    /// <summary>Opens the form that came back and stores its attachments; a result when there is nothing more to do here.</summary>
    private async Task<IActionResult?> ReceiveAsync(CancellationToken cancel)
    {
        if (IntakeTicket.Open(Ticket, Desk.Protection, userId: 0, Desk.Now) is { ProcessKey: Process } ticket)
        {
            Open = ticket;
        }
        else
        {
            this.Refuse("", "complaint.error.ticket");
        }

        await OpenAsync(cancel);
        if (await Desk.Db.Set<Case>().AnyAsync(row => row.Id == Open.CaseId, cancel))
        {
            // Sent before: it is registered once, and this is its ticket.
            key.Give(HttpContext, Open.CaseId);
            return RedirectToPage("/Public/Ticket");
        }

        if (string.IsNullOrEmpty(Website))
        {
            await StoreAttachmentsAsync(userId: 0, cancel);
        }

        return null;
    }

    private async Task<IActionResult> FormAgainAsync(CancellationToken cancel)
    {
        await ShowFormAsync(userId: 0, cancel);
        return Again();
    }

    private async Task<IActionResult> CheckAsync(CancellationToken cancel)
    {
        Checking = true;
        await ShowFormAsync(userId: 0, cancel);
        var office = (await AboutAsync(cancel))!;
        OfficeName = office.Name(Texts.Language);
        var calendar = await ComplaintIntake.HoursOf(Desk.Db, Desk.Calendars, Settings, office.Id, cancel);
        RegisteredLater = OfficeDates.RegistrationDate(calendar, Desk.Now) is var day && day != calendar.DateOf(Desk.Now) ? day : null;
        return Page();
    }

    /// <summary>The office complained of: that of the service case, or the chosen one; null, with an error at its field, when neither is known.</summary>
    private async Task<Office?> AboutAsync(CancellationToken cancel)
    {
        CheckKind();
        if (PersonText.Clean(ServiceCaseNumber) is { Length: > 0 } number)
        {
            var ofCase = await Desk.ServiceCaseAsync(number, cancel);
            if (ofCase is null)
            {
                this.Refuse(nameof(ServiceCaseNumber), ComplaintErrors.NoSuchCase);
                return null;
            }

            return await Desk.Db.Set<Office>().AsNoTracking().SingleAsync(office => office.Id == ofCase.OfficeId, cancel);
        }

        var chosen = await Desk.OfficeAsync(ChosenOffice, cancel);
        if (chosen is null)
        {
            this.Refuse(nameof(AboutOfficeId), ComplaintErrors.AboutMissing);
        }

        return chosen;
    }
}
