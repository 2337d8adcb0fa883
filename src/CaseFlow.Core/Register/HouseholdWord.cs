using CaseFlow.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Register;

/// <summary>Where a search word of an account comes from.</summary>
public enum WordSource
{
    /// <summary>A member's name.</summary>
    Name = 1,

    /// <summary>Locality, street and house.</summary>
    Address = 2,

    /// <summary>The account's number.</summary>
    Number = 3,
}

/// <summary>A word by which an account of an office is found; see <see cref="SearchKey"/>.</summary>
public sealed class HouseholdWord
{
    public long OfficeId { get; set; }

    public string Word { get; set; } = "";

    public long AccountId { get; set; }

    public WordSource Source { get; set; }

    /// <summary>All words of an account, each once a source.</summary>
    public static IEnumerable<HouseholdWord> Of(HouseholdAccount account) =>
        account.Members.Select(static member => (WordSource.Name, member.PersonName.Full))
            .Append((WordSource.Address, $"{account.Locality} {account.Address}"))
            .Append((WordSource.Number, account.Number))
            .SelectMany(static part => SearchKey.Words(part.Item2).Select(word => (Source: part.Item1, Word: word)))
            .Select(static part => (part.Source, Word: part.Word.Length <= PersonName.PartLength ? part.Word : part.Word[..PersonName.PartLength]))
            .Distinct()
            .Select(part => new HouseholdWord { OfficeId = account.OfficeId, AccountId = account.Id, Source = part.Source, Word = part.Word });
}

internal sealed class HouseholdWordConfiguration : IEntityTypeConfiguration<HouseholdWord>
{
    public void Configure(EntityTypeBuilder<HouseholdWord> builder)
    {
        builder.HasKey(word => new { word.OfficeId, word.Word, word.AccountId, word.Source });
        builder.HasOne<HouseholdAccount>().WithMany().HasForeignKey(word => word.AccountId);
        builder.Property(word => word.Word).HasMaxLength(PersonName.PartLength);
    }
}
