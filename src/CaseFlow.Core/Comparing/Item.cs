namespace CaseFlow.Core.Comparing;

/// <summary>Something that two versions may both have, with what is to be said of it.</summary>
/// <param name="Id">Its id in its version.</param>
/// <param name="Match">Its id in the later version: two items with the same are the same thing.</param>
/// <param name="Facts">Values by name.</param>
internal sealed record Item(string Id, string Match, Facts Facts);

/// <summary>Facts of an item by name; what there is not, is not said.</summary>
internal sealed class Facts : SortedDictionary<string, string>
{
    public Facts()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>Notes a fact; null and empty are none.</summary>
    public Facts With(string fact, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            this[fact] = value;
        }

        return this;
    }

    /// <summary>Notes that something is so; that it is not so is no fact.</summary>
    public Facts With(string fact, bool isSo) => With(fact, isSo ? "yes" : null);

    /// <summary>Notes a name in the three languages.</summary>
    public Facts With(string fact, Calendars.Names name) => With(fact + ".kk", name.Kk).With(fact + ".ru", name.Ru).With(fact + ".en", name.En);
}

/// <summary>Finds what is new, gone and changed among items.</summary>
internal static class ItemDifference
{
    /// <summary>In the order of the later version, what is gone at the end.</summary>
    public static IEnumerable<Change> Of(ChangeArea area, IReadOnlyList<Item> before, IReadOnlyList<Item> after)
    {
        var earlier = before.ToDictionary(item => item.Match, StringComparer.Ordinal);
        foreach (var item in after)
        {
            if (!earlier.Remove(item.Match, out var was))
            {
                yield return new Change(area, ChangeKind.Added, "", item.Id, "", "", "");
                continue;
            }

            foreach (var change in FactsOf(area, was, item))
            {
                yield return change;
            }
        }

        foreach (var gone in before.Where(item => earlier.ContainsKey(item.Match)))
        {
            yield return new Change(area, ChangeKind.Removed, gone.Id, "", "", "", "");
        }
    }

    private static IEnumerable<Change> FactsOf(ChangeArea area, Item was, Item now) =>
        from fact in was.Facts.Keys.Union(now.Facts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        let before = was.Facts.GetValueOrDefault(fact, "")
        let after = now.Facts.GetValueOrDefault(fact, "")
        where before != after
        select new Change(area, ChangeKind.Changed, was.Id, now.Id, fact, before, after);
}
