using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using CaseFlow.Core.Definitions;

namespace CaseFlow.Core.Comparing;

/// <summary>The decision tables of a version as people read them: cells as they are written.</summary>
internal sealed record TableItem(string Id, Facts Facts, IReadOnlyList<TableRule> Rules)
{
    /// <summary>All tables of the DMN files by id. The files have been read before, so they are sound.</summary>
    public static SortedDictionary<string, TableItem> Of(DefinitionPackage package)
    {
        var tables = new SortedDictionary<string, TableItem>(StringComparer.Ordinal);
        foreach (var file in package.Files.Where(static file => DecisionFiles.IsOne(file.Path)))
        {
            using var reader = XmlReader.Create(new MemoryStream(file.Content, writable: false), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            foreach (var decision in Named(XDocument.Load(reader).Root!.Descendants(), "decision"))
            {
                var id = (string?)decision.Attribute("id") ?? "";
                tables[id] = Of(id, decision);
            }
        }

        return tables;
    }

    private static TableItem Of(string id, XElement decision)
    {
        var table = Named(decision.Elements(), "decisionTable").FirstOrDefault();
        var inputs = Named(table?.Elements() ?? [], "input").Select(static input => Label(input) ?? TextOf(Named(input.Elements(), "inputExpression").FirstOrDefault())).ToArray();
        var outputs = Named(table?.Elements() ?? [], "output").Select(static output => Label(output) ?? (string?)output.Attribute("name") ?? "").ToArray();
        var facts = new Facts()
            .With("name", (string?)decision.Attribute("name"))
            .With("hit-policy", (string?)table?.Attribute("hitPolicy") ?? (table is null ? null : "UNIQUE"))
            .With("inputs", string.Join("; ", inputs))
            .With("outputs", string.Join("; ", outputs))
            .With("expression", TextOf(Named(decision.Elements(), "literalExpression").FirstOrDefault()));
        return new TableItem(id, facts, [.. Named(table?.Elements() ?? [], "rule").Select((rule, index) => Rule(rule, index + 1, inputs, outputs))]);
    }

    private static TableRule Rule(XElement rule, int number, string[] inputs, string[] outputs) => new(
        (string?)rule.Attribute("id"),
        number,
        Cells(rule, "inputEntry", inputs),
        Cells(rule, "outputEntry", outputs));

    private static string Cells(XElement rule, string entry, string[] columns) => string.Join(
        "; ", Named(rule.Elements(), entry).Select((cell, index) => (Column: columns.ElementAtOrDefault(index) ?? "", Text: TextOf(cell))).Where(static cell => cell.Text is not ("" or "-")).Select(static cell => $"{cell.Column}: {cell.Text}"));

    private static IEnumerable<XElement> Named(IEnumerable<XElement> elements, string name) => elements.Where(element => element.Name.LocalName == name);

    private static string? Label(XElement clause) => (string?)clause.Attribute("label") is { Length: > 0 } label ? label : null;

    private static string TextOf(XElement? element) => Named(element?.Elements() ?? [], "text").FirstOrDefault()?.Value.Trim() ?? "";
}

/// <param name="Id">Of the DMN file; null: it has none.</param>
/// <param name="Number">Its place in the table, from 1.</param>
/// <param name="When">Its inputs as written, those that hold always left out.</param>
/// <param name="Then">Its outputs as written.</param>
internal sealed record TableRule(string? Id, int Number, string When, string Then)
{
    /// <summary>The differences of two tables; a rule is the same by its id and otherwise by its inputs.</summary>
    public static IEnumerable<Change> Changes(TableItem before, TableItem after)
    {
        var left = before.Rules.ToList();
        foreach (var rule in after.Rules)
        {
            var was = left.Find(one => one.Id is not null && one.Id == rule.Id) ?? left.Find(one => one.When == rule.When && (one.Id is null || !after.Rules.Any(other => other.Id == one.Id)));
            if (was is null)
            {
                yield return new Change(ChangeArea.Rule, ChangeKind.Added, "", Name(after, rule), "", "", rule.Text);
                continue;
            }

            left.Remove(was);
            if (was.When != rule.When || was.Then != rule.Then)
            {
                yield return new Change(ChangeArea.Rule, ChangeKind.Changed, Name(before, was), Name(after, rule), "cells", was.Text, rule.Text);
            }
        }

        foreach (var gone in left)
        {
            yield return new Change(ChangeArea.Rule, ChangeKind.Removed, Name(before, gone), "", "", gone.Text, "");
        }

        if (Order(before, after) is var (earlier, later) && !earlier.SequenceEqual(later, StringComparer.Ordinal))
        {
            yield return new Change(ChangeArea.Table, ChangeKind.Changed, before.Id, after.Id, "order", string.Join(", ", earlier), string.Join(", ", later));
        }
    }

    private string Text => $"{When} → {Then}";

    /// <summary>The rules that both have, by id, in the order of each: where the first that holds decides, it matters.</summary>
    private static (string[] Before, string[] After) Order(TableItem before, TableItem after)
    {
        var common = before.Rules.Select(static rule => rule.Id).OfType<string>().Intersect(after.Rules.Select(static rule => rule.Id).OfType<string>(), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        return ([.. before.Rules.Select(static rule => rule.Id).OfType<string>().Where(common.Contains)], [.. after.Rules.Select(static rule => rule.Id).OfType<string>().Where(common.Contains)]);
    }

    private static string Name(TableItem table, TableRule rule) => string.Create(CultureInfo.InvariantCulture, $"{table.Id}/{rule.Number}");
}
