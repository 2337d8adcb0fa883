using System.Text;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Definitions;

namespace CaseFlow.Core.Comparing;

/// <summary>A version with its files: one that was published, or a draft.</summary>
public sealed record ComparedVersion(DefinitionPackage Package, Definition Definition)
{
    /// <summary>Parses a package.</summary>
    /// <exception cref="InvalidDataException">It is not fit to run, so there is nothing to compare.</exception>
    public static ComparedVersion Of(DefinitionPackage package) => new(package, Definition.Parse(package));
}

/// <summary>The differences between two versions of a process, forms, letters, tables and settings included.</summary>
public sealed class Comparison
{
    private Comparison(Definition before, Definition after, ElementMatch elements, IReadOnlyList<Change> changes)
    {
        Before = before;
        After = after;
        Elements = elements;
        Changes = changes;
    }

    public Definition Before { get; }

    public Definition After { get; }

    /// <summary>Which element is which.</summary>
    public ElementMatch Elements { get; }

    /// <summary>By area, then in the order of the later version.</summary>
    public IReadOnlyList<Change> Changes { get; }

    /// <summary>Compares two versions.</summary>
    public static Comparison Of(ComparedVersion before, ComparedVersion after)
    {
        var elements = ElementMatch.Of(before.Definition, after.Definition);
        Change[] known =
        [
            .. Items(ChangeArea.Term, PackageItems.Terms),
            .. ItemDifference.Of(ChangeArea.Step, StepItems.Steps(before.Definition, elements.Key), StepItems.Steps(after.Definition, static id => id)),
            .. ItemDifference.Of(ChangeArea.Way, StepItems.Ways(before.Definition, elements.Key), StepItems.Ways(after.Definition, static id => id)),
            .. Items(ChangeArea.Form, PackageItems.Forms),
            .. before.Definition.Forms.Keys.Intersect(after.Definition.Forms.Keys, StringComparer.Ordinal).SelectMany(form => Items(ChangeArea.Field, definition => PackageItems.Fields(definition, form))),
            .. Texts(ChangeArea.Letter, "letters/", ".md"),
            .. Tables(before.Package, after.Package),
            .. Items(ChangeArea.Document, PackageItems.Documents),
            .. Items(ChangeArea.Ground, PackageItems.Grounds),
            .. Items(ChangeArea.Numbering, PackageItems.Numbering),
            .. Items(ChangeArea.Indicator, PackageItems.Indicators),
            .. Items(ChangeArea.Setting, PackageItems.Settings),
            .. Items(ChangeArea.Text, PackageItems.Texts),
            .. Texts(ChangeArea.Scenario, "scenarios/", ""),
        ];
        return new Comparison(before.Definition, after.Definition, elements, [.. known, .. Untold(before.Package, after.Package, known.Select(static change => change.Area).ToHashSet())]);

        IEnumerable<Change> Items(ChangeArea area, Func<Definition, IReadOnlyList<Item>> items) => ItemDifference.Of(area, items(before.Definition), items(after.Definition));

        IEnumerable<Change> Texts(ChangeArea area, string folder, string ending) => TextFiles(area, Under(before.Package, folder, ending), Under(after.Package, folder, ending));
    }

    private static IEnumerable<Change> TextFiles(ChangeArea area, SortedDictionary<string, byte[]> before, SortedDictionary<string, byte[]> after)
    {
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (was, now) = (before.GetValueOrDefault(name), after.GetValueOrDefault(name));
            if (was is null)
            {
                yield return new Change(area, ChangeKind.Added, "", name, "", "", "");
            }
            else if (now is null)
            {
                yield return new Change(area, ChangeKind.Removed, name, "", "", "", "");
            }
            else if (!was.AsSpan().SequenceEqual(now))
            {
                yield return new Change(area, ChangeKind.Changed, name, name, "", "", "") { Lines = LineDifference.Of(Encoding.UTF8.GetString(was), Encoding.UTF8.GetString(now)) };
            }
        }
    }

    private static IEnumerable<Change> Tables(DefinitionPackage before, DefinitionPackage after)
    {
        var (was, now) = (TableItem.Of(before), TableItem.Of(after));
        return [
            .. ItemDifference.Of(ChangeArea.Table, Items(was), Items(now)),
            .. now.Values.Where(table => was.ContainsKey(table.Id)).SelectMany(table => TableRule.Changes(was[table.Id], table)),
        ];

        static List<Item> Items(SortedDictionary<string, TableItem> tables) => [.. tables.Values.Select(static table => new Item(table.Id, table.Id, table.Facts))];
    }

    /// <summary>Files whose difference none of the changes can have told: nobody is to believe that two versions are the same when they are not.</summary>
    private static IEnumerable<Change> Untold(DefinitionPackage before, DefinitionPackage after, HashSet<ChangeArea> told)
    {
        var (was, now) = (Under(before, "", ""), Under(after, "", ""));
        foreach (var path in was.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var same = was.TryGetValue(path, out var earlier) && now.TryGetValue(path, out var later) && earlier.AsSpan().SequenceEqual(later);
            if (!same && !AreasOf(path).Any(told.Contains))
            {
                yield return new Change(
                    ChangeArea.File, !was.ContainsKey(path) ? ChangeKind.Added : !now.ContainsKey(path) ? ChangeKind.Removed : ChangeKind.Changed,
                    was.ContainsKey(path) ? path : "", now.ContainsKey(path) ? path : "", "", "", "");
            }
        }
    }

    /// <summary>Where a difference of a file is told.</summary>
    private static ChangeArea[] AreasOf(string path) => path switch
    {
        DefinitionPackage.ProcessFileName => [ChangeArea.Step, ChangeArea.Way],
        DefinitionPackage.ServiceFileName or ComplaintSettings.FileName =>
            [ChangeArea.Term, ChangeArea.Document, ChangeArea.Ground, ChangeArea.Numbering, ChangeArea.Indicator, ChangeArea.Setting],
        "texts.yaml" => [ChangeArea.Text, ChangeArea.Step, ChangeArea.Way, ChangeArea.Field, ChangeArea.Form],
        _ when path.StartsWith("forms/", StringComparison.Ordinal) => [ChangeArea.Form, ChangeArea.Field],
        _ when path.StartsWith("letters/", StringComparison.Ordinal) => [ChangeArea.Letter],
        _ when path.StartsWith("scenarios/", StringComparison.Ordinal) => [ChangeArea.Scenario],
        _ when DecisionFiles.IsOne(path) => [ChangeArea.Table, ChangeArea.Rule],
        _ => [],
    };

    private static SortedDictionary<string, byte[]> Under(DefinitionPackage package, string folder, string ending) => new(
        package.Files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal) && file.Path.EndsWith(ending, StringComparison.Ordinal))
            .ToDictionary(file => file.Path[folder.Length..^ending.Length], static file => file.Content, StringComparer.Ordinal),
        StringComparer.Ordinal);
}
