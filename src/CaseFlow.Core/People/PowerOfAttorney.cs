using CaseFlow.Core.Texts;
using NodaTime;

namespace CaseFlow.Core.People;

/// <summary>The notarised power of attorney by which a representative acts (P11, P15).</summary>
/// <param name="Number">Number in the notary's register.</param>
/// <param name="IssuedOn">Day on which the notary certified it.</param>
/// <param name="Notary">Name of the notary, and licence or district as printed.</param>
/// <param name="Scope">What the representative may do, such as apply and receive.</param>
/// <param name="ValidUntil">Last day of validity.</param>
public sealed record PowerOfAttorney(string Number, LocalDate? IssuedOn, string Notary, string Scope, LocalDate? ValidUntil)
{
    public const int NumberLength = 30;
    public const int NotaryLength = 200;
    public const int ScopeLength = 500;

    /// <summary>True when its last day is past.</summary>
    public bool IsExpired(LocalDate today) => ValidUntil < today;

    /// <summary>What is wrong with it on a day; fields Number, IssuedOn, Notary, Scope, ValidUntil.</summary>
    public IEnumerable<FieldError> Check(LocalDate today)
    {
        foreach (var (field, text, length) in new[] { (nameof(Number), Number, NumberLength), (nameof(Notary), Notary, NotaryLength), (nameof(Scope), Scope, ScopeLength) })
        {
            if (PersonText.Check(field, text, length, required: true) is { } wrong)
            {
                yield return wrong;
            }
        }

        if (PersonDays.CheckIssued(nameof(IssuedOn), IssuedOn, today) is { } issued)
        {
            yield return issued;
        }

        if (ValidUntil is null)
        {
            yield return new FieldError(nameof(ValidUntil), PersonErrors.Required);
        }
        else if (ValidUntil < IssuedOn)
        {
            yield return new FieldError(nameof(ValidUntil), PersonErrors.ValidBeforeIssue);
        }
        else if (IsExpired(today))
        {
            yield return new FieldError(nameof(ValidUntil), PersonErrors.PowerExpired, ValidUntil.Value);
        }
    }

    /// <summary>Says nothing of the people named in it: a record's own text would print every field into a log.</summary>
    public override string ToString() => nameof(PowerOfAttorney);
}
