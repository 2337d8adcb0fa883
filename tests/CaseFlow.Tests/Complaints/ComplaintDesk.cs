using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using CaseFlow.Core.Running;
using CaseFlow.Core.Texts;
using CaseFlow.Tests.Applications;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.People;
using CaseFlow.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CaseFlow.Tests.Complaints;

/// <summary>Chanceries and heads of the shipped offices, with the shipped process of complaints and the real runner and pumps.</summary>
internal sealed class ComplaintDesk : IDisposable
{
    private static long last;

    private ComplaintDesk(ServiceDesk desk)
    {
        Desk = desk;
        Register = new DispatchRegister(desk.Database, desk.Runner, desk.Calendars, desk.Clock);
        Messages = new ComplaintMessages(desk.Database, desk.Runner, desk.Clock);
    }

    public ServiceDesk Desk { get; }

    public ManualClock Clock => Desk.Clock;

    public DispatchRegister Register { get; }

    public ComplaintMessages Messages { get; }

    /// <summary>The chancery of the office.</summary>
    public Scope Chancery { get; private set; } = Scope.Of(0, []);

    public long OfficeId => Desk.OfficeId;

    public static async Task<ComplaintDesk> OpenAsync(TestDatabases databases, Provider provider, string office = "akm.leb.01", bool sendMail = false) =>
        await OpenAsync(await databases.Get(provider), office, sendMail);

    /// <summary>On a database of its own.</summary>
    public static async Task<ComplaintDesk> OpenAsync(TestDatabase database, string office = "akm.leb.01", bool sendMail = false, string? workflows = null)
    {
        var opened = new ComplaintDesk(await ServiceDesk.OpenAsync(database, office, sendMail, workflows));
        opened.Chancery = await opened.PersonAsync(office, Roles.Chancery);
        return opened;
    }

    public async Task<long> OfficeAsync(string code)
    {
        await using var db = Desk.Database.CreateDbContext();
        return await db.Set<Office>().Where(office => office.Code == code).Select(office => office.Id).SingleAsync();
    }

    public async Task<string> CodeAsync(long officeId)
    {
        await using var db = Desk.Database.CreateDbContext();
        return await db.Set<Office>().Where(office => office.Id == officeId).Select(office => office.Code).SingleAsync();
    }

    /// <summary>A new person with these roles in an office.</summary>
    public async Task<Scope> PersonAsync(string office, params string[] roles)
    {
        var officeId = await OfficeAsync(office);
        var name = $"person{Interlocked.Increment(ref last)}";
        await using var db = Desk.Database.CreateDbContext();
        var user = new User
        {
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            Surname = "Омаров",
            Name = "Ерлан",
            Patronymic = "Серікұлы",
            Email = $"{name}@{office}.example",
        };
        db.Add(user);
        db.AddRange(roles.Select((role, at) => new Assignment { UserId = user.Id, No = at + 1, OfficeId = officeId, Role = role, From = new LocalDate(2020, 1, 1) }));
        await db.SaveChangesAsync();
        return Scope.Of(user.Id, [.. roles.Select(role => new Grant(officeId, role))]);
    }

    /// <summary>The heads of an office leave.</summary>
    public async Task WithoutHeadAsync(string office)
    {
        var officeId = await OfficeAsync(office);
        await using var db = Desk.Database.CreateDbContext();
        await db.Set<Assignment>().Where(row => row.OfficeId == officeId && row.Role == Roles.Head)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.To, new LocalDate(2021, 1, 1)));
    }

    /// <summary>A complaint by hand about service not properly rendered by the desk's office.</summary>
    public NewComplaint Complaint(ComplaintKind kind = ComplaintKind.Service, string serviceCase = "") => new()
    {
        CaseId = Desk.NewCaseId(),
        ProcessKey = "complaint",
        OfficeId = OfficeId,
        Kind = kind,
        Channel = ComplaintChannel.ByHand,
        ServiceCaseNumber = serviceCase,
        AboutOfficeId = OfficeId,
        AboutOfficial = "",
        AboutUserId = 0,
        Text = "Анықтаманы екі апта күттім.",
        Request = "Анықтаманы беруді сұраймын.",
        Language = "kk",
        ReceivedAt = null,
        PostmarkedOn = null,
        Complainant = Somebody(),
        Representative = null,
        WantsEmail = false,
        FileIds = [],
        ReservedNo = null,
    };

    /// <summary>A person whom nobody has heard of: an address of their own, and no IIN.</summary>
    public static CaseParty Somebody()
    {
        var party = CasePartiesTests.Applicant(iin: "");
        party.Address = FormattableString.Invariant($"Ақбұлақ ауылы, Достық к., {Interlocked.Increment(ref last)}");
        return party;
    }

    public Task<ComplaintResult> RegisterAsync(NewComplaint complaint) => RegisterAsync(Chancery, complaint);

    public async Task<ComplaintResult> RegisterAsync(Scope scope, NewComplaint complaint)
    {
        await using var db = Desk.Database.CreateDbContext();
        return await new ComplaintIntake(db, Desk.Runner, Desk.Definitions, Desk.Calendars, Desk.Secrets, Clock).Register(scope, complaint, CancellationToken.None);
    }

    /// <summary>Registers what must be registered.</summary>
    public async Task<long> RegisteredAsync(NewComplaint complaint) => Assert.IsType<ComplaintRegistered>(await RegisterAsync(complaint)).CaseId;

    public async Task<IReadOnlyList<FieldError>> ErrorsAsync(NewComplaint complaint) => Assert.IsType<ComplaintInvalid>(await RegisterAsync(complaint)).Errors;

    /// <summary>The open tasks, as <c>element@office</c>.</summary>
    public async Task<string> TasksAsync(long caseId)
    {
        var open = await Desk.RowsAsync<WorkItem>(item => item.CaseId == caseId && item.State == WorkItemState.Open);
        var shown = new List<string>();
        foreach (var item in open.OrderBy(item => item.Element, StringComparer.Ordinal).ThenBy(item => item.No))
        {
            shown.Add($"{item.Element}@{await CodeAsync(item.OfficeId)}");
        }

        return string.Join(' ', shown);
    }

    /// <summary>Completes the open task of this element; a value is what the page posts.</summary>
    public async Task<TaskResult> AnswerAsync(Scope who, long caseId, string element, string formToken, params (string Key, string Value)[] answers)
    {
        var item = Assert.Single(await Desk.RowsAsync<WorkItem>(row => row.CaseId == caseId && row.Element == element && row.State == WorkItemState.Open));
        return await AnswerAsync(who, caseId, item.No, formToken, answers);
    }

    public async Task<TaskResult> AnswerAsync(Scope who, long caseId, int no, string formToken, params (string Key, string Value)[] answers)
    {
        await using var db = Desk.Database.CreateDbContext();
        var choices = new TaskChoices(db, new HouseholdMatching(Desk.Database), Desk.Calendars, Desk.Definitions, Clock);
        var tasks = new Tasks(db, Desk.Runner, Desk.Definitions, choices, Clock, [new ComplaintTaskRule(Desk.Calendars)]);
        var posted = answers.ToDictionary(answer => answer.Key, answer => answer.Value, StringComparer.Ordinal);
        return await tasks.Complete(who, caseId, no, formToken, key => posted.GetValueOrDefault(key), CancellationToken.None);
    }

    /// <summary>Completes a task that must work.</summary>
    public async Task DoAsync(Scope who, long caseId, string element, params (string Key, string Value)[] answers)
    {
        var result = await AnswerAsync(who, caseId, element, Token(), answers);
        Assert.True(result is TaskDone, $"{element}: {(result is TaskInvalid invalid ? string.Join(", ", invalid.Errors) : result.ToString())}");
    }

    /// <summary>From the assignment to the approved reply.</summary>
    public async Task ApprovedAsync(Scope head, long caseId, params (string Key, string Value)[] decision)
    {
        await DraftedAsync(head, caseId, decision);
        await DoAsync(head, caseId, "approveReply", ("approval", "approve"));
    }

    /// <summary>From the assignment to the reply that waits to be approved.</summary>
    public async Task DraftedAsync(Scope head, long caseId, params (string Key, string Value)[] decision)
    {
        await DoAsync(head, caseId, "assign", ("action", "consider"));
        await DoAsync(head, caseId, "gather");
        await DoAsync(head, caseId, "decide", decision.Length > 0 ? decision : [("verdict", "notJustified")]);
        await DoAsync(head, caseId, "draftReply", ("facts", "Іс тексерілді: қызмет мерзімінде көрсетілген."), ("law", "Стандарттың 7-тармағы."), ("decision", "Шағым негізсіз."));
    }

    public Task SignedAsync(Scope head, long caseId) => DoAsync(
        head, caseId, "signReply", ("signatory", head.UserId!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("signedOn", "2026-11-23"), ("signed", "true"));

    /// <summary>Prints, envelopes and hands the reply to the post, as the chancery of the office that replies.</summary>
    public async Task PostedAsync(Scope chancery, long caseId)
    {
        var item = Assert.Single(await Desk.RowsAsync<DispatchItem>(row => row.CaseId == caseId && row.Purpose == DispatchPurpose.Reply && row.State < DispatchState.Handed));
        foreach (var state in new[] { DispatchState.Printed, DispatchState.Signed, DispatchState.Enveloped })
        {
            Assert.Equal(1, (await Register.Advance(chancery, [item.Id], state, CancellationToken.None)).Done);
        }

        var number = FormattableString.Invariant($"{10000000000000 + Interlocked.Increment(ref last)}");
        var handed = await Register.HandToPost(chancery, item.OfficeId, new Dictionary<long, string> { [item.Id] = number }, CancellationToken.None);
        Assert.Empty(handed.Refused);
    }

    /// <summary>Moves the clock and fires what is due by then.</summary>
    public async Task AtAsync(Instant now)
    {
        Clock.Now = now;
        var options = new RunnerOptions();
        var starts = new StartTimers(Desk.Database, new EventStarts(Desk.Database, Desk.Definitions, Desk.Runner), new ElapsedTimes(), Clock, options, NullLogger<StartTimers>.Instance);
        await new TimerPump(Desk.Database, Desk.Runner, starts, Clock, options, NullLogger<TimerPump>.Instance).RunDue(CancellationToken.None);
    }

    /// <summary>Does what the outbox asks for.</summary>
    public Task<int> PumpAsync() => NewOutboxPump().RunDue(CancellationToken.None);

    public OutboxPump NewOutboxPump()
    {
        var events = new EventStarts(Desk.Database, Desk.Definitions, Desk.Runner);
        return new OutboxPump(
            Desk.Database,
            Desk.Runner,
            new MessageDelivery(Desk.Database, Desk.Runner, events),
            new SignalDelivery(Desk.Database, Desk.Runner, events, Clock),
            Desk.Handlers,
            new NoMail(),
            Clock,
            new RunnerOptions(),
            NullLogger<OutboxPump>.Instance);
    }

    public async Task<Complaint> RowAsync(long caseId) => Assert.Single(await Desk.RowsAsync<Complaint>(row => row.CaseId == caseId));

    public async Task<CaseDeadline> DeadlineAsync(long caseId, string id = ComplaintSettings.Reply) =>
        Assert.Single(await Desk.RowsAsync<CaseDeadline>(row => row.CaseId == caseId && row.RequirementId == id));

    /// <summary>The incidents that are open, as <c>element: code</c>.</summary>
    public async Task<IReadOnlyList<string>> IncidentsAsync(long caseId) =>
        [.. (await Desk.RowsAsync<CaseIncident>(row => row.CaseId == caseId && row.ResolvedAt == null)).OrderBy(row => row.Id).Select(row => $"{row.Element}: {row.Code}")];

    public async Task<IReadOnlyList<string>> LettersAsync(long caseId)
    {
        await using var db = Desk.Database.CreateDbContext();
        return [.. (await Core.Letters.LetterStore.Of(db, caseId, CancellationToken.None)).Select(letter => letter.Template)];
    }

    public async Task<T> WithAsync<T>(Func<CaseFlowDb, Task<T>> use)
    {
        await using var db = Desk.Database.CreateDbContext();
        return await use(db);
    }

    public static string Token() => Guid.NewGuid().ToString("N");

    public void Dispose() => Desk.Dispose();

    private sealed class NoMail : Core.Mail.IMailSender
    {
        public Task Send(Core.Mail.MailMessage mail, string messageId, CancellationToken cancellation) => Task.CompletedTask;
    }
}
