using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Web.Components;
using NodaTime;

namespace CaseFlow.Web.Pages.Cases;

/// <summary>A deadline as the page shows it.</summary>
/// <param name="Name">What the term is for.</param>
/// <param name="Row">The deadline.</param>
/// <param name="State">met, met-late, late or running: part of a text's key.</param>
/// <param name="Kind">Colour of the state.</param>
/// <param name="Lines">Each day counted or skipped, and why.</param>
public sealed record CaseDue(string Name, CaseDeadline Row, string State, StatusKind Kind, IReadOnlyList<string> Lines)
{
    /// <summary>The deadline in a language.</summary>
    public static CaseDue Of(CaseView view, CaseDeadline row, Instant now, string language) => Of(view.Definition, row, now, language);

    /// <summary>The deadline of a definition in a language.</summary>
    public static CaseDue Of(Definition definition, CaseDeadline row, Instant now, string language)
    {
        var (state, kind) = row switch
        {
            { MetAt: not null, Late: false } => ("met", StatusKind.Good),
            { MetAt: not null } => ("met-late", StatusKind.Late),
            _ when row.Late || row.DueAt <= now => ("late", StatusKind.Late),
            _ => ("running", StatusKind.Active),
        };
        var name = definition.TermOf(row.RequirementId)?.Name.In(language) ?? row.RequirementId;
        return new CaseDue(name, row, state, kind, DeadlineText.Render(DeadlineJson.Read(row.Explanation), language));
    }
}
