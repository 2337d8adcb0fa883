using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using CaseFlow.Core.Trials;
using CaseFlow.Core.WhatIf;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Benchmarks;

/// <summary>How fast finished cases of the shipped service are replayed on a draft, beside the runner that made them.</summary>
internal static class WhatIfFigures
{
    private const int Cases = 500;

    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 4, 30);

    /// <summary>In order, with what is answered.</summary>
    public static (string Element, (string Name, Value Value)[] Answers)[] Way { get; } =
    [
        ("checkRegister", [("finding", Value.Of("notFound"))]),
        ("draftResult", []),
        ("approve", [("verdict", Value.Of("approve"))]),
        ("signAndSeal", [("signatory", Value.Of("5")), ("signedOn", Value.Of("2026-11-23")), ("sealed", Value.True)]),
        ("handOut", [("receivedBy", Value.Of("applicant")), ("identityChecked", Value.True), ("signedFor", Value.True)]),
    ];

    /// <summary>Prints the figures; 1 when a case takes longer than is promised, or ends otherwise than it did.</summary>
    public static async Task<int> Run(string workflows)
    {
        var calendars = CalendarFiles.Read(Path.Combine(workflows, "calendars", "kz.yaml"));
        var definition = DefinitionPackage.ReadAll(workflows).Select(Definition.Parse).First(one => one.Graph.Definition.Key == "delivery");
        var replay = new WhatIfReplay(definition, [], calendars);
        var calendar = calendars.For("leb", "Asia/Almaty");
        var past = Read(await Make(definition, calendar), definition);
        var verdict = await replay.Run(past, CancellationToken.None);
        var (replayed, read, made) = (double.MaxValue, double.MaxValue, double.MaxValue);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            replayed = Math.Min(replayed, await Milliseconds(() => replay.Run(past, CancellationToken.None)));
            made = Math.Min(made, await Milliseconds(() => Make(definition, calendar)));
            var store = await Make(definition, calendar);
            read = Math.Min(read, await Milliseconds(() => Task.FromResult(Read(store, definition))));
        }

        Figure[] figures =
        [
            new($"a finished case of {Way.Length} tasks replayed on a draft", replayed, 20, "ms"),
            new("such cases a second, one processor", 1_000 / replayed, null, ""),
            Figure.Baseline("the runner that made the case, in memory, without terms explained", made, "ms"),
            Figure.Baseline("its history read", read, "ms"),
        ];
        foreach (var figure in figures)
        {
            Console.WriteLine($"{figure.Name,-78} {figure.Value,10:#,0.##} {figure.Unit}{(figure.IsKept ? "" : " TOO MUCH")}");
        }

        Console.WriteLine($"Verdict: {verdict.Verdict}.");
        return verdict.Verdict == Verdict.Same && figures.All(static figure => figure.IsKept) ? 0 : 1;
    }

    private static async Task<double> Milliseconds<T>(Func<Task<T>> work)
    {
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        for (var no = 0; no < Cases; no++)
        {
            await work();
        }

        return System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalMilliseconds / Cases;
    }

    private static PastCase Read(MemoryCaseStore store, Definition definition) =>
        PastCase.Of(store.Cases[0], "leb", RecordedCase.Read(store.History, _ => definition.Graph), store.Deadlines);

    /// <summary>The case as production makes it, but for the rows of its handlers.</summary>
    private static async Task<MemoryCaseStore> Make(Definition definition, WorkingCalendar calendar)
    {
        var (store, clock) = (new MemoryCaseStore(), new StandingClock { Now = Monday });
        using var locks = new CaseLocks();
        using var nudge = new Nudge();
        var runner = new ProcessRunner(store, new GivenDefinitions([definition.Graph]), NewHandlers(definition, calendar), new LebTimes(calendar), clock, locks, nudge, new RunnerOptions());
        await runner.Run(new CaseCommand(1, "start", new Start(definition.Graph.Definition, "1") { Variables = Variables.Of(("packageComplete", Value.True), ("ground", Value.Of("none"))) })
        {
            New = new NewCase("service", 1, 1, 1),
        });
        foreach (var (element, answers) in Way)
        {
            clock.Now += Duration.FromMinutes(5);
            var item = store.WorkItems.First(row => row.Element == element && row.State == WorkItemState.Open);
            await runner.Run(new CaseCommand(1, element, new CompleteTask(item.No) { Variables = Variables.Of(answers) }));
        }

        return store;
    }

    public static Handlers NewHandlers(Definition definition, WorkingCalendar calendar) => new Handlers()
        .AddInline("registerApplication", call =>
        {
            foreach (var (id, term) in definition.Service.Terms)
            {
                call.StartDeadline(new CaseDeadline { RequirementId = id, StartedAt = call.Now, Term = term.Text, DueAt = Deadline.Compute(call.Now, term.Term, calendar, term.Rule).DueAt });
            }

            return ServiceAnswer.Done;
        })
        .AddInline("issueResult", static _ => ServiceAnswer.Done)
        .AddInline("placeReady", static call =>
        {
            call.MeetDeadline("P7.L1");
            return ServiceAnswer.Done;
        })
        .AddInline("warnOfDeadline", static _ => ServiceAnswer.Done)
        .AddInline("recordLateness", static _ => ServiceAnswer.Done);

    internal sealed class StandingClock : IClock
    {
        public Instant Now { get; set; }

        public Instant GetCurrentInstant() => Now;
    }

    internal sealed class LebTimes(WorkingCalendar calendar) : IDueTimes
    {
        public ValueTask<Instant> Count(TimerSpecification specification, Instant from, bool again, long officeId, CancellationToken cancellation) =>
            ValueTask.FromResult(WorkingDueTimes.Count(specification, from, calendar));

        public ValueTask<Instant> CountBack(string duration, Instant due, string? calendarName, long officeId, CancellationToken cancellation) =>
            ValueTask.FromResult(WorkingDueTimes.CountBack(duration, due, calendar));
    }
}
