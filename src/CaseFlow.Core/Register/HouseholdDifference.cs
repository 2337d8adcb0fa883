namespace CaseFlow.Core.Register;

/// <summary>The part of an account that a difference is in; also the end of its text's key.</summary>
public enum HouseholdPart
{
    Number = 1,
    Locality,
    Address,
    AsOf,
    Notes,
    Closed,
    Member,
    Plot,
    Animals,
    Machine,
}

/// <summary>One difference between two states of an account.</summary>
/// <param name="Part">Where.</param>
/// <param name="Before">
/// A text, a day, a flag, or a member, plot, kind of animals or machine; null when there was nothing.
/// </param>
/// <param name="After">The same afterwards; null when there is nothing any more.</param>
public sealed record HouseholdDifference(HouseholdPart Part, object? Before, object? After)
{
    /// <summary>What differs, in the order of the register's page. Without a before, all of the account.</summary>
    public static IReadOnlyList<HouseholdDifference> Between(HouseholdAccount? before, HouseholdAccount after) =>
    [
        .. Value(HouseholdPart.Number, before?.Number, after.Number),
        .. Value(HouseholdPart.Locality, before?.Locality, after.Locality),
        .. Value(HouseholdPart.Address, before?.Address, after.Address),
        .. Value(HouseholdPart.AsOf, before?.AsOf, after.AsOf),
        .. Value(HouseholdPart.Notes, before?.Notes, after.Notes),
        .. Value(HouseholdPart.Closed, before is null ? null : before.Closed, after.Closed),
        .. Rows(HouseholdPart.Member, before?.Members, after.Members, static row => (row.Surname, row.Name, row.Patronymic, row.Iin, row.Relation, row.IsHead)),
        .. Rows(HouseholdPart.Plot, before?.Plots, after.Plots, static row => (row.CadastralNumber, row.AreaM2, row.Use)),
        .. Kinds(before?.Animals ?? [], after.Animals),
        .. Rows(HouseholdPart.Machine, before?.Machinery, after.Machinery, static row => (row.Name, row.Count)),
    ];

    private static IEnumerable<HouseholdDifference> Value(HouseholdPart part, object? before, object after)
    {
        var (old, now) = (Something(before), Something(after));
        if (!Equals(old, now))
        {
            yield return new HouseholdDifference(part, old, now);
        }
    }

    // An empty text and an open account are nothing to tell of when they are not preceded by something.
    private static object? Something(object? value) => value is "" or false ? null : value;

    /// <summary>Rows have no identity of their own, so a changed row is one taken out and one put in.</summary>
    private static IEnumerable<HouseholdDifference> Rows<TRow, TContent>(
        HouseholdPart part, List<TRow>? before, List<TRow> after, Func<TRow, TContent> content)
        where TRow : class
    {
        var added = after.ToList();
        foreach (var row in before ?? [])
        {
            var same = added.FindIndex(other => Equals(content(other), content(row)));
            if (same >= 0)
            {
                added.RemoveAt(same);
            }
            else
            {
                yield return new HouseholdDifference(part, row, After: null);
            }
        }

        foreach (var row in added)
        {
            yield return new HouseholdDifference(part, Before: null, row);
        }
    }

    private static IEnumerable<HouseholdDifference> Kinds(List<HouseholdAnimals> before, List<HouseholdAnimals> after)
    {
        foreach (var kind in Enum.GetValues<AnimalKind>())
        {
            var (old, now) = (before.Find(row => row.Kind == kind), after.Find(row => row.Kind == kind));
            if (old?.Count != now?.Count)
            {
                yield return new HouseholdDifference(HouseholdPart.Animals, old, now);
            }
        }
    }
}
