using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Letters;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Dispatch;

/// <summary>Reads the dispatch registers of the offices whose chancery a person is.</summary>
public sealed class DispatchView(CaseFlowDb db)
{
    /// <summary>Paragraph of the standard whose term a handed reply meets.</summary>
    public const string ReplyTerm = "P24.3";

    /// <summary>How many letters of an office are in each state.</summary>
    public async Task<IReadOnlyDictionary<DispatchState, int>> Counts(Scope scope, long officeId, CancellationToken cancellation) =>
        await Items(scope).Where(item => item.OfficeId == officeId).GroupBy(item => item.State)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);

    /// <summary>Letters of an office in one state, the oldest first.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="officeId">The office.</param>
    /// <param name="state">The state.</param>
    /// <param name="after">Id of the last letter of the page before; 0: from the beginning.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task<List<DispatchLine>> Page(Scope scope, long officeId, DispatchState state, long after, int take, CancellationToken cancellation) =>
        Lines(Items(scope).Where(item => item.OfficeId == officeId && item.State == state && item.Id > after).OrderBy(item => item.Id).Take(take), cancellation);

    /// <summary>Letters found by the beginning of their number, of their case's number or of their tracking number; the newest first.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="officeId">The office.</param>
    /// <param name="text">As typed; not empty.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task<List<DispatchLine>> Search(Scope scope, long officeId, string text, int take, CancellationToken cancellation)
    {
        var ofOffice = Items(scope).Where(item => item.OfficeId == officeId);
        var letters = db.Set<StoredLetter>().WhereStartsWith(letter => letter.Number, text.Trim()).Select(letter => letter.Id);
        var cases = db.Set<Case>().WhereStartsWith(row => row.Number, text.Trim()).Select(row => row.Id);
        var posted = TrackingNumber.Clean(text) is { Length: > 0 } tracking
            ? ofOffice.WhereStartsWith(item => item.TrackingNumber, tracking).Select(item => item.Id)
            : ofOffice.Where(static item => false).Select(item => item.Id);
        var found = ofOffice.Where(item => letters.Contains(item.LetterId) || cases.Contains(item.CaseId) || posted.Contains(item.Id));
        return Lines(found.OrderByDescending(item => item.Id).Take(take), cancellation);
    }

    /// <summary>A letter in the register with its states; null when there is none for this person.</summary>
    public async Task<(DispatchLine Line, IReadOnlyList<DispatchStep> Steps)?> Find(Scope scope, long id, CancellationToken cancellation)
    {
        var lines = await Lines(Items(scope).Where(item => item.Id == id), cancellation);
        return lines is [var line]
            ? (line, await db.Set<DispatchStep>().AsNoTracking().Where(step => step.ItemId == id).OrderBy(step => step.No).ToListAsync(cancellation))
            : null;
    }

    /// <summary>What stands on the envelopes of these letters, in the order of the ids given; those that are not this person's are left out.</summary>
    public async Task<IReadOnlyList<Envelope>> Envelopes(Scope scope, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var found = await Read(Items(scope).Where(item => ids.Contains(item.Id)), cancellation);
        return [.. ids.Distinct().SelectMany(id => found.Where(envelope => envelope.Id == id))];
    }

    /// <summary>The letters that were handed to the post with a list, in the order of the register.</summary>
    public async Task<IReadOnlyList<Envelope>> EnvelopesOf(Scope scope, long listId, CancellationToken cancellation) =>
        await Read(Items(scope).Where(item => item.ListId == listId), cancellation);

    /// <summary>The same as the register's list shows them.</summary>
    public Task<List<DispatchLine>> LinesOf(Scope scope, long listId, CancellationToken cancellation) =>
        Lines(Items(scope).Where(item => item.ListId == listId).OrderBy(item => item.Id), cancellation);

    /// <summary>The lists of an office, the newest first, with the number of their letters.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="officeId">The office.</param>
    /// <param name="before">Id of the last list of the page before; 0: from the newest.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<IReadOnlyList<(PostalList List, int Letters)>> Lists(Scope scope, long officeId, long before, int take, CancellationToken cancellation)
    {
        var offices = Offices(scope);
        var lists = await db.Set<PostalList>().AsNoTracking()
            .Where(list => list.OfficeId == officeId && offices.Contains(list.OfficeId) && (before == 0 || list.Id < before))
            .OrderByDescending(list => list.Id).Take(take)
            .Select(list => new { List = list, Letters = db.Set<DispatchItem>().Count(item => item.ListId == list.Id) }).ToListAsync(cancellation);
        return [.. lists.Select(one => (one.List, one.Letters))];
    }

    /// <summary>A list; null when there is none for this person.</summary>
    public Task<PostalList?> List(Scope scope, long listId, CancellationToken cancellation)
    {
        var offices = Offices(scope);
        return db.Set<PostalList>().AsNoTracking().FirstOrDefaultAsync(list => list.Id == listId && offices.Contains(list.OfficeId), cancellation);
    }

    private static IReadOnlyList<long> Offices(Scope scope) => scope.OfficesAs(Roles.Chancery);

    private IQueryable<DispatchItem> Items(Scope scope)
    {
        var offices = Offices(scope);
        return db.Set<DispatchItem>().AsNoTracking().Where(item => offices.Contains(item.OfficeId));
    }

    private async Task<List<DispatchLine>> Lines(IQueryable<DispatchItem> items, CancellationToken cancellation)
    {
        var rows = await (
            from item in items
            join letter in db.Set<StoredLetter>() on item.LetterId equals letter.Id
            join row in db.Set<Case>() on item.CaseId equals row.Id
            select new
            {
                Item = item,
                letter.Number,
                CaseNumber = row.Number,
                Due = item.Purpose != DispatchPurpose.Reply ? null : db.Set<CaseDeadline>()
                    .Where(deadline => deadline.CaseId == item.CaseId && deadline.RequirementId == ReplyTerm)
                    .Select(deadline => (Instant?)deadline.DueAt).FirstOrDefault(),
            }).ToListAsync(cancellation);
        return rows.ConvertAll(row => new DispatchLine(row.Item, row.Number, row.CaseNumber, row.Due));
    }

    private async Task<List<Envelope>> Read(IQueryable<DispatchItem> items, CancellationToken cancellation) => await (
        from item in items
        join letter in db.Set<StoredLetter>() on item.LetterId equals letter.Id
        orderby item.Id
        select new Envelope(item.Id, item.CaseId, item.Addressee, item.Address, letter.Number, letter.Language, item.TrackingNumber)).ToListAsync(cancellation);
}

/// <summary>A letter of the register as a list shows it: without the address, and with initials for a name.</summary>
public sealed record DispatchLine
{
    internal DispatchLine(DispatchItem item, string number, string caseNumber, Instant? dueAt)
    {
        (Id, CaseId, LetterId, OfficeId, Purpose, State) = (item.Id, item.CaseId, item.LetterId, item.OfficeId, item.Purpose, item.State);
        (Number, CaseNumber, Addressee, DueAt) = (number, caseNumber, Initials(item.Addressee), dueAt);
        (CreatedAt, HandedAt, TrackingNumber, ListId) = (item.CreatedAt, item.HandedAt, item.TrackingNumber, item.ListId);
    }

    public long Id { get; }

    public long CaseId { get; }

    public long LetterId { get; }

    public long OfficeId { get; }

    public DispatchPurpose Purpose { get; }

    public DispatchState State { get; }

    /// <summary>The letter's number.</summary>
    public string Number { get; }

    public string CaseNumber { get; }

    /// <summary>Such as "Сейітқали Ә. Н."; the whole name stands on the envelope.</summary>
    public string Addressee { get; }

    /// <summary>By when a reply must be handed to the post; null: it is no reply.</summary>
    public Instant? DueAt { get; }

    public Instant CreatedAt { get; }

    public Instant? HandedAt { get; }

    public string TrackingNumber { get; }

    public long ListId { get; }

    private static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\u00A0', words.Take(1).Concat(words.Skip(1).Take(2).Select(static word => $"{System.Globalization.StringInfo.GetNextTextElement(word)}.")));
    }
}

/// <summary>What stands on an envelope and on the list that goes with it: personal data, for paper alone.</summary>
/// <param name="Id">The letter's line in the register.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="Addressee">To whom.</param>
/// <param name="Address">Where.</param>
/// <param name="Number">The letter's number.</param>
/// <param name="Language">kk or ru.</param>
/// <param name="TrackingNumber">The post's number; empty: none.</param>
public sealed record Envelope(long Id, long CaseId, string Addressee, string Address, string Number, string Language, string TrackingNumber)
{
    /// <summary>Says nothing of the person: a record's own text would print name and address into a log.</summary>
    public override string ToString() => nameof(Envelope);
}
