using System.Text;
using CaseFlow.Core.Comparing;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using NodaTime;

namespace CaseFlow.Tests.Comparing;

/// <summary>The shipped processes, and what a manager might make of them.</summary>
internal static class Versions
{
    public static DefinitionPackage Shipped(string process) =>
        DefinitionPackage.ReadAll(Path.Combine(Repository.Root, "workflows")).Single(package => Encoding.UTF8.GetString(Content(package, DefinitionPackage.ProcessFileName)).Contains($"<bpmn:process id=\"{process}\"", StringComparison.Ordinal));

    /// <summary>The same with a text of a file replaced; the text must be there.</summary>
    public static DefinitionPackage With(this DefinitionPackage package, string path, string text, string by)
    {
        var content = Encoding.UTF8.GetString(Content(package, path));
        Assert.Contains(text, content, StringComparison.Ordinal);
        return package.With(path, content.Replace(text, by, StringComparison.Ordinal));
    }

    /// <summary>The same with another file in place of this one, or besides.</summary>
    public static DefinitionPackage With(this DefinitionPackage package, string path, string content) =>
        package.Holding(package.Files.Where(file => file.Path != path).Append(new PackageFile(path, Encoding.UTF8.GetBytes(content))));

    public static DefinitionPackage Without(this DefinitionPackage package, string path) =>
        package.Holding(package.Files.Where(file => file.Path != path));

    /// <summary>A package of its own: its hash is that of these files.</summary>
    private static DefinitionPackage Holding(this DefinitionPackage package, IEnumerable<PackageFile> files) =>
        new(package.ServiceKey, package.Version, [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)]);

    public static string Text(this DefinitionPackage package, string path) => Encoding.UTF8.GetString(Content(package, path));

    /// <summary>What changed, each as "area kind was→is fact: before → after".</summary>
    public static string[] Changes(DefinitionPackage before, DefinitionPackage after) =>
        [.. Comparison.Of(ComparedVersion.Of(before), ComparedVersion.Of(after)).Changes.Select(Written)];

    /// <summary>The delivery with a second approval by the head after the first.</summary>
    public static DefinitionPackage WithSecondApproval(this DefinitionPackage delivery) => delivery
        .With("process.bpmn", "<bpmn:exclusiveGateway id=\"isApproved\"", "<bpmn:userTask id=\"approveAgain\" name=\"Екінші бекіту\" caseflow:form=\"approve\" caseflow:deadline=\"P7.L1\" caseflow:roles=\"chancery\" caseflow:office=\"responsible\" caseflow:panel=\"letter\"/>\n      <bpmn:exclusiveGateway id=\"isApproved\"")
        .With("process.bpmn", "id=\"considered\" sourceRef=\"approve\" targetRef=\"isApproved\" />", "id=\"considered\" sourceRef=\"approve\" targetRef=\"approveAgain\" />\n      <bpmn:sequenceFlow id=\"approved_again\" sourceRef=\"approveAgain\" targetRef=\"isApproved\" />")
        .With("process.bpmn", "<bpmndi:BPMNShape id=\"isApproved_di\"", "<bpmndi:BPMNShape id=\"approveAgain_di\" bpmnElement=\"approveAgain\"><dc:Bounds x=\"1280\" y=\"300\" width=\"100\" height=\"80\" /></bpmndi:BPMNShape>\n      <bpmndi:BPMNShape id=\"isApproved_di\"")
        .With("process.bpmn", "<bpmndi:BPMNEdge id=\"verdict_approve_di\"", "<bpmndi:BPMNEdge id=\"approved_again_di\" bpmnElement=\"approved_again\"><di:waypoint x=\"1380\" y=\"340\" /><di:waypoint x=\"1430\" y=\"240\" /></bpmndi:BPMNEdge>\n      <bpmndi:BPMNEdge id=\"verdict_approve_di\"")
        .With("texts.yaml", "  isApproved:", "  approveAgain: {kk: Екінші бекіту, ru: Второе утверждение, en: Second approval}\n  isApproved:");

    /// <summary>Inserts a version that nobody has put in force.</summary>
    public static async Task<long> Insert(this CaseFlowDb db, DefinitionPackage package)
    {
        var row = new DefinitionVersion
        {
            ServiceKey = package.ServiceKey,
            Key = Definition.Parse(package).Graph.Definition.Key,
            Version = package.Version,
            Hash = package.Hash,
            CreatedAt = Instant.FromUtc(2026, 11, 23, 4, 30),
        };
        db.Add(row);
        db.AddRange(package.Files.Select((file, index) => new DefinitionFile { DefinitionId = row.Id, No = index + 1, Path = file.Path, Content = file.Content }));
        await db.SaveChangesAsync();
        return row.Id;
    }

    private static byte[] Content(DefinitionPackage package, string path) => package.Files.Single(file => file.Path == path).Content;

    private static string Written(Change change) => change switch
    {
        { Kind: ChangeKind.Added } => $"{change.Area} + {change.Is} {change.After}".TrimEnd(),
        { Kind: ChangeKind.Removed } => $"{change.Area} - {change.Was} {change.Before}".TrimEnd(),
        { Lines.Count: > 0 } => $"{change.Area} {change.Is}: {string.Join(" | ", change.Lines.Select(line => line.Kind switch { LineKind.Added => "+" + line.Text, LineKind.Removed => "-" + line.Text, LineKind.Gap => "…", _ => " " + line.Text }))}",
        _ => $"{change.Area} {(change.Was == change.Is ? change.Is : $"{change.Was}>{change.Is}")} {change.Fact}: {change.Before} → {change.After}".TrimEnd(),
    };
}
