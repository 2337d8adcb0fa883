using System.Collections.Immutable;
using System.Text;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Scenarios;
using CaseFlow.Core.Trials;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Tests.Trials;

/// <summary>The shipped versions as drafts that a test changes, and trials of them.</summary>
internal static class TrialBench
{
    /// <summary>Friday, 9.10 at the office.</summary>
    public static readonly Instant Friday = Instant.FromUtc(2026, 11, 20, 4, 10);

    private static readonly string Workflows = Path.Combine(Repository.Root, "workflows");

    public static CalendarSet Calendars { get; } = CalendarFiles.Read(Path.Combine(Workflows, "calendars", "kz.yaml"));

    /// <summary>A trial of an application with all its papers.</summary>
    public static TrialScript Complete { get; } = TrialScript.Begin(
        "Толық топтама", Friday, "leb", "delivery", Variables.Of(("packageComplete", Value.True), ("ground", Value.Of("none"))));

    /// <summary>The first version of a process, with some of its files changed.</summary>
    public static DefinitionPackage Package(string process = "delivery", params (string Path, string Old, string New)[] changes)
    {
        var package = DefinitionPackage.ReadAll(Workflows).First(one => Definition.Parse(one).Graph.Definition.Key == process);
        return changes.Aggregate(package, static (draft, change) => draft with { Files = [.. draft.Files.Select(file => file.Path == change.Path ? Changed(file, change.Old, change.New) : file)] });
    }

    public static Definition Draft(string process = "delivery", params (string Path, string Old, string New)[] changes) => Definition.Parse(Package(process, changes));

    public static Task<TrialStand> Run(Definition definition, TrialScript script) => TrialReplay.Run(definition, [], script, Calendars, CancellationToken.None);

    public static TrialScript Completing(this TrialScript script, string element, params (string Name, Value Value)[] answers) =>
        script.Then(new ScenarioAction("complete", Value.Of(element), Variables.Of(("vars", new MapValue(Variables.Of(answers))))));

    public static TrialScript Until(this TrialScript script, Instant? at) =>
        script.Then(new ScenarioAction("advance_to", Value.Of(NodaTime.Text.InstantPattern.ExtendedIso.Format(at!.Value)), ImmutableSortedDictionary<string, Value>.Empty));

    private static PackageFile Changed(PackageFile file, string old, string changed)
    {
        var text = Encoding.UTF8.GetString(file.Content);
        Assert.Contains(old, text, StringComparison.Ordinal);
        return file with { Content = Encoding.UTF8.GetBytes(text.Replace(old, changed, StringComparison.Ordinal)) };
    }
}
