using CaseFlow.Core.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>What a complaint is about.</summary>
public enum ComplaintKind
{
    /// <summary>Disagreement with the result of the service (P21).</summary>
    Result = 1,

    /// <summary>Service not properly rendered: lateness, inaction, discourtesy (P22).</summary>
    Service = 2,
}

/// <summary>How a complaint came (P24.1).</summary>
public enum ComplaintChannel
{
    /// <summary>By hand, at a chancery.</summary>
    ByHand = 1,

    ByPost = 2,

    /// <summary>Spoken, and written down by the clerk.</summary>
    Spoken = 3,

    /// <summary>On the public page, without signing in.</summary>
    Web = 4,
}

/// <summary>What was found.</summary>
public enum ComplaintVerdict
{
    /// <summary>Not decided yet, or never: withdrawn.</summary>
    None = 0,

    Justified = 1,

    PartlyJustified = 2,

    NotJustified = 3,
}

/// <summary>An answer to a question that nobody must answer.</summary>
public enum Answer
{
    NotGiven = 0,
    Yes = 1,
    No = 2,
}

/// <summary>
/// The domain side of a complaint's case. <see cref="Case.IntakeOfficeId"/> is the office whose chancery registered it,
/// <see cref="Case.OfficeId"/> the body that owes the reply, <see cref="Case.Number"/> the incoming number. Its words lie
/// in <see cref="CaseText"/>, its people in <see cref="People.CaseParty"/>.
/// </summary>
public sealed class Complaint
{
    public const int OfficialLength = 200;
    public const int HashLength = 64;

    public long CaseId { get; set; }

    public ComplaintKind Kind { get; set; }

    public ComplaintChannel Channel { get; set; }

    /// <summary>The service case complained of; 0: none is named.</summary>
    public long ServiceCaseId { get; set; }

    /// <summary>The office complained of: it provided the service, or did not.</summary>
    public long AboutOfficeId { get; set; }

    /// <summary>The official complained of, an account of this system; 0: nobody, or nobody known here.</summary>
    public long AboutUserId { get; set; }

    /// <summary>The official as the complainant names them; empty: against the office.</summary>
    public string AboutOfficial { get; set; } = "";

    /// <summary>The complainant gave no name.</summary>
    public bool Anonymous { get; set; }

    /// <summary>An earlier complaint of the same person about the same; 0: this is the first (R3).</summary>
    public long RepeatsCaseId { get; set; }

    /// <summary>Language of the ticket and the reply: kk or ru.</summary>
    public string Language { get; set; } = "kk";

    /// <summary>When it came: at the counter, in the post, on the page.</summary>
    public Instant ReceivedAt { get; set; }

    /// <summary>The day of the postmark; null: it did not come by post, or the postmark cannot be read.</summary>
    public LocalDate? PostmarkedOn { get; set; }

    /// <summary>The date of registration at the receiving office: the day it came, or the next working day (R6).</summary>
    public LocalDate RegisteredOn { get; set; }

    /// <summary>The moment from which its term is counted: when it came, or the opening of the day of registration (R6).</summary>
    public Instant RegisteredAt { get; set; }

    /// <summary>The worker who accepted it (P24.2); 0: nobody, it came on the public page.</summary>
    public long AcceptedBy { get; set; }

    /// <summary>How far up it has come: 0 is the body that first owed the reply (R3, R4).</summary>
    public int Level { get; set; }

    /// <summary>128 random bits, lower-case hex: what its QR codes lead to.</summary>
    public string PublicToken { get; set; } = "";

    /// <summary>HMAC of the secret on the ticket, lower-case hex. The secret itself stands on the ticket alone.</summary>
    public string SecretHash { get; set; } = "";

    /// <summary>The complainant wants a copy of the reply by e-mail.</summary>
    public bool WantsEmail { get; set; }

    public ComplaintVerdict Verdict { get; set; }

    public Instant? DecidedAt { get; set; }

    /// <summary>What the complainant asked for was granted (A4 4.2).</summary>
    public bool Satisfied { get; set; }

    /// <summary>When the reply was handed to the post; it stops the clock (P24.3).</summary>
    public Instant? RepliedAt { get; set; }

    public Instant? WithdrawnAt { get; set; }

    /// <summary>The complaint with which this one was joined; 0: it stands alone.</summary>
    public long JoinedToCaseId { get; set; }

    /// <summary>Whether the complainant is satisfied with the complaint procedure (A4 4.3).</summary>
    public Answer ProcedureSatisfies { get; set; }

    /// <summary>Whether the complainant is satisfied with the terms of complaint (A4 4.4).</summary>
    public Answer TermsSatisfy { get; set; }

    public Instant? AnsweredAt { get; set; }
}

internal sealed class ComplaintConfiguration : IEntityTypeConfiguration<Complaint>
{
    public void Configure(EntityTypeBuilder<Complaint> builder)
    {
        builder.HasKey(row => row.CaseId);
        builder.Property(row => row.CaseId).ValueGeneratedNever();
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        builder.Property(row => row.AboutOfficial).HasMaxLength(Complaint.OfficialLength);
        builder.Property(row => row.Language).HasMaxLength(2);
        builder.Property(row => row.PublicToken).HasMaxLength(PublicToken.Length);
        builder.Property(row => row.SecretHash).HasMaxLength(Complaint.HashLength);
        builder.HasIndex(row => row.PublicToken).IsUnique();
        builder.HasIndex(row => row.ServiceCaseId);
        builder.HasIndex(row => row.JoinedToCaseId);
        builder.HasIndex(row => new { row.AboutOfficeId, row.RegisteredOn });
    }
}
