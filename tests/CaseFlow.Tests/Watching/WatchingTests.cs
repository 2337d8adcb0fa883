using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Repair;
using CaseFlow.Core.Running;
using CaseFlow.Core.Watching;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Running;
using NodaTime;
using static CaseFlow.Tests.Running.TestModel;

namespace CaseFlow.Tests.Watching;

/// <summary>Cases that nothing will wake are found, and where cases stand is counted.</summary>
public sealed class WatchingTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly Scope Manager = Scope.Of(5, [new Grant(Bench.Office, Roles.Manager)]);

    [Fact]
    public async Task A_token_that_waits_in_vain_is_an_incident_once_until_the_case_goes_on()
    {
        var database = await databases.Get(Provider.Sqlite);
        using var bench = Bench.On(database, Read(
            """<startEvent id="s"/><userTask id="a"/><parallelGateway id="j"/><userTask id="b"/><userTask id="x"/><endEvent id="e"/>""", "s→a", "a→j", "x→j", "j→b", "b→e"));
        var (stuck, waiting) = (await bench.Start(), await bench.Start());
        await bench.Complete(stuck, "a");
        var census = new Census(database, bench.Clock);

        Assert.Equal(1, await census.Take(default));
        Assert.Equal(0, await census.Take(default));
        var incident = Assert.Single(await bench.Incidents(stuck));
        Assert.Equal((IncidentSource.Stuck, RunnerCodes.Stuck, 2L), (incident.Source, incident.Code, incident.Ref));
        Assert.Empty(await bench.Incidents(waiting));

        var repairs = bench.NewRepairs();
        var moved = await repairs.Do(Manager, 1, "x", [new(RepairKind.Move, stuck) { Number = 1, Flow = "a_j", Target = "b" }], default);
        Assert.Equal("", Assert.Single(moved).Refusal);
        Assert.Equal(0, await census.Take(default));
        Assert.NotNull(Assert.Single(await bench.Incidents(stuck)).ResolvedAt);
    }

    [Fact]
    public async Task Standing_passing_lasting_and_late_are_counted_by_element_office_and_period()
    {
        var database = await databases.Get(Provider.Sqlite);
        var id = await new TestCatalog(database, new ManualClock(Bench.Begin)).InForce(Xml(
            "heat", """<startEvent id="s"/><userTask id="a" c:due="PT1H"/><userTask id="b"/><endEvent id="e"/>""", "s→a", "a→b", "b→e"));
        using var bench = await Bench.OnCatalog(database, id);
        var (one, two, three) = (await bench.Start(), await bench.Start(), await bench.Start());
        bench.Clock.Advance(Duration.FromMinutes(30));
        await bench.Complete(one, "a");
        bench.Clock.Advance(Duration.FromMinutes(90));
        await bench.Complete(two, "a");
        await using var db = database.CreateDbContext();
        var definition = await new DefinitionCatalog(database).Get(id);
        var now = bench.Clock.GetCurrentInstant();
        var period = new HeatPeriod(0, Bench.Begin, now + Duration.FromHours(1));

        var heat = await HeatMap.Of(db, Manager, id, definition, period, now, default);
        Assert.Equal((3, false), (heat.Cases, heat.IsPart));
        Assert.Equal(
            new ElementHeat("a", 1, 1, 2, Duration.FromMinutes(75), Duration.FromMinutes(75), 1), Assert.Single(heat.Elements, element => element.Element == "a"));
        Assert.Equal((2, 0, null), Assert.Single(heat.Elements.Where(element => element.Element == "b").Select(element => (element.Now, element.Passed, element.Average))));
        Assert.Equal(3, Assert.Single(heat.Elements, element => element.Element == "s").Passed);

        var later = await HeatMap.Of(db, Manager, id, definition, period with { From = now - Duration.FromMinutes(1) }, now, default);
        Assert.Equal(1, Assert.Single(later.Elements, element => element.Element == "a").Passed);
        Assert.Equal(0, (await HeatMap.Of(db, Manager, id, definition, period with { OfficeId = Bench.Office + 1 }, now, default)).Cases);
        Assert.Equal(0, (await HeatMap.Of(db, Scope.Of(1, [new Grant(Bench.Office + 1, Roles.Manager)]), id, definition, period, now, default)).Cases);
        Assert.Equal(3, new[] { one, two, three }.Distinct().Count());
    }
}
