using CaseFlow.Core.Definitions;
using CaseFlow.Core.Texts;

namespace CaseFlow.Core.Comparing;

/// <summary>
/// Which element of the earlier version is which of the later: by id, and what is left by type and Kazakh name where both are
/// unmistakable, for a step that is drawn anew gets a new id.
/// </summary>
public sealed class ElementMatch
{
    private readonly Dictionary<string, string> later = new(StringComparer.Ordinal);

    private ElementMatch()
    {
    }

    /// <summary>Matches two versions.</summary>
    public static ElementMatch Of(Definition before, Definition after)
    {
        var match = new ElementMatch();
        foreach (var element in before.Graph.Elements.Values.Where(element => after.Graph.Elements.TryGetValue(element.Id, out var same) && same.GetType() == element.GetType()))
        {
            match.later[element.Id] = element.Id;
        }

        var taken = match.later.Values.ToHashSet(StringComparer.Ordinal);
        var unmatched = Named(after, taken.Contains);
        foreach (var (name, id) in Named(before, match.later.ContainsKey))
        {
            if (unmatched.TryGetValue(name, out var same))
            {
                match.later[id] = same;
            }
        }

        return match;
    }

    /// <summary>The id in the later version of an element of the earlier; null: it has none.</summary>
    public string? Find(string earlier) => later.GetValueOrDefault(earlier);

    /// <summary>The same, or a name that no element of the later version can have.</summary>
    internal string Key(string earlier) => Find(earlier) ?? "\n" + earlier;

    /// <summary>Elements by type and name, where only one has it.</summary>
    private static Dictionary<(Type Type, string Name), string> Named(Definition definition, Predicate<string> isMatched) =>
        definition.Graph.Elements.Values
            .Where(element => !isMatched(element.Id) && definition.NameOf(element.Id, Languages.Kk) != element.Id)
            .GroupBy(element => (element.GetType(), definition.NameOf(element.Id, Languages.Kk)))
            .Where(static group => group.Count() == 1)
            .ToDictionary(static group => group.Key, static group => group.Single().Id);
}
