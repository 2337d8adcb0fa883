using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Services;
using CaseFlow.Core.Texts;

namespace CaseFlow.Core.Applications;

/// <summary>An application as the clerk enters it (P11.1, P13).</summary>
public sealed record Acceptance
{
    /// <summary>Reserved when the form was opened: a form posted twice is the same case.</summary>
    public required long CaseId { get; init; }

    /// <summary>The process whose version in force the case begins on.</summary>
    public required string ProcessKey { get; init; }

    /// <summary>Where the clerk takes it.</summary>
    public required long OfficeId { get; init; }

    /// <summary>The settlement where the farm lies; null: not chosen yet.</summary>
    public required long? LocalityId { get; init; }

    public required string FarmAddress { get; init; }

    /// <summary>Language of the receipt and the result: kk or ru.</summary>
    public required string Language { get; init; }

    public required CaseParty Applicant { get; init; }

    /// <summary>Null: the applicant came in person.</summary>
    public required CaseParty? Representative { get; init; }

    public required IReadOnlyList<HandedIn> Documents { get; init; }

    /// <summary>The person was told what is missing and insists on applying.</summary>
    public required bool Insists { get; init; }
}

/// <summary>A document of the form.</summary>
/// <param name="DocumentId">Id in the service's list; empty for another one.</param>
/// <param name="Name">What another one is.</param>
/// <param name="Given">It was handed in.</param>
/// <param name="Returned">An original was compared and given back.</param>
/// <param name="FileId">The scan; 0: none.</param>
public sealed record HandedIn(string DocumentId, string Name, bool Given, bool Returned, long FileId);

/// <summary>What came of it.</summary>
public abstract record AcceptanceResult
{
    private protected AcceptanceResult()
    {
    }
}

/// <summary>The case has begun and the receipt is made.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Repeated">The same form had been posted before; nothing was done twice.</param>
public sealed record Accepted(long CaseId, bool Repeated) : AcceptanceResult;

/// <summary>Another office is competent: the person is told before acceptance.</summary>
public sealed record NotCompetent(Office Competent) : AcceptanceResult;

/// <summary>Documents are missing and the person has not insisted (P16.1).</summary>
public sealed record Incomplete(IReadOnlyList<RequiredDocument> Missing) : AcceptanceResult;

/// <summary>What was entered is wrong; fields as on <see cref="Acceptance"/>, with a dot into its parts.</summary>
public sealed record Invalid(IReadOnlyList<FieldError> Errors) : AcceptanceResult;
