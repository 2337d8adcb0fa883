using CaseFlow.Core.People;
using CaseFlow.Web.Components;

namespace CaseFlow.Web.Pages.Intake;

/// <summary>A person as the clerk types it; named as <see cref="CaseParty"/>, so that errors find their fields.</summary>
public sealed class PersonForm
{
    public string? Iin { get; set; }

    public string? Surname { get; set; }

    public string? Name { get; set; }

    public string? Patronymic { get; set; }

    public IdentityDocumentKind DocumentKind { get; set; } = IdentityDocumentKind.IdentityCard;

    public string? DocumentNumber { get; set; }

    public string? DocumentIssuedBy { get; set; }

    public DayInput DocumentIssuedOn { get; set; } = new();

    public DayInput DocumentValidUntil { get; set; } = new();

    public string? Address { get; set; }

    public string? Phones { get; set; }

    public string? Email { get; set; }

    public string? PowerNumber { get; set; }

    public DayInput PowerIssuedOn { get; set; } = new();

    public string? PowerNotary { get; set; }

    public string? PowerScope { get; set; }

    public DayInput PowerValidUntil { get; set; } = new();

    /// <summary>The days by their field.</summary>
    public IEnumerable<(string Field, DayInput Day)> Days =>
    [
        (nameof(DocumentIssuedOn), DocumentIssuedOn),
        (nameof(DocumentValidUntil), DocumentValidUntil),
        (nameof(PowerIssuedOn), PowerIssuedOn),
        (nameof(PowerValidUntil), PowerValidUntil),
    ];

    /// <summary>What is known of the person from before; the papers are read off the originals each time.</summary>
    public static PersonForm Of(CaseParty known) => new()
    {
        Iin = known.Iin,
        Surname = known.Surname,
        Name = known.Name,
        Patronymic = known.Patronymic,
        DocumentKind = known.DocumentKind,
        DocumentNumber = known.DocumentNumber,
        DocumentIssuedBy = known.DocumentIssuedBy,
        DocumentIssuedOn = known.DocumentIssuedOn is { } issued ? new DayInput(issued) : new DayInput(),
        DocumentValidUntil = known.DocumentValidUntil is { } until ? new DayInput(until) : new DayInput(),
        Address = known.Address,
        Phones = Contacts.ShowPhones(known.Phones),
        Email = known.Email,
    };

    /// <summary>As it goes into a case.</summary>
    public CaseParty ToParty() => new()
    {
        Iin = Iin ?? "",
        Surname = Surname ?? "",
        Name = Name ?? "",
        Patronymic = Patronymic ?? "",
        DocumentKind = DocumentKind,
        DocumentNumber = DocumentNumber ?? "",
        DocumentIssuedBy = DocumentIssuedBy ?? "",
        DocumentIssuedOn = DocumentIssuedOn.ToDate(),
        DocumentValidUntil = DocumentValidUntil.ToDate(),
        Address = Address ?? "",
        Phones = Phones ?? "",
        Email = Email ?? "",
        PowerNumber = PowerNumber ?? "",
        PowerIssuedOn = PowerIssuedOn.ToDate(),
        PowerNotary = PowerNotary ?? "",
        PowerScope = PowerScope ?? "",
        PowerValidUntil = PowerValidUntil.ToDate(),
    };
}

/// <summary>A line of the list of documents.</summary>
public sealed class DocumentForm
{
    /// <summary>What another document is; of a document of the service's list nothing is sent.</summary>
    public string? Name { get; set; }

    public bool Given { get; set; }

    public bool Returned { get; set; }

    /// <summary>A scan that was stored in an earlier round; 0: none.</summary>
    public long FileId { get; set; }

    /// <summary>A scan that comes with this round.</summary>
    public IFormFile? Scan { get; set; }

    /// <summary>True for a line in which nothing was entered.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && !Given && FileId == 0;
}
