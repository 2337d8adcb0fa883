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
    public static CaseDue Of(CaseView view, CaseDeadline row, Instant now, string language)
    {
        var (state, kind) = row switch
        {
            { MetAt: not null, Late: false } => ("met", StatusKind.Good),
            { MetAt: not null } => ("met-late", StatusKind.Late),
            _ when row.Late || row.DueAt <= now => ("late", StatusKind.Late),
            _ => ("running", StatusKind.Active),
        };
        return new CaseDue(NameOf(view.Definition, row.RequirementId, language), row, state, kind, DeadlineText.Render(DeadlineJson.Read(row.Explanation), language));
    }

    /// <summary>A term of the service, or of its complaints, which are counted: R4.1, R4.2 …; its id when it has no name.</summary>
    private static string NameOf(Definition definition, string requirement, string language)
    {
        var complaints = definition.Complaint?.Terms;
        var term = definition.Service.Terms.GetValueOrDefault(requirement)
            ?? complaints?.GetValueOrDefault(requirement)
            ?? complaints?.GetValueOrDefault(requirement.Split('.')[0]);
        return term?.Name.In(language) ?? requirement;
    }
}
