using System.Data.Common;
using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Calendars;

/// <summary>
/// R5: a change of the calendar recounts what is still running, in the transaction of the change, with an entry in the history
/// of each case that moves. It steps no case, and never touches what has passed or was met.
/// </summary>
public sealed class RunningDeadlines(
    IDbContextFactory<CaseFlowDb> databases, DefinitionCatalog definitions, IClock clock, Nudge nudge, TextCatalog texts, ServiceHandlerOptions options)
{
    private const int Attempts = 5;

    /// <summary>Setting: the version of the calendar by which everything that runs has been counted.</summary>
    private const string CountedBy = "calendars.counted-by";

    /// <summary>An administrator changes days, hours or years of the calendar.</summary>
    /// <param name="scope">Who.</param>
    /// <param name="change">What; its version is raised here.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>How many cases moved.</returns>
    /// <exception cref="UnauthorizedAccessException">The person is no administrator.</exception>
    /// <exception cref="TimeoutException">Cases were stepped again and again meanwhile; nothing was changed.</exception>
    public Task<int> Change(Scope scope, Action<StoredCalendar> change, CancellationToken cancellation)
    {
        if (!scope.Has(Roles.Administrator))
        {
            throw new UnauthorizedAccessException("Only an administrator changes the calendar.");
        }

        return Together(async db =>
        {
            var stored = await db.Set<StoredCalendar>().Include(calendar => calendar.Days).Include(calendar => calendar.Schedules).AsSingleQuery()
                .SingleAsync(calendar => calendar.Key == OfficeCalendars.Set, cancellation);
            change(stored);
            stored.Version++;
            await db.SaveChangesAsync(cancellation);
        }, scope.UserId ?? 0, cancellation);
    }

    /// <summary>
    /// Recounts what runs by an older version of the calendar, such as after an edition was taken in. Asked at each start, so
    /// where nothing has changed it costs one look.
    /// </summary>
    /// <returns>How many cases moved.</returns>
    public async Task<int> Recount(CancellationToken cancellation) =>
        await IsCounted(cancellation) ? 0 : await Together(static _ => Task.CompletedTask, by: 0, cancellation);

    private async Task<bool> IsCounted(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var version = await db.Set<StoredCalendar>().Where(calendar => calendar.Key == OfficeCalendars.Set).Select(calendar => calendar.Version).SingleAsync(cancellation);
        var counted = Text(version);
        var now = clock.GetCurrentInstant();

        // A case may have begun by the old calendar while the new one was committed.
        return await db.Set<Setting>().AnyAsync(setting => setting.Key == CountedBy && setting.Value == counted, cancellation)
            && !await db.Set<CaseDeadline>().AnyAsync(row => row.MetAt == null && row.DueAt > now && row.CalendarVersion != version, cancellation);
    }

    private async Task<int> Together(Func<CaseFlowDb, Task> first, long by, CancellationToken cancellation)
    {
        Exception? last = null;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            // A mail for each case at most needs a key of its own.
            db.Keys.Reserve(await db.Set<CaseDeadline>().CountAsync(row => row.MetAt == null, cancellation));
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
                await first(db);
                var moved = await Recount(db, by, cancellation);
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(CancellationToken.None);
                nudge.Timers();
                nudge.Outbox();
                return moved;
            }
            catch (Exception error) when (error is DbException or DbUpdateException or CaseMovedException)
            {
                // A case was stepped, or another administrator was first: counted anew.
                last = error;
            }
        }

        throw new TimeoutException($"The calendar could not be changed in {Attempts} attempts: cases were stepped meanwhile, or the database refused it.", last);
    }

    private async Task<int> Recount(CaseFlowDb db, long by, CancellationToken cancellation)
    {
        var now = Instant.FromUnixTimeMilliseconds(clock.GetCurrentInstant().ToUnixTimeMilliseconds());
        var set = await CalendarStore.ReadAsync(db, OfficeCalendars.Set, cancellation);
        var deadlines = (await db.Set<CaseDeadline>().Where(row => row.MetAt == null && row.DueAt > now && row.CalendarVersion != set.Version).ToListAsync(cancellation))
            .ToLookup(row => row.CaseId);
        var timers = (await db.Set<CaseTimer>().Where(row => row.DueAt > now && row.DueAt < WorkItem.NotDue).ToListAsync(cancellation)).ToLookup(row => row.CaseId);
        var ids = deadlines.Select(static group => group.Key).Union(timers.Select(static group => group.Key)).Order().ToArray();
        var offices = new OfficeWeeks(set, await db.Set<Offices.Office>().AsNoTracking().ToDictionaryAsync(office => office.Id, office => (office.Schedule, office.TimeZone), cancellation));
        var moved = 0;
        foreach (var caseId in ids)
        {
            var row = await db.Set<Case>().AsNoTracking().SingleAsync(found => found.Id == caseId, cancellation);
            var recount = new CaseRecount(row, await definitions.Get(row.DefinitionId), offices, set.Version);
            recount.Deadlines(deadlines[caseId]);
            if (recount.Timers(timers[caseId], await AllDeadlines(db, caseId, cancellation)) | recount.Moved.Count > 0)
            {
                // The row of the case first, as a step does: two that lock in one order never wait for each other.
                await Note(db, row, recount, by, now, cancellation);
                await MoveTasks(db, recount, cancellation);
                await MoveReceipt(db, recount, now, cancellation);
                moved++;
            }
        }

        await RememberCounted(db, set.Version, cancellation);
        return moved;
    }

    private static async Task RememberCounted(CaseFlowDb db, long version, CancellationToken cancellation)
    {
        if (await db.Set<Setting>().FirstOrDefaultAsync(setting => setting.Key == CountedBy, cancellation) is { } known)
        {
            known.Value = Text(version);
        }
        else
        {
            db.Add(new Setting { Key = CountedBy, Value = Text(version) });
        }
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>All of the case, those that have been moved as they are now.</summary>
    private static async Task<IReadOnlyList<CaseDeadline>> AllDeadlines(CaseFlowDb db, long caseId, CancellationToken cancellation) =>
        await db.Set<CaseDeadline>().Where(row => row.CaseId == caseId).ToListAsync(cancellation);

    /// <summary>A task in the inbox is due with the deadline that it names.</summary>
    private static async Task MoveTasks(CaseFlowDb db, CaseRecount recount, CancellationToken cancellation)
    {
        foreach (var (_, from, to) in recount.Moved)
        {
            var caseId = recount.Case.Id;
            await db.Set<WorkItem>().Where(item => item.CaseId == caseId && item.State == WorkItemState.Open && item.DueAt == from)
                .ExecuteUpdateAsync(set => set.SetProperty(item => item.DueAt, to), cancellation);
        }
    }

    /// <summary>The applicant whose receipt's date moves is told (R5).</summary>
    private async Task MoveReceipt(CaseFlowDb db, CaseRecount recount, Instant now, CancellationToken cancellation)
    {
        var caseId = recount.Case.Id;
        var application = await db.Set<Application>().FirstOrDefaultAsync(row => row.CaseId == caseId, cancellation);
        if (application is null || recount.PickupAt(await AllDeadlines(db, caseId, cancellation)) is not { } pickup || pickup == application.PickupAt)
        {
            return;
        }

        application.PickupAt = pickup;
        var applicant = await db.Set<People.CaseParty>().AsNoTracking().FirstOrDefaultAsync(party => party.CaseId == caseId && party.Role == People.PartyRole.Applicant, cancellation);
        if (options.SendMail && applicant is { Email.Length: > 0 })
        {
            var local = recount.LocalTime(pickup);
            var (language, day) = (application.Language, $"{Writing.Day(local.Date, application.Language)}, {Writing.Time(local.TimeOfDay)}");
            db.Add(new OutboxMessage
            {
                CaseId = caseId,
                Kind = OutboxKinds.Mail,
                Payload = Mail.MailJson.Write(new Mail.MailMessage(
                    applicant.Email,
                    texts.In(language, "mail.receipt-moved.subject", recount.Case.Number).Text,
                    texts.In(language, "mail.receipt-moved.body", recount.Case.Number, day).Text)),
                CreatedAt = now,
                NextAt = now,
            });
        }
    }

    /// <summary>A line in the history, and so another version of the case: whoever steps it meanwhile looks again.</summary>
    private static async Task Note(CaseFlowDb db, Case row, CaseRecount recount, long by, Instant now, CancellationToken cancellation)
    {
        var history = new HistoryRow
        {
            CaseId = row.Id,
            Version = row.Version + 1,
            TriggerId = string.Create(CultureInfo.InvariantCulture, $"calendar-{recount.CalendarVersion}"),
            Kind = "calendar-changed",
            ActorId = by,
            At = now,
            Why = recount.Why,
            Events = "[]"u8.ToArray(),
            PreviousHash = row.HistoryHash,
        };
        history.Hash = history.ComputeHash();
        var written = await db.Set<Case>().Where(stored => stored.Id == row.Id && stored.Version == row.Version)
            .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.Version, history.Version).SetProperty(stored => stored.HistoryHash, history.Hash), cancellation);
        if (written == 0)
        {
            throw new CaseMovedException();
        }

        db.Add(history);
    }
}

/// <summary>The calendars of all offices at one version, without a cache: the version is not yet committed.</summary>
internal sealed class OfficeWeeks(CalendarSet set, IReadOnlyDictionary<long, (string Schedule, string TimeZone)> offices)
{
    private readonly Dictionary<(string, string), WorkingCalendar> built = [];

    public WorkingCalendar Of(long officeId, string? schedule = null)
    {
        var office = offices[officeId];
        var key = (schedule ?? office.Schedule, office.TimeZone);
        return built.TryGetValue(key, out var calendar) ? calendar : built[key] = set.For(key.Item1, key.TimeZone);
    }
}
