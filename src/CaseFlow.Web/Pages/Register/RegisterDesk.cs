using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Register;
using CaseFlow.Web.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Pages.Register;

/// <summary>Which register the person has on the desk: that of the office they work in, if they may read it.</summary>
public sealed class RegisterDesk(CaseFlowDb db, CurrentUser me, HouseholdRegister register, IClock clock)
{
    /// <summary>Who it is.</summary>
    public async Task<SignedIn> PersonAsync(CancellationToken cancel) => await me.RequireAsync(cancel);

    /// <summary>The office whose register is read: the one the person works in now, otherwise their first with a register.</summary>
    public async Task<long> ReadingAsync(CancellationToken cancel) => Choose(await me.RequireAsync(cancel), RegisterAccess.MayRead);

    /// <summary>The office in whose register a new account is opened.</summary>
    public async Task<long> WritingAsync(CancellationToken cancel) => Choose(await me.RequireAsync(cancel), RegisterAccess.MayWrite);

    /// <summary>An account with its office's right to write; null when there is no such account, or it is another office's.</summary>
    public async Task<(HouseholdAccount Account, bool MayWrite)?> FindAsync(long accountId, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (await register.OfficeOf(accountId, cancel) is not { } officeId || !RegisterAccess.MayRead(scope, officeId))
        {
            return null;
        }

        var account = await register.Find(officeId, accountId, cancel);
        return account is null ? null : (account, RegisterAccess.MayWrite(scope, officeId));
    }

    /// <summary>The zone of an office's clocks.</summary>
    public async Task<DateTimeZone> ZoneAsync(long officeId, CancellationToken cancel) =>
        DateTimeZoneProviders.Tzdb[await db.Set<Office>().Where(office => office.Id == officeId).Select(static office => office.TimeZone).SingleAsync(cancel)];

    /// <summary>Today, at an office.</summary>
    public async Task<LocalDate> TodayAsync(long officeId, CancellationToken cancel) =>
        clock.GetCurrentInstant().InZone(await ZoneAsync(officeId, cancel)).Date;

    /// <summary>Full names of users by id; the program itself (0) is not among them.</summary>
    public Task<IReadOnlyDictionary<long, string>> NamesAsync(IEnumerable<long> userIds, CancellationToken cancel) => db.NamesOfAsync(userIds, cancel);

    private static long Choose(SignedIn person, Func<Scope, long, bool> may) =>
        person.OfficeId is { } here && may(person.Scope, here) ? here : person.Scope.Offices.First(office => may(person.Scope, office));
}
