using CaseFlow.Core.Calendars;
using CaseFlow.Core.Forms;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Core.Definitions;

/// <summary>Whether everything that a person reads is there in Kazakh and in Russian; texts.yaml itself lets no language be missing.</summary>
internal static class PackageTexts
{
    public static IEnumerable<PackageProblem> Check(PackageParts parts) =>
        // Without the file every text is missing, and that is one problem.
        parts.Files.ContainsKey(PackagePaths.Texts)
            ? [.. Elements(parts), .. parts.Forms.Values.OrderBy(static form => form.Path, StringComparer.Ordinal).SelectMany(form => Fields(parts, form.Path, form.Form)), .. Names(parts)]
            : Names(parts);

    private static IEnumerable<PackageProblem> Elements(PackageParts parts)
    {
        if (parts.Graph is not { } graph)
        {
            yield break;
        }

        if (Lacks(parts, "element." + graph.Definition.Key))
        {
            yield return Missing(DefinitionPackage.ProcessFileName, 0, graph.Definition.Key, "element." + graph.Definition.Key);
        }

        foreach (var element in graph.Elements.Values.Where(NeedsName).OrderBy(static element => element.Line))
        {
            if (Lacks(parts, "element." + element.Id))
            {
                yield return Missing(DefinitionPackage.ProcessFileName, element.Line, element.Id, "element." + element.Id);
            }
        }

        foreach (var flow in graph.Flows.Values.Where(flow => flow.Name is { Length: > 0 } && flow.Source is Gateway && Lacks(parts, "element." + flow.Id)).OrderBy(static flow => flow.Id, StringComparer.Ordinal))
        {
            yield return Missing(DefinitionPackage.ProcessFileName, flow.Source.Line, flow.Id, "element." + flow.Id) with { Code = PackageCodes.MissingFlowText, Severity = Severity.Warning, Values = [flow.Name!] };
        }
    }

    /// <summary>A task is read by whoever does it; everything else only if its drawing has a name. A name with a variable in it is worked out.</summary>
    private static bool NeedsName(FlowElement element) =>
        (element is UserTask || element.Name is { Length: > 0 }) && element is not UserTask { Title: { Literal: null } } && element.Name?.Contains("${", StringComparison.Ordinal) != true;

    private static IEnumerable<PackageProblem> Fields(PackageParts parts, string path, FormDefinition form) =>
        FormTexts.Of(form).Where(text => Lacks(parts, text.Key)).Select(text => Missing(path, 0, text.Field, text.Key));

    private static IEnumerable<PackageProblem> Names(PackageParts parts)
    {
        if (parts.Service is not { } service)
        {
            return [];
        }

        IEnumerable<(string Key, Names Names)> all =
        [
            ("name", service.Name),
            .. service.Terms.Select(static term => ($"terms.{term.Key}.name", term.Value.Name)),
            .. service.Documents.Select(static document => ($"documents.{document.Id}.name", document.Name)),
            .. service.RefusalGrounds.Select(static ground => ($"refusalGrounds.{ground.Id}.wording", ground.Wording)),
        ];
        return all.Where(static name => string.IsNullOrWhiteSpace(name.Names.Kk) || string.IsNullOrWhiteSpace(name.Names.Ru))
            .Select(static name => Missing(DefinitionPackage.ServiceFileName, 0, name.Key, name.Key));
    }

    /// <summary>A text that is there and has a fault is told by its fault.</summary>
    private static bool Lacks(PackageParts parts, string key) =>
        !parts.Texts.ContainsKey(key) && !parts.Problems.Any(problem => problem.Path == PackagePaths.Texts && (problem.Element == key || problem.Element.Length == 0));

    private static PackageProblem Missing(string path, int line, string element, string key) =>
        new(path, line, element, PackageCodes.MissingText, Severity.Error, $"The text «{key}» is missing.", "Write it in Kazakh and in Russian.") { Values = [key] };
}
