using System.Collections.Immutable;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.People;

/// <summary>One case found, as a list shows it.</summary>
/// <param name="Id">Key of the case.</param>
/// <param name="Number">Number of registration; empty until one is given.</param>
/// <param name="ServiceKey">The service asked for.</param>
/// <param name="OfficeId">The office that owes the result.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="Applicant">Short name, such as Иванов И. И.; empty when the case has no applicant.</param>
/// <param name="MaskedIin">The applicant's IIN, masked; empty when there is none.</param>
/// <param name="IsComplaint">It is a complaint; the applicant is then the complainant.</param>
public sealed record FoundCase(
    long Id, string Number, string ServiceKey, long OfficeId, Instant StartedAt, Instant? EndedAt, string Applicant, string MaskedIin, bool IsComplaint);

/// <summary>A page of cases found, newest first.</summary>
/// <param name="Cases">The cases of this page.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record FoundCases(IReadOnlyList<FoundCase> Cases, long? Next);

/// <summary>
/// Finds cases by what people have at hand: a number, an IIN, or the beginnings of names. Whatever it finds lies within
/// the scope of who asks.
/// </summary>
public sealed class CaseSearch(CaseFlowDb db)
{
    /// <summary>The longest text that is searched; what is beyond is cut off.</summary>
    public const int TextLength = 200;

    /// <summary>One letter finds too much to be of use.</summary>
    private const int ShortestWord = 2;

    private const int MostWords = 5;

    /// <summary>
    /// A page of the cases that match. Twelve digits are an IIN; a text with a digit in it is the beginning of a number;
    /// anything else are beginnings of words of one person's name, applicant or representative. A text too short to
    /// search by finds nothing.
    /// </summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="after"><see cref="FoundCases.Next"/> of the page before; null for the first.</param>
    /// <param name="size">Cases on a page.</param>
    /// <param name="cancel">Stops the search.</param>
    /// <param name="complaints">True: only complaints; false: none; null: all.</param>
    public async Task<FoundCases> Find(Scope scope, string text, long? after, int size, CancellationToken cancel, bool? complaints = null)
    {
        if (Matching(text.Length <= TextLength ? text : text[..TextLength]) is not { } cases)
        {
            return new FoundCases([], Next: null);
        }

        if (!scope.IsEverywhere)
        {
            var offices = scope.Offices;
            cases = cases.Where(row => offices.Contains(row.OfficeId) || offices.Contains(row.IntakeOfficeId));
        }

        if (complaints is { } wanted)
        {
            cases = cases.Where(row => db.Set<Complaint>().Any(complaint => complaint.CaseId == row.Id) == wanted);
        }

        if (after is { } last)
        {
            cases = cases.Where(row => row.Id < last);
        }

        var rows = await cases.OrderByDescending(row => row.Id).Take(size + 1).ToListAsync(cancel);
        var ids = rows.ConvertAll(static row => row.Id).ToArray();
        var applicants = await Applicants(ids, cancel);
        var known = await db.Set<Complaint>().Where(complaint => ids.Contains(complaint.CaseId)).Select(static complaint => complaint.CaseId).ToHashSetAsync(cancel);
        return new FoundCases(
            [.. rows.Take(size).Select(row => Describe(row, applicants.GetValueOrDefault(row.Id), known.Contains(row.Id)))],
            rows.Count > size ? rows[size - 1].Id : null);
    }

    private IQueryable<Case>? Matching(string text)
    {
        var iin = Iin.Clean(text);
        return Iin.HasShape(iin) ? OfParties(db.Set<CaseParty>().Where(party => party.Iin == iin))
            : text.Any(char.IsAsciiDigit) ? OfNumber(text.Trim())
            : OfName(text);
    }

    private IQueryable<Case> OfNumber(string number) =>
        db.Set<Case>().AsNoTracking().WhereStartsWith(static row => row.Number, number);

    private IQueryable<Case>? OfName(string text)
    {
        var words = SearchKey.Words(text).Where(static word => word.Length >= ShortestWord).Take(MostWords).ToImmutableArray();
        if (words.IsEmpty)
        {
            return null;
        }

        IQueryable<CaseParty> parties = db.Set<CaseParty>();
        foreach (var word in words)
        {
            var rows = db.Set<CasePartyWord>().WhereStartsWith(static row => row.Word, word);
            parties = parties.Where(party => rows.Any(row => row.CaseId == party.CaseId && row.No == party.No));
        }

        return OfParties(parties);
    }

    private IQueryable<Case> OfParties(IQueryable<CaseParty> parties) =>
        db.Set<Case>().AsNoTracking().Where(row => parties.Any(party => party.CaseId == row.Id));

    private async Task<Dictionary<long, CaseParty>> Applicants(long[] cases, CancellationToken cancel)
    {
        var parties = await db.Set<CaseParty>().AsNoTracking()
            .Where(party => cases.Contains(party.CaseId) && party.Role == PartyRole.Applicant)
            .OrderBy(party => party.CaseId).ThenBy(party => party.No)
            .ToListAsync(cancel);
        return parties.DistinctBy(static party => party.CaseId).ToDictionary(static party => party.CaseId);
    }

    private static FoundCase Describe(Case row, CaseParty? applicant, bool isComplaint) => new(
        row.Id,
        row.Number,
        row.ServiceKey,
        row.OfficeId,
        row.StartedAt,
        row.EndedAt,
        applicant?.PersonName.Short ?? "",
        applicant is null ? "" : Iin.Mask(applicant.Iin),
        isComplaint);
}
