using System.Collections.Immutable;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Repairing;
using CaseFlow.Engine.Tests.Support;
using CsCheck;

namespace CaseFlow.Engine.Tests.Properties;

/// <summary>
/// A random process on a random path, on which somebody repairs: what must hold at every step is checked by <see cref="Run"/>.
/// Migrating to a version that is the same changes nothing but the version, and undone nothing at all.
/// </summary>
public sealed class RepairProperties
{
    private static readonly StepOptions Options = new(StepLimit: 300, TokenLimit: 50);

    private static readonly Gen<int[]> Paths = Gen.Int[0, 1_000_000].Array[0, 15];

    private int skipped;
    private int moved;
    private int cancelled;
    private int migrated;

    [Fact]
    public void Repairs_leave_what_a_step_could_leave()
    {
        var samples = Gen.Select(Processes.Any, Paths);
        var chance = new PCG(1, 2026);
        for (var sample = 0; sample < Long.Iterations(500); sample++)
        {
            var (process, path) = samples.Generate(chance, null, out _);
            try
            {
                Try(process, path);
            }
            catch (Exception fault)
            {
                Assert.Fail($"{process.Text}\n[{string.Join(", ", path)}]\n{fault}");
            }
        }

        Assert.True(skipped > 100 && moved > 100 && cancelled > 25 && migrated > 300, $"{skipped} skipped, {moved} moved, {cancelled} cancelled, {migrated} migrated");
    }

    private void Try(RandomProcess process, int[] path)
    {
        var xml = Bpmn.Xml(process.Text);
        var definitions = new Definitions(xml);
        var starter = definitions.First.Body.Elements.First(element => element.Id[0] == 's');
        var given = Choosable.Given(path.Length > 0 ? path[0] : 0).Add("items", Run.Of(new object[] { 1, 2 }));
        var run = Run.Start(definitions, Options, new Start(definitions.First.Definition, StartEvent: starter.Id) { Variables = given });
        foreach (var number in path)
        {
            if (run.State.Status != ProcessStatus.Running || run.State.Incidents.Values.Any(incident => incident.Code == IncidentCodes.StepLimit))
            {
                return;
            }

            ThereAndBack(run, definitions.Add(xml));
            var trigger = Any(run, number);
            if (run.Try(trigger) is Stepped)
            {
                run.Step(trigger);
                if (trigger is CancelNode)
                {
                    cancelled++;
                    Goes(run);
                }

                skipped += trigger is Skip ? 1 : 0;
                moved += trigger is Move ? 1 : 0;
            }
        }

        if (run.State.Status == ProcessStatus.Running)
        {
            run.Step(new Cancel());
        }
    }

    private static Trigger Any(Run run, int number)
    {
        var nodes = run.State.Nodes.Keys.ToArray();
        var node = nodes[number / 16 % nodes.Length];
        switch (number % 4)
        {
            case 0:
                return new Skip(node) { Variables = Choosable.Given(number) };
            case 1:
                var elements = run.Graph.Elements.Keys.Order(StringComparer.Ordinal).ToArray();
                return new Move(node, elements[number / 64 % elements.Length], number % 2 == 0 ? run.State.Nodes[node].Tokens?.Keys.First() : null);
            case 2:
                return new CancelNode(node, number % 8 == 2 ? run.State.Nodes[node].Tokens?.Keys.First() : null);
            default:
                var choices = Choosable.Of(run, number);
                return choices[number / 256 % choices.Count].Trigger;
        }
    }

    /// <summary>What is left after a node was ended comes to its end, or somebody or something can still move it.</summary>
    private static void Goes(Run run) => Assert.True(
        run.State.Status == ProcessStatus.Ended || run.State.Incidents.Count > 0 || run.State.Subscriptions.Count > 0
        || run.State.Nodes.Any(entry => run.State.Nodes.All(other => other.Value.Parent != entry.Key) && entry.Value.Tokens is null),
        "Only joins wait");

    private void ThereAndBack(Run run, Engine.Model.DefinitionRef other)
    {
        var before = run.State;
        var migrate = new Migrate(other, ImmutableSortedDictionary<string, string>.Empty);
        if (run.Try(migrate) is Rejected rejected)
        {
            Assert.All(rejected.Obstacles, obstacle => Assert.Equal(ObstacleCodes.EventStopped, obstacle.Code));
            return;
        }

        run.Step(migrate);
        var done = Assert.IsType<Migrated>(Assert.Single(run.Events.Skip(run.Events.Count - 1)));
        Assert.Equal(MigrationTests.Json(before).Replace(Name(done.From), Name(done.To), StringComparison.Ordinal), MigrationTests.Json(run.State));
        run.Step(new UndoMigration(done, before));
        Assert.Equal(MigrationTests.Json(before), MigrationTests.Json(run.State));
        migrated++;
    }

    private static string Name(Engine.Model.DefinitionRef definition) => $"\"key\":\"{definition.Key}\",\"version\":{definition.Version},";
}
