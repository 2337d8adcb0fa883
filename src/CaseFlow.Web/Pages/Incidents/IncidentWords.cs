using CaseFlow.Core.Definitions;
using CaseFlow.Core.Repair;
using CaseFlow.Web.Localization;
using NodaTime;

namespace CaseFlow.Web.Pages.Incidents;

/// <summary>Names of processes and their elements, for incidents of cases of different versions.</summary>
public sealed class IncidentWords(DefinitionCatalog definitions, IClock clock, PageTexts texts)
{
    private IReadOnlyList<DefinitionRow>? versions;

    /// <summary>The incidents with the names that stand in the version of their case.</summary>
    public async Task<IReadOnlyList<IncidentRow>> RowsAsync(IEnumerable<IncidentLine> lines, CancellationToken cancel)
    {
        var rows = new List<IncidentRow>();
        foreach (var line in lines)
        {
            var element = line.Case is { } one && line.Incident.Element.Length > 0
                ? (await definitions.Get(one.DefinitionId).WaitAsync(cancel)).NameOf(line.Incident.Element, texts.Language)
                : line.Incident.Element;
            rows.Add(new IncidentRow(line, element, line.Case is { } owner ? (owner.Number.Length > 0 ? owner.Number : texts.Plain("cases.no-number")) : ""));
        }

        return rows;
    }

    /// <summary>Name of a process, as its newest version says it.</summary>
    public Task<string> ProcessAsync(string key, string process, CancellationToken cancel) => NameAsync(key, process, cancel);

    /// <summary>Name of an element, likewise.</summary>
    public Task<string> ElementAsync(string element, string process, CancellationToken cancel) => NameAsync(element, process, cancel);

    private async Task<string> NameAsync(string element, string process, CancellationToken cancel)
    {
        versions ??= await definitions.All(clock.GetCurrentInstant(), cancel);
        return versions.LastOrDefault(row => row.Reference.Key == process) is { } newest
            ? (await definitions.Get(newest.Id).WaitAsync(cancel)).NameOf(element, texts.Language)
            : element;
    }
}
