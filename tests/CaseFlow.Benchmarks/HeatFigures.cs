using System.Diagnostics;
using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using CaseFlow.Core.Watching;
using CaseFlow.Engine;
using CaseFlow.Engine.Values;
using CaseFlow.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Benchmarks;

/// <summary>
/// How long the heat map of a version takes over the most cases that it reads, on an SQLite file: cases of the shipped service,
/// as many at each of its steps as at its end, beside the same rows only read.
/// </summary>
internal sealed class HeatFigures : IDbContextFactory<CaseFlowDb>
{
    private const int Rounds = 5;

    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 4, 30);

    private readonly DbContextOptions options;

    private HeatFigures(string file)
    {
        var builder = new DbContextOptionsBuilder<SqliteCaseFlowDb>();
        CaseFlowDbOptions.Sqlite($"Data Source={file}")(builder);
        options = builder.Options;
    }

    public CaseFlowDb CreateDbContext() => new SqliteCaseFlowDb((DbContextOptions<SqliteCaseFlowDb>)options);

    /// <summary>Prints the figures; 1 when it takes longer than is promised, or not all cases are counted.</summary>
    public static async Task<int> Run(string workflows)
    {
        var file = Path.Combine(Path.GetTempPath(), $"heat-{Environment.ProcessId}.db");
        try
        {
            return await new HeatFigures(file).Measure(workflows);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            File.Delete(file);
        }
    }

    private async Task<int> Measure(string workflows)
    {
        var calendars = CalendarFiles.Read(Path.Combine(workflows, "calendars", "kz.yaml"));
        var definition = DefinitionPackage.ReadAll(workflows).Select(Definition.Parse).First(one => one.Graph.Definition.Key == "delivery");
        var steps = await Make(definition, calendars.For("leb", "Asia/Almaty"));
        var period = new HeatPeriod(0, Monday - Duration.FromDays(1), Monday + Duration.FromDays(365));
        HeatMap? heat = null;
        var whole = await Best(async db => heat = await HeatMap.Of(db, Scope.Program, 1, definition, period, period.Until, CancellationToken.None));
        var read = await Best(static async db =>
        {
            _ = await db.Set<HistoryRow>().AsNoTracking().OrderBy(row => row.CaseId).ThenBy(row => row.Version).ToListAsync();
            _ = await db.Set<Case>().AsNoTracking().ToListAsync();
            _ = await db.Set<WorkItem>().AsNoTracking().ToListAsync();
        });
        Figure[] figures =
        [
            new($"the heat map of {HeatMap.Most:#,0} cases with {steps:#,0} steps, processor time", whole.Processor, 1_000, "ms"),
            new("the same by the clock", whole.Clock, null, "ms"),
            Figure.Baseline("the same rows only read, processor time", read.Processor, "ms"),
            Figure.Baseline("the same by the clock", read.Clock, "ms"),
        ];
        foreach (var figure in figures)
        {
            Console.WriteLine($"{figure.Name,-78} {figure.Value,10:#,0.##} {figure.Unit}{(figure.IsKept ? "" : " TOO MUCH")}");
        }

        var standing = heat!.Elements.Where(element => WhatIfFigures.Way.Any(step => step.Element == element.Element)).Sum(static element => element.Now);
        Console.WriteLine($"{heat.Cases:#,0} cases, {standing:#,0} of them at a task.");
        return heat.Cases == HeatMap.Most && standing == HeatMap.Most - (HeatMap.Most / (WhatIfFigures.Way.Length + 1)) && figures.All(static figure => figure.IsKept) ? 0 : 1;
    }

    /// <summary>The best of several rounds, each with a context of its own as a request has it.</summary>
    private async Task<(double Processor, double Clock)> Best(Func<CaseFlowDb, Task> work)
    {
        var best = (Processor: double.MaxValue, Clock: double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            await using var db = CreateDbContext();
            var (processor, clock) = (Measured.Now(), Stopwatch.GetTimestamp());
            await work(db);
            best = (Math.Min(best.Processor, (Measured.Now() - processor) / 1_000), Math.Min(best.Clock, Stopwatch.GetElapsedTime(clock).TotalMilliseconds));
        }

        return best;
    }

    /// <summary>The n-th case goes n steps of the way, and from the beginning again; how many steps all have made.</summary>
    private async Task<int> Make(Definition definition, WorkingCalendar calendar)
    {
        await using (var db = CreateDbContext())
        {
            await DatabaseStart.PrepareAsync(db, CancellationToken.None);
        }

        var clock = new WhatIfFigures.StandingClock { Now = Monday };
        using var locks = new CaseLocks();
        using var nudge = new Nudge();
        var runner = new ProcessRunner(
            new EfCaseStore(this), new GivenDefinitions([definition.Graph]), WhatIfFigures.NewHandlers(definition, calendar), new WhatIfFigures.LebTimes(calendar), clock, locks, nudge, new RunnerOptions());
        var made = 0;
        for (var no = 1; no <= HeatMap.Most; no++)
        {
            clock.Now += Duration.FromMinutes(1);
            await runner.Run(new CaseCommand(no, "start", new Start(definition.Graph.Definition, "1") { Variables = Variables.Of(("packageComplete", Value.True), ("ground", Value.Of("none"))) })
            {
                New = new NewCase("service", 1, 1, 1),
            });
            made++;
            foreach (var (element, answers) in WhatIfFigures.Way.Take(no % (WhatIfFigures.Way.Length + 1)))
            {
                clock.Now += Duration.FromMinutes(5);
                await using var db = CreateDbContext();
                var task = await db.Set<WorkItem>().AsNoTracking().SingleAsync(row => row.CaseId == no && row.Element == element && row.State == WorkItemState.Open);
                await runner.Run(new CaseCommand(no, element, new CompleteTask(task.No) { Variables = Variables.Of(answers) }));
                made++;
            }
        }

        return made;
    }
}
