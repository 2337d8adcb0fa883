using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>A complaint as it is handed in (P20–P24).</summary>
public sealed record NewComplaint
{
    /// <summary>Reserved when the form was opened: a form posted twice is the same complaint.</summary>
    public required long CaseId { get; init; }

    /// <summary>The process whose version in force it begins on.</summary>
    public required string ProcessKey { get; init; }

    /// <summary>The office whose chancery takes it; on the public page the office complained of.</summary>
    public required long OfficeId { get; init; }

    public required ComplaintKind Kind { get; init; }

    public required ComplaintChannel Channel { get; init; }

    /// <summary>Number of the receipt of the service case; empty: no case is named. One that is not found is an error.</summary>
    public required string ServiceCaseNumber { get; init; }

    /// <summary>The office complained of; null: not chosen yet. With a service case it is that case's office.</summary>
    public required long? AboutOfficeId { get; init; }

    /// <summary>The official as the complainant names them; empty: against the office.</summary>
    public required string AboutOfficial { get; init; }

    /// <summary>The same as an account of this system; 0: nobody known.</summary>
    public required long AboutUserId { get; init; }

    /// <summary>What happened, in the complainant's words, or as the clerk wrote them down.</summary>
    public required string Text { get; init; }

    /// <summary>What the complainant asks for; may be empty.</summary>
    public required string Request { get; init; }

    /// <summary>Language of the ticket and the reply: kk or ru.</summary>
    public required string Language { get; init; }

    /// <summary>When it came; null: now. A letter may be entered later on the day it came.</summary>
    public required Instant? ReceivedAt { get; init; }

    /// <summary>The day of the postmark; null: none.</summary>
    public required LocalDate? PostmarkedOn { get; init; }

    /// <summary>Null: anonymous.</summary>
    public required CaseParty? Complainant { get; init; }

    /// <summary>Null: the complainant came, or wrote, in person.</summary>
    public required CaseParty? Representative { get; init; }

    /// <summary>The complainant wants a copy of the reply by e-mail, at the address given with the person.</summary>
    public required bool WantsEmail { get; init; }

    /// <summary>Scans and attachments, already stored under <see cref="CaseId"/>.</summary>
    public required IReadOnlyList<long> FileIds { get; init; }

    /// <summary>A number reserved during an outage, which this complaint takes; null: the next one is drawn.</summary>
    public required int? ReservedNo { get; init; }
}

/// <summary>What came of it.</summary>
public abstract record ComplaintResult
{
    private protected ComplaintResult()
    {
    }
}

/// <summary>It is registered, and the ticket is made.</summary>
/// <param name="CaseId">The complaint's case.</param>
/// <param name="Repeated">The same form had been posted before; nothing was done twice.</param>
public sealed record ComplaintRegistered(long CaseId, bool Repeated) : ComplaintResult;

/// <summary>What was entered is wrong; fields as on <see cref="NewComplaint"/>, with a dot into its parts.</summary>
public sealed record ComplaintInvalid(IReadOnlyList<FieldError> Errors) : ComplaintResult;
