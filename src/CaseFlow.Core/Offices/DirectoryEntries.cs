namespace CaseFlow.Core.Offices;

/// <summary>The file of the regions.</summary>
public sealed record RegionFile
{
    /// <summary>All regions, the republic first.</summary>
    public List<RegionEntry> Regions { get; init; } = [];
}

/// <summary>A file of offices.</summary>
public sealed record OfficeFile
{
    /// <summary>Printed lines that belong to no office: titles, heads of columns, names of oblasts.</summary>
    public List<HeadingEntry> Headings { get; init; } = [];

    /// <summary>The offices.</summary>
    public List<OfficeEntry> Offices { get; init; } = [];
}

/// <summary>The republic, an oblast, or a city that ranks with the oblasts.</summary>
public sealed record RegionEntry
{
    /// <summary>Short code, such as akm.</summary>
    public string Code { get; init; } = "";

    /// <summary>Its name.</summary>
    public OfficeText Name { get; init; } = new();

    /// <summary>IANA id of its time zone.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>The first three digits of telephone area codes in the region.</summary>
    public List<string> AreaPrefixes { get; init; } = [];
}

/// <summary>A printed line that is no row of the table.</summary>
public sealed record HeadingEntry
{
    /// <summary>Number of the line in the text of the standard, from 1.</summary>
    public int Line { get; init; }

    /// <summary>The line, without trailing blanks.</summary>
    public string Text { get; init; } = "";
}

/// <summary>An office as it stands in a data file.</summary>
public sealed record OfficeEntry
{
    /// <summary>Stable code: region, list, printed number; such as akm.akim.04.</summary>
    public string Code { get; init; } = "";

    /// <summary>What it is.</summary>
    public OfficeKind Kind { get; init; }

    /// <summary>Code of its region.</summary>
    public string Region { get; init; } = "";

    /// <summary>Code of the office above, none at the top.</summary>
    public string? Parent { get; init; }

    /// <summary>The number as printed; empty when there is none.</summary>
    public string Number { get; init; } = "";

    /// <summary>Its name; the Kazakh one as printed.</summary>
    public OfficeText Name { get; init; } = new();

    /// <summary>The district, city or rural district it governs; none for a service centre.</summary>
    public OfficeText? Area { get; init; }

    /// <summary>Its address; the Kazakh one as printed.</summary>
    public OfficeText Address { get; init; } = new();

    /// <summary>What its head is called, such as "Akim of the … rural district".</summary>
    public OfficeText? HeadTitle { get; init; }

    /// <summary>True for an office that does not exist and is here for trying things out.</summary>
    public bool Invented { get; init; }

    /// <summary>Telephones, faxes, e-mails and sites in the order of the page.</summary>
    public List<ContactEntry> Contacts { get; init; } = [];

    /// <summary>What is odd about it on the page.</summary>
    public List<NoteEntry> Notes { get; init; } = [];

    /// <summary>Where it was printed, and what was printed there; none for an invented office.</summary>
    public SourceEntry? Source { get; init; }

    /// <summary>The places for which an LEB is competent.</summary>
    public List<LocalityEntry> Territory { get; init; } = [];
}

/// <summary>A telephone, fax, e-mail or site.</summary>
public sealed record ContactEntry
{
    /// <summary>Which of them.</summary>
    public ContactKind Kind { get; init; }

    /// <summary>As printed.</summary>
    public string Printed { get; init; } = "";

    /// <summary>A number in E.164, an address in its usable form; none when what is printed cannot be used.</summary>
    public string? Normalised { get; init; }
}

/// <summary>Something odd about an office on the printed page.</summary>
public sealed record NoteEntry
{
    /// <summary>What kind of oddity; its meaning is in notes.yaml.</summary>
    public string Code { get; init; } = "";

    /// <summary>The printed thing that is odd, or the other office it concerns.</summary>
    public string Detail { get; init; } = "";
}

/// <summary>Where in the standard's text an office stands.</summary>
public sealed record SourceEntry
{
    /// <summary>Numbers of its lines, from 1; more than one when a page break tore the row.</summary>
    public List<int> Lines { get; init; } = [];

    /// <summary>Those lines as they are; cells are separated by tabs.</summary>
    public List<string> Printed { get; init; } = [];
}

/// <summary>A settlement in the territory of an LEB.</summary>
public sealed record LocalityEntry
{
    /// <summary>Stable code.</summary>
    public string Code { get; init; } = "";

    /// <summary>Its name.</summary>
    public OfficeText Name { get; init; } = new();
}
