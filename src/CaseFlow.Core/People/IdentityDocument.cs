using CaseFlow.Core.Texts;
using NodaTime;

namespace CaseFlow.Core.People;

/// <summary>What a person shows to say who they are.</summary>
public enum IdentityDocumentKind
{
    /// <summary>Identity card of a citizen (P11.1); it carries the IIN.</summary>
    IdentityCard = 1,

    /// <summary>Passport (A3 names it beside the card).</summary>
    Passport = 2,

    /// <summary>Residence permit of a foreigner, or certificate of a stateless person.</summary>
    ResidencePermit = 3,
}

/// <summary>An identity document as the clerk reads it off the original (P11, A3).</summary>
/// <param name="Kind">Which document it is.</param>
/// <param name="Number">As printed.</param>
/// <param name="IssuedBy">The body that issued it.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="ValidUntil">Last day of validity; null when none is printed.</param>
public sealed record IdentityDocument(
    IdentityDocumentKind Kind, string Number, string IssuedBy, LocalDate? IssuedOn, LocalDate? ValidUntil)
{
    public const int NumberLength = 30;
    public const int IssuedByLength = 200;

    /// <summary>True when its last day is past.</summary>
    public bool IsExpired(LocalDate today) => ValidUntil < today;

    /// <summary>What is wrong with it on a day; fields Number, IssuedBy, IssuedOn, ValidUntil.</summary>
    public IEnumerable<FieldError> Check(LocalDate today)
    {
        if (PersonText.Check(nameof(Number), Number, NumberLength, required: true) is { } number)
        {
            yield return number;
        }

        if (PersonText.Check(nameof(IssuedBy), IssuedBy, IssuedByLength, required: true) is { } issuer)
        {
            yield return issuer;
        }

        if (PersonDays.CheckIssued(nameof(IssuedOn), IssuedOn, today) is { } issued)
        {
            yield return issued;
        }

        if (ValidUntil < IssuedOn)
        {
            yield return new FieldError(nameof(ValidUntil), PersonErrors.ValidBeforeIssue);
        }
        else if (IsExpired(today))
        {
            yield return new FieldError(nameof(ValidUntil), PersonErrors.DocumentExpired, ValidUntil!.Value);
        }
    }

    /// <summary>Says nothing of the person: a record's own text would print every field into a log.</summary>
    public override string ToString() => nameof(IdentityDocument);
}
