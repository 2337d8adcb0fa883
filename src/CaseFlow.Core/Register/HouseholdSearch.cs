using System.Collections.Immutable;
using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Register;

/// <summary>An account found, as a list shows it.</summary>
/// <param name="Id">Key of the account.</param>
/// <param name="Number">Its number in the register.</param>
/// <param name="Head">Full name of the head of the household.</param>
/// <param name="MaskedIin">The head's IIN, masked; empty when the register does not have it.</param>
/// <param name="Locality">The settlement.</param>
/// <param name="Address">Street and house.</param>
/// <param name="AsOf">The day for which the entries hold.</param>
/// <param name="Closed">The farm exists no more.</param>
public sealed record HouseholdLine(
    long Id, string Number, string Head, string MaskedIin, string Locality, string Address, LocalDate AsOf, bool Closed)
{
    /// <summary>Says nothing of the people: a record's own text would print them into a log.</summary>
    public override string ToString() => nameof(HouseholdLine);
}

/// <summary>A page of accounts, by number.</summary>
/// <param name="Lines">The accounts of this page.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record HouseholdLines(IReadOnlyList<HouseholdLine> Lines, string? Next);

/// <summary>Finds accounts in the register of one office.</summary>
public sealed class HouseholdSearch(IDbContextFactory<CaseFlowDb> databases)
{
    /// <summary>The longest text that is searched; what is beyond is cut off.</summary>
    public const int TextLength = 200;

    private const int MostWords = 6;

    /// <summary>
    /// A page of the office's accounts. Twelve digits are a member's IIN; anything else are beginnings of words, all of
    /// which stand in the account's number, address or members' names. An empty text finds all accounts.
    /// </summary>
    /// <param name="officeId">Whose register.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="after"><see cref="HouseholdLines.Next"/> of the page before; null for the first.</param>
    /// <param name="size">Accounts on a page.</param>
    /// <param name="cancel">Stops the search.</param>
    public async Task<HouseholdLines> Find(long officeId, string text, string? after, int size, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var accounts = Matching(db, officeId, text.Length <= TextLength ? text : text[..TextLength]);
        if (after is not null)
        {
            accounts = accounts.WhereComesAfter(static account => account.NumberKey, after);
        }

        var rows = await accounts.OrderBy(account => account.NumberKey).Take(size + 1).ToListAsync(cancel);
        var page = rows.Take(size).ToImmutableArray();
        return new HouseholdLines(await Lines(db, page, cancel), rows.Count > size ? page[^1].NumberKey : null);
    }

    /// <summary>Accounts as lists show them, in the order given.</summary>
    internal static async Task<IReadOnlyList<HouseholdLine>> Lines(
        CaseFlowDb db, IReadOnlyList<HouseholdAccount> accounts, CancellationToken cancel)
    {
        var ids = accounts.Select(static account => account.Id).ToArray();
        var heads = await db.Set<HouseholdMember>().AsNoTracking()
            .Where(member => ids.Contains(member.AccountId) && member.IsHead)
            .ToDictionaryAsync(member => member.AccountId, cancel);
        return [.. accounts.Select(account => Line(account, heads.GetValueOrDefault(account.Id)))];
    }

    private static HouseholdLine Line(HouseholdAccount account, HouseholdMember? head) => new(
        account.Id,
        account.Number,
        head?.PersonName.Full ?? "",
        Iin.Mask(head?.Iin ?? ""),
        account.Locality,
        account.Address,
        account.AsOf,
        account.Closed);

    private static IQueryable<HouseholdAccount> Matching(CaseFlowDb db, long officeId, string text)
    {
        var accounts = db.Set<HouseholdAccount>().AsNoTracking().Where(account => account.OfficeId == officeId);
        var iin = Iin.Clean(text);
        if (Iin.HasShape(iin))
        {
            return accounts.Where(account => account.Members.Any(member => member.Iin == iin));
        }

        foreach (var word in SearchKey.Words(text).Take(MostWords))
        {
            var rows = db.Set<HouseholdWord>().Where(row => row.OfficeId == officeId).WhereStartsWith(static row => row.Word, word);
            accounts = accounts.Where(account => rows.Any(row => row.AccountId == account.Id));
        }

        return accounts;
    }
}
