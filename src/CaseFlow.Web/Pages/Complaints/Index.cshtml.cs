using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Complaints;
using CaseFlow.Web.Components;
using CaseFlow.Web.Pages.Intake;
using CaseFlow.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Web.Pages.Complaints;

/// <summary>
/// A chancery, or a clerk, takes a complaint that comes by hand, by post, or is spoken (P24.1, P24.2): one page for the whole
/// of it, as for an application.
/// </summary>
[RequestSizeLimit(RequestSizes.Upload)]
[RequestFormLimits(MultipartBodyLengthLimit = RequestSizes.Upload)]
public sealed class IndexModel(ComplaintDesk desk, KnownPeople people, KnownComplaints known, OfficeNames offices, CurrentUser me) : ComplaintFormPage(desk)
{
    // A day without a time: early enough to count as that day (R6).
    private static readonly LocalTime Opening = new(9, 0);
    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("H:mm");

    private SignedIn person = null!;

    [BindProperty]
    public string? Channel { get; set; }

    /// <summary>The day it came, when that is not now.</summary>
    [BindProperty]
    public DayInput ReceivedAt { get; set; } = new();

    [BindProperty]
    public string? ReceivedTime { get; set; }

    [BindProperty]
    public DayInput PostmarkedOn { get; set; } = new();

    /// <summary>An official of the office complained of.</summary>
    [BindProperty]
    public string? AboutUserId { get; set; }

    /// <summary>A number set aside during an outage.</summary>
    [BindProperty]
    public string? ReservedNo { get; set; }

    public Line OfficeName { get; private set; } = new("", Core.Texts.Languages.Kk);

    /// <summary>The people of the office complained of.</summary>
    public IReadOnlyList<Choice> Officials { get; private set; } = [];

    public IReadOnlyList<Choice> Reserved { get; private set; } = [];

    /// <summary>The service case found by its number: number, office and date, nothing about a person of another office; null: not looked for.</summary>
    public CaseStanding? ServiceCase { get; private set; }

    /// <summary>Earlier complaints of the same person at this office; null: not looked for.</summary>
    public IReadOnlyList<KnownComplaint>? Earlier { get; private set; }

    public IReadOnlyList<Choice> Channels =>
    [
        .. new[] { ComplaintChannel.ByHand, ComplaintChannel.ByPost, ComplaintChannel.Spoken }
            .Select(channel => new Choice(channel.ToString(), Texts.Line($"complaint.channel.{channel}"))),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        person = await me.RequireAsync(cancel);
        Open = Fresh();
        Channel = nameof(ComplaintChannel.ByHand);
        Language = Core.Texts.Languages.Kk;
        // Most complaints are about the office where they are handed in (P21.L).
        AboutOfficeId = await Desk.OfficeAsync(Open.OfficeId, cancel) is null ? null : Id(Open.OfficeId);
        await ShowAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await ReceiveAsync(cancel) is { } other)
        {
            return other;
        }

        CheckKind();
        var channel = CheckChannel();
        CheckDays("", [(nameof(ReceivedAt), ReceivedAt), (nameof(PostmarkedOn), PostmarkedOn)]);
        CheckDays(nameof(Representative) + ".", Represented && !Anonymous ? Representative.Days : []);
        var complaint = (await ToComplaintAsync(Open.OfficeId, channel, cancel)) with
        {
            AboutUserId = Number(AboutUserId) ?? 0,
            ReceivedAt = await CameAtAsync(cancel),
            PostmarkedOn = channel == ComplaintChannel.ByPost ? PostmarkedOn.ToDate() : null,
            ReservedNo = (int?)Number(ReservedNo),
        };

        // A mistake that only this page knows of must not begin a case; the rest is looked at all the same.
        if (!ModelState.IsValid)
        {
            Tell(await Desk.Intake.Examine(person.Scope, complaint, cancel));
            return await AgainAsync(cancel);
        }

        switch (await Desk.Intake.Register(person.Scope, complaint, cancel))
        {
            case ComplaintRegistered registered:
                return RedirectToPage("/Complaints/Done", new { registered.CaseId });
            case ComplaintInvalid invalid:
                Tell(invalid.Errors);
                break;
        }

        return await AgainAsync(cancel);
    }

    /// <summary>An office, or the service case, is searched.</summary>
    public async Task<IActionResult> OnPostFindAsync(CancellationToken cancel)
    {
        if (await ReceiveAsync(cancel) is { } other)
        {
            return other;
        }

        if (PersonText.Clean(ServiceCaseNumber) is { Length: > 0 } number && await Desk.ServiceCaseAsync(number, cancel) is null)
        {
            this.Refuse(nameof(ServiceCaseNumber), ComplaintErrors.NoSuchCase);
        }

        return await AgainAsync(cancel);
    }

    /// <summary>What the office knows of the complainant: their data by IIN, and their earlier complaints by IIN or name.</summary>
    public async Task<IActionResult> OnPostKnownAsync(CancellationToken cancel)
    {
        if (await ReceiveAsync(cancel) is { } other)
        {
            return other;
        }

        var iin = Iin.Clean(Complainant.Iin);
        Earlier = await known.FindAsync(person.Scope, Open.OfficeId, iin, $"{Complainant.Surname} {Complainant.Name}", cancel);
        if (iin.Length > 0 && Iin.Problem(iin) is { } problem)
        {
            this.Refuse("Complainant.Iin", problem);
        }
        else if (iin.Length > 0 && await people.FindAsync(person.Scope, Open.OfficeId, iin, cancel) is { } found)
        {
            Forget("Complainant.");
            Complainant = found;
        }
        else if (iin.Length == 0 && string.IsNullOrWhiteSpace(Complainant.Surname + Complainant.Name))
        {
            this.Refuse("Complainant.Surname", "complaint.error.nobody-known");
        }

        return await AgainAsync(cancel);
    }

    /// <summary>An attachment is taken away again.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(long fileId, CancellationToken cancel)
    {
        if (await ReceiveAsync(cancel) is { } other)
        {
            return other;
        }

        await Desk.Uploads.RemoveAsync(Open.CaseId, fileId, cancel);
        return await AgainAsync(cancel);
    }

    /// <summary>Opens the ticket and stores the scans; a result when there is nothing more to do here.</summary>
    private async Task<IActionResult?> ReceiveAsync(CancellationToken cancel)
    {
        person = await me.RequireAsync(cancel);
        var ticket = IntakeTicket.Open(Ticket, Desk.Protection, person.User.Id, Desk.Now);
        if (ticket is not { ProcessKey: Process } || !MayTake(ticket.OfficeId))
        {
            this.Refuse("", "intake.error.ticket");
            ticket = Fresh();
        }

        Open = ticket;
        if (await Desk.Db.Set<Case>().AnyAsync(row => row.Id == Open.CaseId, cancel))
        {
            // Sent before: nothing of this is to be done again, and no scan to be stored twice.
            return RedirectToPage("/Complaints/Done", new { Open.CaseId });
        }

        await StoreAttachmentsAsync(person.User.Id, cancel);
        return null;
    }

    private async Task<IActionResult> AgainAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        return Again();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        await ShowFormAsync(person.User.Id, cancel);
        OfficeName = await offices.OfAsync(Open.OfficeId, cancel);
        if (PersonText.Clean(ServiceCaseNumber) is { Length: > 0 } number && await Desk.ServiceCaseAsync(number, cancel) is { } row)
        {
            ServiceCase = await CaseStanding.Of(Desk.Db, row, Desk.Now, cancel);
        }

        var about = ServiceCase?.Office.Id ?? ChosenOffice;
        var today = AccessDays.Today(Desk.Clock);
        Officials = about is { } officeId
            ? [.. (await OfficePeople.All(Desk.Db, officeId, today, cancel)).Select(user => new Choice(Id(user.Id), new Line(user.FullName, Texts.Language)))]
            : [];
        var waiting = await Journals.WaitingToBeEntered(Desk.Db, Open.OfficeId, ComplaintJournal.Incoming, cancel);
        Reserved = [.. waiting.Select(entry => new Choice(Id(entry.No), new Line(string.Create(CultureInfo.InvariantCulture, $"{entry.Year}: {entry.No:00000}"), Texts.Language)))];
    }

    private ComplaintChannel CheckChannel()
    {
        if (Enum.TryParse<ComplaintChannel>(Channel, out var channel) && channel is ComplaintChannel.ByHand or ComplaintChannel.ByPost or ComplaintChannel.Spoken)
        {
            return channel;
        }

        this.Refuse(nameof(Channel), "complaint.error.channel-missing");
        return ComplaintChannel.ByHand;
    }

    /// <summary>When it came: null for now; a day without a time counts as that day.</summary>
    private async Task<Instant?> CameAtAsync(CancellationToken cancel)
    {
        var time = TimePattern.Parse((ReceivedTime ?? "").Trim());
        if (!string.IsNullOrWhiteSpace(ReceivedTime) && !time.Success)
        {
            this.Refuse(nameof(ReceivedTime), "complaint.error.time");
        }

        var calendar = await Desk.Calendars.Of(Desk.Db, Open.OfficeId, cancel);
        return (ReceivedAt.ToDate(), time.Success) switch
        {
            (null, false) => null,
            (null, true) => calendar.At(calendar.DateOf(Desk.Now), time.Value),
            ({ } day, true) => calendar.At(day, time.Value),
            ({ } day, false) => day == calendar.DateOf(Desk.Now) ? null : calendar.At(day, Opening),
        };
    }

    private IntakeTicket Fresh() => new(Desk.Intake.Reserve(), OfficeOfTaker(), Process, Desk.Now);

    private bool MayTake(long officeId) => person.Scope.Has(Roles.Chancery, officeId) || person.Scope.Has(Roles.Clerk, officeId);

    /// <summary>The office the person works in now if they take complaints there, otherwise the first where they do.</summary>
    private long OfficeOfTaker() => person.OfficeId is { } now && MayTake(now) ? now : person.Scope.Offices.First(MayTake);

    private void Forget(string prefix)
    {
        foreach (var key in ModelState.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(key);
        }
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
