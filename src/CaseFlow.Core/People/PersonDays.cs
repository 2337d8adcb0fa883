using CaseFlow.Core.Texts;
using NodaTime;

namespace CaseFlow.Core.People;

internal static class PersonDays
{
    /// <summary>The day on which a paper was issued: it must be there, and not after today.</summary>
    public static FieldError? CheckIssued(string field, LocalDate? issuedOn, LocalDate today) => issuedOn switch
    {
        null => new FieldError(field, PersonErrors.Required),
        { } day when day > today => new FieldError(field, PersonErrors.InFuture),
        _ => null,
    };
}
