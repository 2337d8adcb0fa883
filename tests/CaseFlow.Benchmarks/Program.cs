using System.Globalization;
using CaseFlow.Benchmarks;

// Measures what docs/performance.md promises, each figure beside a baseline. Ends with 1 when a promise is not kept.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["registrations", var workflows, ..])
{
    return await Registrations.Run(workflows, args.Length > 2 ? args[2] : null);
}

if (args is ["what-if", var shipped])
{
    return await WhatIfFigures.Run(shipped);
}

if (args is ["heat-map", var data])
{
    return await HeatFigures.Run(data);
}

Func<IEnumerable<Figure>>[] groups =
[
    ConditionFigures.Measure, // First: it looks whether anything has loaded the script engine.
    ReadFigures.Measure,
    CompareFigures.Measure,
    StepFigures.Measure,
    LoopFigures.Measure,
    WideFigures.Measure,
    StateFigures.Measure,
];
var kept = true;
Console.WriteLine($"{"",-72} {"measured",12} {"at most",10}");
foreach (var figure in groups.SelectMany(group => group()))
{
    var limit = figure.Limit is { } most ? most.ToString("#,0.##", CultureInfo.InvariantCulture) : "";
    Console.WriteLine($"{figure.Name,-72} {figure.Value,12:#,0.##} {limit,10} {figure.Unit,-6}{(figure.IsKept ? "" : " TOO MUCH")}");
    kept &= figure.IsKept;
}

Console.WriteLine(kept ? "All promises are kept." : "A promise is not kept.");
return kept ? 0 : 1;
