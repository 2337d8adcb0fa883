using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.People;

/// <summary>What was shown unmasked.</summary>
public enum PersonalDataKind
{
    /// <summary>A person in a case.</summary>
    CaseParty = 1,

    /// <summary>An account of the household register, with all its members.</summary>
    HouseholdAccount = 2,

    /// <summary>A file of a case: a scan, or the PDF of a letter.</summary>
    CaseFile = 3,

    /// <summary>Name and address on the envelope of a letter in the dispatch register.</summary>
    Envelope = 4,
}

/// <summary>
/// Somebody looked at personal data unmasked: who, when, whose, and why (P17.4). Rows are added and never changed.
/// </summary>
public sealed class PersonalDataAccess
{
    public const int ReasonLength = 300;

    public long Id { get; set; }

    public Instant At { get; set; }

    public long UserId { get; set; }

    /// <summary>The case in which it was looked at; 0 outside a case.</summary>
    public long CaseId { get; set; }

    public PersonalDataKind Kind { get; set; }

    /// <summary>Number of the party in the case, or id of the account, of the file, or of the letter in the register.</summary>
    public long SubjectId { get; set; }

    /// <summary>The person's own words, or the key of a text for what the work itself asks for.</summary>
    public string Reason { get; set; } = "";
}

internal sealed class PersonalDataAccessConfiguration : IEntityTypeConfiguration<PersonalDataAccess>
{
    public void Configure(EntityTypeBuilder<PersonalDataAccess> builder)
    {
        builder.ToTable("personal_data_accesses");
        builder.Property(access => access.Reason).HasMaxLength(PersonalDataAccess.ReasonLength);
        builder.HasIndex(access => new { access.CaseId, access.At });
        builder.HasIndex(access => new { access.UserId, access.At });
    }
}
