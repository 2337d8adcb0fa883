using System.Collections.Frozen;
using System.Collections.Immutable;
using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Register;

/// <summary>What of an applicant's data an account has.</summary>
[Flags]
public enum AccountMatch
{
    None = 0,
    Address = 1,

    /// <summary>A member has the surname and the name.</summary>
    Name = 2,

    /// <summary>A member has the IIN.</summary>
    Iin = 4,
}

/// <summary>An account that may be the applicant's.</summary>
/// <param name="Account">The account.</param>
/// <param name="Member">The full name of the member who matches; empty when the address alone does.</param>
/// <param name="Match">What matches.</param>
/// <param name="OtherIin">A member has the name, but another IIN: perhaps a namesake, perhaps a slip in the register.</param>
public sealed record FoundAccount(HouseholdLine Account, string Member, AccountMatch Match, bool OtherIin)
{
    /// <summary>Says nothing of the people: a record's own text would print them into a log.</summary>
    public override string ToString() => nameof(FoundAccount);
}

/// <summary>Finds the accounts that may be an applicant's, for the specialist who checks the register (P16.2).</summary>
public sealed class HouseholdMatching(IDbContextFactory<CaseFlowDb> databases)
{
    /// <summary>How many are shown; whoever needs more searches the register.</summary>
    public const int Most = 20;

    private const int MostCandidates = 200;

    // Words that every address has, as SearchKey writes them: they tell nothing, and are abbreviated as one likes.
    private static readonly FrozenSet<string> CommonWords = FrozenSet.ToFrozenSet(
        ["ул", "улица", "кошеси", "коше", "к", "д", "дом", "уй", "кв", "пер", "переулок", "даңгылы", "проспект", "пр", "тупик", "туйыгы", "с", "село", "ауыл", "ауылы", "а"],
        StringComparer.Ordinal);

    /// <summary>The accounts of the office that match the applicant by IIN, name or address, the strongest match first.</summary>
    /// <param name="officeId">The competent office.</param>
    /// <param name="iin">The applicant's IIN; may be empty.</param>
    /// <param name="name">The applicant's name.</param>
    /// <param name="address">Address of the farm; locality and region may stand in it or not.</param>
    /// <param name="cancel">Stops the search.</param>
    public async Task<IReadOnlyList<FoundAccount>> Find(
        long officeId, string iin, PersonName name, string address, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var addressWords = SearchKey.Words(address);
        var ids = await Candidates(db, officeId, iin, SearchKey.Words($"{name.Surname} {name.Name}"), Telling(addressWords), cancel);
        var accounts = await db.Set<HouseholdAccount>().AsNoTracking().Include(account => account.Members)
            .Where(account => ids.Contains(account.Id))
            .ToListAsync(cancel);
        var found = accounts
            .Select(account => (Account: account, Match: Compare(account, iin, name, addressWords)))
            .Where(static one => one.Match.Found != AccountMatch.None)
            .OrderByDescending(static one => one.Match.Found)
            .ThenBy(static one => one.Account.Closed)
            .ThenBy(static one => one.Account.NumberKey, StringComparer.Ordinal)
            .Take(Most)
            .ToImmutableArray();
        var lines = await HouseholdSearch.Lines(db, [.. found.Select(static one => one.Account)], cancel);
        return [.. found.Zip(lines, static (one, line) => new FoundAccount(line, one.Match.Member, one.Match.Found, one.Match.OtherIin))];
    }

    private static async Task<long[]> Candidates(
        CaseFlowDb db, long officeId, string iin, IReadOnlyList<string> names, string[] address, CancellationToken cancel)
    {
        var byIin = iin.Length == 0 ? [] : await db.Set<HouseholdAccount>()
            .Where(account => account.OfficeId == officeId && account.Members.Any(member => member.Iin == iin))
            .Select(static account => account.Id)
            .ToListAsync(cancel);
        var byName = await ByWords(db, officeId, WordSource.Name, names, names.Count, cancel);

        // Two words that tell something, such as the street and the house: one alone would bring half the village.
        var byAddress = await ByWords(db, officeId, WordSource.Address, address, 2, cancel);
        return [.. byIin.Concat(byName).Concat(byAddress).Distinct()];
    }

    /// <summary>Accounts that have at least so many of the words, those with the most first.</summary>
    private static async Task<List<long>> ByWords(
        CaseFlowDb db, long officeId, WordSource source, IReadOnlyList<string> words, int least, CancellationToken cancel) =>
        words.Count < least || words.Count == 0 ? [] : await db.Set<HouseholdWord>()
            .Where(row => row.OfficeId == officeId && words.Contains(row.Word) && row.Source == source)
            .GroupBy(static row => row.AccountId)
            .Where(rows => rows.Count() >= least)
            .OrderByDescending(static rows => rows.Count()).ThenBy(static rows => rows.Key)
            .Select(static rows => rows.Key)
            .Take(MostCandidates)
            .ToListAsync(cancel);

    private static (AccountMatch Found, string Member, bool OtherIin) Compare(
        HouseholdAccount account, string iin, PersonName name, IReadOnlyList<string> address)
    {
        var sameIin = iin.Length == 0 ? null : account.Members.Find(member => member.Iin == iin);
        var sameName = account.Members.Find(member => IsSame(member, name));

        // The member with the IIN is the applicant; only without one is a namesake looked at.
        var member = sameIin ?? sameName;
        var found = (sameIin is null ? AccountMatch.None : AccountMatch.Iin)
            | (member is not null && IsSame(member, name) ? AccountMatch.Name : AccountMatch.None)
            | (IsAt(account, address) ? AccountMatch.Address : AccountMatch.None);
        var otherIin = sameIin is null && iin.Length > 0 && sameName is { Iin.Length: > 0 };
        return (found, member?.PersonName.Full ?? "", otherIin);
    }

    private static bool IsSame(HouseholdMember member, PersonName name) =>
        SearchKey.Of(member.Surname) == SearchKey.Of(name.Surname) && SearchKey.Of(member.Name) == SearchKey.Of(name.Name);

    /// <summary>Every telling word of the account's street and house stands in the address: the address may say more.</summary>
    private static bool IsAt(HouseholdAccount account, IReadOnlyList<string> address)
    {
        var words = Telling(SearchKey.Words(account.Address));
        return words.Length > 0 && words.All(word => address.Contains(word, StringComparer.Ordinal));
    }

    private static string[] Telling(IEnumerable<string> words) => [.. words.Where(static word => !CommonWords.Contains(word))];
}
