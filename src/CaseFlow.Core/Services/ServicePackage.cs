using CaseFlow.Core.Calendars;
using NodaTime;

namespace CaseFlow.Core.Services;

/// <summary>
/// A public service as data: what <c>service.yaml</c> of its package says. What the law sets is here, and not in code:
/// a second service is a second package.
/// </summary>
public sealed record ServicePackage
{
    /// <summary>Folder name of the package.</summary>
    public required string Key { get; init; }

    /// <summary>Process id of the definition on which its cases begin.</summary>
    public required string Process { get; init; }

    public required Names Name { get; init; }

    /// <summary>Code of the office of cases that nobody hands in: those that a timer, a message or a signal starts; null: each start names its own.</summary>
    public string? Office { get; init; }

    public required Edition Edition { get; init; }

    /// <summary>By requirement id, such as P7.L1.</summary>
    public required IReadOnlyDictionary<string, ServiceTerm> Terms { get; init; }

    /// <summary>The time of the last day from which a receipt invites (R2).</summary>
    public required LocalTime PickupTime { get; init; }

    /// <summary>What is asked of an application beside the person and the place; null: the address of the farm, as P11 wants it.</summary>
    public ApplicationQuestions? Application { get; init; }

    /// <summary>Whether an application names an address.</summary>
    public bool AsksAddress => Application is null || Application.Address is not null;

    /// <summary>The package of P11, in its order.</summary>
    public required IReadOnlyList<RequiredDocument> Documents { get; init; }

    /// <summary>The grounds of P16, in their order.</summary>
    public required IReadOnlyList<RefusalGround> RefusalGrounds { get; init; }

    /// <summary>The ground for which an application with missing documents is refused (P16.1): the first; null: there are no grounds.</summary>
    public string? IncompleteGround => RefusalGrounds.Count > 0 ? RefusalGrounds[0].Id : null;

    /// <summary>Number formats by series: application, certificate, refusal.</summary>
    public required IReadOnlyDictionary<string, string> Numbering { get; init; }

    /// <summary>Annex 4's normative values.</summary>
    public required IReadOnlyList<Indicator> Indicators { get; init; }

    /// <summary>The ground of this id.</summary>
    /// <exception cref="KeyNotFoundException">The edition has no such ground.</exception>
    public RefusalGround Ground(string id) =>
        RefusalGrounds.FirstOrDefault(ground => string.Equals(ground.Id, id, StringComparison.Ordinal))
        ?? throw new KeyNotFoundException($"The service {Key} has no refusal ground {id}.");
}

/// <summary>The wording of the standard that the package carries out (R7).</summary>
public sealed record Edition(string Id, IReadOnlyList<Decree> Decrees);

/// <param name="Address">What the address is of, as the form asks for it; null: no address is asked.</param>
public sealed record ApplicationQuestions(Names? Address);

/// <summary>A decree, as provenance: it does not decide which edition is in force in an installation.</summary>
public sealed record Decree(string Number, LocalDate Date, string Act);

/// <summary>A statutory term.</summary>
/// <param name="Term">How long.</param>
/// <param name="Text">The term as it is stored with a deadline, such as "P2D working".</param>
/// <param name="Rule">How a term in working days runs (R1).</param>
/// <param name="Schedule">In whose week and hours it counts; null: those of the office that owes.</param>
/// <param name="Name">What the term is for.</param>
public sealed record ServiceTerm(Term Term, string Text, DeadlineRule Rule, string? Schedule, Names Name)
{
    /// <summary>The same with another length.</summary>
    public ServiceTerm InWorkingDays(int days) => this with { Term = new Term.WorkingDays(days), Text = FormattableString.Invariant($"P{days}D working") };
}

public enum DocumentRequired
{
    Never,
    Always,
    WithRepresentative,
}

/// <summary>A document of the package that an applicant hands in.</summary>
/// <param name="Id">Stable key.</param>
/// <param name="Source">Paragraph of the standard.</param>
/// <param name="Required">When the package is incomplete without it.</param>
/// <param name="IsOriginal">True: it is compared and given back (P11.1, P11.4).</param>
/// <param name="Name">As the receipt prints it (P14.3).</param>
public sealed record RequiredDocument(string Id, string Source, DocumentRequired Required, bool IsOriginal, Names Name)
{
    /// <summary>Whether the package is incomplete without this document.</summary>
    public bool IsRequired(bool withRepresentative) =>
        Required == DocumentRequired.Always || (Required == DocumentRequired.WithRepresentative && withRepresentative);
}

/// <summary>A ground of refusal (P16) with the standard's wording.</summary>
public sealed record RefusalGround(string Id, Names Wording);

/// <summary>An indicator of annex 4; bounds in per cent, null where there is none.</summary>
public sealed record Indicator(string Id, int? AtLeast, int? AtMost);
