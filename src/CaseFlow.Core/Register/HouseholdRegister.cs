using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Register;

/// <summary>What became of a saving.</summary>
public abstract record SaveResult
{
    private SaveResult()
    {
    }

    /// <summary>It is saved, with its history.</summary>
    public sealed record Saved(long AccountId, long Version) : SaveResult;

    /// <summary>Nothing is saved: this has to be mended first.</summary>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : SaveResult;

    /// <summary>Nothing is saved: others have saved the account since it was opened.</summary>
    /// <param name="Version">The account's version now; saving upon it overwrites what the others did.</param>
    /// <param name="Changes">What the others did, oldest first.</param>
    public sealed record Conflict(long Version, IReadOnlyList<HouseholdChange> Changes) : SaveResult;

    /// <summary>The office has no such account.</summary>
    public sealed record NotFound : SaveResult;
}

/// <summary>
/// Reads and writes the household registers (P16.2). Every method names the office whose register it is: an account of
/// another office is not found. Whether the caller may look into that office is asked before (<see cref="RegisterAccess"/>).
/// </summary>
public sealed class HouseholdRegister(IDbContextFactory<CaseFlowDb> databases, IClock clock)
{
    /// <summary>An account with all its rows; null when the office has no such account.</summary>
    public async Task<HouseholdAccount?> Find(long officeId, long accountId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Load(db.Set<HouseholdAccount>().AsNoTracking(), officeId, accountId, cancel);
    }

    /// <summary>The office of an account; null when there is no such account.</summary>
    public async Task<long?> OfficeOf(long accountId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<HouseholdAccount>().Where(account => account.Id == accountId)
            .Select(static account => (long?)account.OfficeId).SingleOrDefaultAsync(cancel);
    }

    /// <summary>The savings of an account, newest first; empty when the office has no such account.</summary>
    public async Task<IReadOnlyList<HouseholdChange>> History(long officeId, long accountId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<HouseholdChange>().AsNoTracking()
            .Where(change => change.AccountId == accountId
                && db.Set<HouseholdAccount>().Any(account => account.Id == accountId && account.OfficeId == officeId))
            .OrderByDescending(change => change.Version)
            .ToListAsync(cancel);
    }

    /// <summary>
    /// Opens the account (Id 0) or replaces what it holds, if nobody saved it since. Checks first, and writes the account,
    /// its search words and its history in one transaction.
    /// </summary>
    /// <param name="account">All of the account; <see cref="HouseholdAccount.OfficeId"/> says whose, and its Version which one the editor saw.</param>
    /// <param name="userId">Who saves; 0: the program.</param>
    /// <param name="today">The day at the office.</param>
    /// <param name="reason">On the ground of what; field Reason in what is invalid.</param>
    /// <param name="cancel">Stops the saving.</param>
    public async Task<SaveResult> Save(HouseholdAccount account, long userId, LocalDate today, string reason, CancellationToken cancel)
    {
        HouseholdRules.Clean(account);
        reason = PersonText.Clean(reason);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await Problems(db, account, today, reason, cancel) is { Count: > 0 } problems)
        {
            return new SaveResult.Invalid(problems);
        }

        var stored = account.Id == 0
            ? db.Add(new HouseholdAccount { OfficeId = account.OfficeId }).Entity
            : await Load(db.Set<HouseholdAccount>(), account.OfficeId, account.Id, cancel);
        if (stored is null)
        {
            return new SaveResult.NotFound();
        }

        if (stored.Version != account.Version)
        {
            return await Conflict(db, account, cancel);
        }

        try
        {
            return await Write(db, stored, account, userId, reason, cancel);
        }
        catch (DbUpdateException)
        {
            // Somebody may have been quicker between the reading and the writing: with this account, or with its number.
            if (await Lost(account, cancel) is { } lost)
            {
                return lost;
            }

            throw;
        }
    }

    private async Task<SaveResult> Write(
        CaseFlowDb db, HouseholdAccount stored, HouseholdAccount account, long userId, string reason, CancellationToken cancel)
    {
        var before = stored.Version == 0 ? [] : HouseholdJson.Write(stored);
        Copy(db, account, stored);
        stored.Version++;
        await PutWords(db, stored, cancel);
        db.Add(new HouseholdChange
        {
            AccountId = stored.Id,
            Version = stored.Version,
            At = clock.GetCurrentInstant(),
            UserId = userId,
            Reason = reason,
            Before = before,
            After = HouseholdJson.Write(stored),
        });
        await db.SaveChangesAsync(cancel);
        return new SaveResult.Saved(stored.Id, stored.Version);
    }

    private static void Copy(CaseFlowDb db, HouseholdAccount from, HouseholdAccount to)
    {
        (to.Number, to.NumberKey) = (from.Number, from.NumberKey);
        (to.Locality, to.Address, to.AsOf, to.Notes, to.Closed) = (from.Locality, from.Address, from.AsOf, from.Notes, from.Closed);
        Replace(db, to.Members, from.Members, static row => row.No, static no => new HouseholdMember { No = no }, static (source, target) =>
        {
            (target.Surname, target.Name, target.Patronymic) = (source.Surname, source.Name, source.Patronymic);
            (target.Iin, target.Relation, target.IsHead) = (source.Iin, source.Relation, source.IsHead);
        });
        Replace(db, to.Plots, from.Plots, static row => row.No, static no => new HouseholdPlot { No = no }, static (source, target) =>
            (target.CadastralNumber, target.AreaM2, target.Use) = (source.CadastralNumber, source.AreaM2, source.Use));
        Replace(db, to.Machinery, from.Machinery, static row => row.No, static no => new HouseholdMachine { No = no }, static (source, target) =>
            (target.Name, target.Count) = (source.Name, source.Count));
        CopyAnimals(db, from.Animals, to.Animals);
    }

    /// <summary>Rows are overwritten by their place: EF Core takes no second row with the key of one that it deletes.</summary>
    private static void Replace<T>(CaseFlowDb db, List<T> to, List<T> from, Func<T, int> number, Func<int, T> create, Action<T, T> copy)
        where T : class
    {
        for (var no = 1; no <= from.Count; no++)
        {
            var row = to.Find(one => number(one) == no);
            if (row is null)
            {
                to.Add(row = create(no));
            }

            copy(from[no - 1], row);
        }

        Remove(db, to, row => number(row) > from.Count);
    }

    private static void CopyAnimals(CaseFlowDb db, List<HouseholdAnimals> from, List<HouseholdAnimals> to)
    {
        foreach (var animals in from.OrderBy(static row => row.Kind))
        {
            var row = to.Find(one => one.Kind == animals.Kind);
            if (row is null)
            {
                to.Add(row = new HouseholdAnimals { Kind = animals.Kind });
            }

            row.Count = animals.Count;
        }

        Remove(db, to, row => from.TrueForAll(other => other.Kind != row.Kind));
    }

    private static void Remove<T>(CaseFlowDb db, List<T> rows, Predicate<T> gone)
        where T : class
    {
        foreach (var row in rows.FindAll(gone))
        {
            rows.Remove(row);
            db.Remove(row);
        }
    }

    private static async Task PutWords(CaseFlowDb db, HouseholdAccount account, CancellationToken cancel)
    {
        var words = HouseholdWord.Of(account).ToDictionary(static word => (word.Word, word.Source));
        foreach (var old in await db.Set<HouseholdWord>().Where(word => word.AccountId == account.Id).ToListAsync(cancel))
        {
            if (!words.Remove((old.Word, old.Source)))
            {
                db.Remove(old);
            }
        }

        db.AddRange(words.Values);
    }

    private static async Task<IReadOnlyList<FieldError>> Problems(
        CaseFlowDb db, HouseholdAccount account, LocalDate today, string reason, CancellationToken cancel)
    {
        var problems = HouseholdRules.Check(account, today).ToList();
        if (PersonText.Check(nameof(HouseholdChange.Reason), reason, HouseholdChange.ReasonLength, required: true) is { } wrong)
        {
            problems.Add(wrong);
        }

        if (account.NumberKey.Length > 0 && await IsTaken(db, account, cancel))
        {
            problems.Insert(0, new FieldError(nameof(account.Number), RegisterErrors.NumberTaken));
        }

        return problems;
    }

    private static Task<bool> IsTaken(CaseFlowDb db, HouseholdAccount account, CancellationToken cancel) => db.Set<HouseholdAccount>().AnyAsync(
        other => other.OfficeId == account.OfficeId && other.NumberKey == account.NumberKey && other.Id != account.Id, cancel);

    private async Task<SaveResult?> Lost(HouseholdAccount account, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await IsTaken(db, account, cancel))
        {
            return new SaveResult.Invalid([new FieldError(nameof(account.Number), RegisterErrors.NumberTaken)]);
        }

        var version = await db.Set<HouseholdAccount>().Where(one => one.Id == account.Id).Select(static one => one.Version).SingleOrDefaultAsync(cancel);
        return version == account.Version ? null : await Conflict(db, account, cancel);
    }

    private static async Task<SaveResult> Conflict(CaseFlowDb db, HouseholdAccount account, CancellationToken cancel)
    {
        var changes = await db.Set<HouseholdChange>().AsNoTracking()
            .Where(change => change.AccountId == account.Id && change.Version > account.Version)
            .OrderBy(change => change.Version)
            .ToListAsync(cancel);
        return new SaveResult.Conflict(changes.Count == 0 ? account.Version : changes[^1].Version, changes);
    }

    /// <summary>
    /// The account is read before its rows: should somebody save in between, its version is the older one, and a saving
    /// upon it is refused.
    /// </summary>
    private static async Task<HouseholdAccount?> Load(
        IQueryable<HouseholdAccount> accounts, long officeId, long accountId, CancellationToken cancel)
    {
        var found = await accounts
            .Include(account => account.Members)
            .Include(account => account.Plots)
            .Include(account => account.Animals)
            .Include(account => account.Machinery)
            .AsSplitQuery()
            .SingleOrDefaultAsync(account => account.Id == accountId && account.OfficeId == officeId, cancel);
        found?.Members.Sort(static (one, other) => one.No.CompareTo(other.No));
        found?.Plots.Sort(static (one, other) => one.No.CompareTo(other.No));
        found?.Animals.Sort(static (one, other) => one.Kind.CompareTo(other.Kind));
        found?.Machinery.Sort(static (one, other) => one.No.CompareTo(other.No));
        return found;
    }
}
