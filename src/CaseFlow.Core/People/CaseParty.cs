using CaseFlow.Core.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.People;

/// <summary>What a person is in a case.</summary>
public enum PartyRole
{
    Applicant = 1,

    /// <summary>Acts for the applicant by a notarised power of attorney (P11).</summary>
    Representative = 2,
}

/// <summary>
/// A person in a case (P14.6, A3). The only place where names and identifiers of a case's people lie: state, history and
/// events hold none, so that these rows can be erased when their purpose is reached. Write it through
/// <see cref="CaseParties.Put"/>, which keeps the search words.
/// </summary>
public sealed class CaseParty
{
    public const int AddressLength = 300;

    public long CaseId { get; set; }

    /// <summary>Counts the people of the case from 1.</summary>
    public int No { get; set; }

    public PartyRole Role { get; set; }

    public string Surname { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>Empty when there is none.</summary>
    public string Patronymic { get; set; } = "";

    /// <summary>Twelve digits; empty for a person without one.</summary>
    public string Iin { get; set; } = "";

    public IdentityDocumentKind DocumentKind { get; set; } = IdentityDocumentKind.IdentityCard;

    public string DocumentNumber { get; set; } = "";

    public string DocumentIssuedBy { get; set; } = "";

    public LocalDate? DocumentIssuedOn { get; set; }

    /// <summary>Null when none is printed.</summary>
    public LocalDate? DocumentValidUntil { get; set; }

    /// <summary>Place of residence.</summary>
    public string Address { get; set; } = "";

    /// <summary>Telephones in E.164, a space between them; see <see cref="Contacts"/>.</summary>
    public string Phones { get; set; } = "";

    /// <summary>Empty when there is none.</summary>
    public string Email { get; set; } = "";

    /// <summary>Language of letters to this person: kk or ru.</summary>
    public string Language { get; set; } = "kk";

    /// <summary>Power of attorney; empty for an applicant, as are the four that follow.</summary>
    public string PowerNumber { get; set; } = "";

    public LocalDate? PowerIssuedOn { get; set; }

    public string PowerNotary { get; set; } = "";

    public string PowerScope { get; set; } = "";

    public LocalDate? PowerValidUntil { get; set; }

    /// <summary>The person's name.</summary>
    public PersonName PersonName => new(Surname, Name, Patronymic);

    /// <summary>The identity document shown.</summary>
    public IdentityDocument Document => new(DocumentKind, DocumentNumber, DocumentIssuedBy, DocumentIssuedOn, DocumentValidUntil);

    /// <summary>The power of attorney of a representative; null for an applicant.</summary>
    public PowerOfAttorney? Power => Role == PartyRole.Representative
        ? new(PowerNumber, PowerIssuedOn, PowerNotary, PowerScope, PowerValidUntil)
        : null;
}

/// <summary>A word of a person's name as it is searched; see <see cref="SearchKey"/>.</summary>
public sealed class CasePartyWord
{
    public long CaseId { get; set; }

    public int No { get; set; }

    public string Word { get; set; } = "";
}

internal sealed class CasePartyConfiguration : IEntityTypeConfiguration<CaseParty>, IEntityTypeConfiguration<CasePartyWord>
{
    public void Configure(EntityTypeBuilder<CaseParty> builder)
    {
        builder.HasKey(party => new { party.CaseId, party.No });
        builder.HasOne<Case>().WithMany().HasForeignKey(party => party.CaseId);
        builder.Property(party => party.Surname).HasMaxLength(PersonName.PartLength);
        builder.Property(party => party.Name).HasMaxLength(PersonName.PartLength);
        builder.Property(party => party.Patronymic).HasMaxLength(PersonName.PartLength);
        builder.Property(party => party.Iin).HasMaxLength(Iin.Length);
        builder.Property(party => party.DocumentNumber).HasMaxLength(IdentityDocument.NumberLength);
        builder.Property(party => party.DocumentIssuedBy).HasMaxLength(IdentityDocument.IssuedByLength);
        builder.Property(party => party.Address).HasMaxLength(CaseParty.AddressLength);
        builder.Property(party => party.Phones).HasMaxLength(Contacts.PhonesLength);
        builder.Property(party => party.Email).HasMaxLength(Contacts.EmailLength);
        builder.Property(party => party.Language).HasMaxLength(2);
        builder.Property(party => party.PowerNumber).HasMaxLength(PowerOfAttorney.NumberLength);
        builder.Property(party => party.PowerNotary).HasMaxLength(PowerOfAttorney.NotaryLength);
        builder.Property(party => party.PowerScope).HasMaxLength(PowerOfAttorney.ScopeLength);
        builder.Ignore(party => party.PersonName).Ignore(party => party.Document).Ignore(party => party.Power);
        builder.HasIndex(party => new { party.Iin, party.CaseId });
    }

    public void Configure(EntityTypeBuilder<CasePartyWord> builder)
    {
        builder.HasKey(word => new { word.CaseId, word.No, word.Word });
        builder.HasOne<CaseParty>().WithMany().HasForeignKey(word => new { word.CaseId, word.No });
        builder.Property(word => word.Word).HasMaxLength(PersonName.PartLength);
        builder.HasIndex(word => new { word.Word, word.CaseId });
    }
}
