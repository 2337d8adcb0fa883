using System.Text.RegularExpressions;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;

namespace CaseFlow.Cli.ImportDirectory;

/// <summary>
/// Reads a cell of telephones, faxes, e-mails and sites. Everything in the cell must be understood: what is no label, no
/// separator and no contact stops the import, so that nothing is lost unseen.
/// </summary>
internal sealed partial class ContactReader
{
    private const RegexOptions Exact = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const RegexOptions Loose = Exact | RegexOptions.IgnoreCase;
    private const int TimeoutMs = 1000;

    private readonly List<ContactEntry> contacts = [];
    private readonly List<NoteEntry> notes = [];
    private ContactKind kind = ContactKind.Phone;
    private string area = "";

    private ContactReader()
    {
    }

    /// <summary>Reads a cell.</summary>
    /// <exception cref="InvalidDataException">Some of it is not understood.</exception>
    public static (IReadOnlyList<ContactEntry> Contacts, IReadOnlyList<NoteEntry> Notes) Read(string cell)
    {
        var reader = new ContactReader();
        for (var at = 0; at < cell.Length;)
        {
            at += reader.Take(cell, at);
        }

        return (reader.contacts, reader.notes);
    }

    /// <summary>The area code as printed, without spaces and hyphens; empty when the number has none of its own.</summary>
    public static string AreaOf(string printed)
    {
        if (FullNumber().Match(printed) is { Success: true } full)
        {
            return Bare(full.Groups["area"].Value);
        }

        // Written without a parenthesis, the code is taken to be of five digits: so are all that are written so.
        return NationalNumber().Match(printed) is { Success: true } national
            ? Bare(national.Groups["national"].Value)[..5]
            : "";
    }

    [GeneratedRegex(@"\G[\s,;]+", Exact, TimeoutMs)]
    private static partial Regex Separator();

    [GeneratedRegex(@"\G(?:(?<both>тел\s*/\s*факс)|(?<phone>тел)|(?<fax>факс|ф(?=\s*:)))[\s.:]*", Loose, TimeoutMs)]
    private static partial Regex NumberLabel();

    [GeneratedRegex(@"\GE-\s?mail\s*:", Loose, TimeoutMs)]
    private static partial Regex EmailLabel();

    [GeneratedRegex(@"\G[^\s,;:@]+@\s?[^\s,;@]*", Exact, TimeoutMs)]
    private static partial Regex Email();

    [GeneratedRegex(@"\G(?:www\.\s?)?[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+", Loose, TimeoutMs)]
    private static partial Regex Website();

    // 8 (7162) 25-79-22, also without the 8, without a parenthesis, with a break inside the code.
    [GeneratedRegex(@"\G(?<trunk>8\s*)?(?<open>\()?(?<area>\d[\d -]*\d)\)\s*(?<local>\d \d\d-\d\d|\d+(?:-\d+)+|\d{5,7})", Exact, TimeoutMs)]
    private static partial Regex FullNumber();

    // 8-711-36-92-580: ten digits after the trunk prefix, the code not set apart.
    [GeneratedRegex(@"\G8-(?<national>\d{3}-\d{2}-\d{2}-\d{3})", Exact, TimeoutMs)]
    private static partial Regex NationalNumber();

    [GeneratedRegex(@"\G(?:\d \d\d-\d\d|\d+(?:-\d+)+)", Exact, TimeoutMs)]
    private static partial Regex LocalNumber();

    [GeneratedRegex(@"^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9-]+\.)+[a-z]{2,}$", Loose, TimeoutMs)]
    private static partial Regex ValidEmail();

    private static string Bare(string text) =>
        text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private int Take(string cell, int at)
    {
        if (Separator().Match(cell, at) is { Success: true } separator)
        {
            return separator.Length;
        }

        if (EmailLabel().Match(cell, at) is { Success: true } label)
        {
            return label.Length;
        }

        if (NumberLabel().Match(cell, at) is { Success: true } numbers)
        {
            kind = numbers.Groups["both"].Success ? ContactKind.PhoneAndFax
                : numbers.Groups["fax"].Success ? ContactKind.Fax
                : ContactKind.Phone;
            return numbers.Length;
        }

        if (Email().Match(cell, at) is { Success: true } email)
        {
            AddEmail(email.Value);
            return email.Length;
        }

        if (Website().Match(cell, at) is { Success: true } site)
        {
            Add(ContactKind.Website, site.Value, site.Value.Replace(" ", "", StringComparison.Ordinal));
            return site.Length;
        }

        return TakeNumber(cell, at);
    }

    private int TakeNumber(string cell, int at)
    {
        if (FullNumber().Match(cell, at) is { Success: true } full)
        {
            area = Bare(full.Groups["area"].Value);
            AddNumber(full.Value, full.Groups["local"].Value);
            CheckWriting(full);
            return full.Length;
        }

        if (NationalNumber().Match(cell, at) is { Success: true } national)
        {
            Add(kind, national.Value, PhoneNumber.FromWritten(national.Value));
            return national.Length;
        }

        if (LocalNumber().Match(cell, at) is { Success: true } local)
        {
            AddNumber(local.Value, local.Value);
            CheckSpace(local.Value, local.Value);
            return local.Length;
        }

        throw new InvalidDataException($"Not understood in a cell of contacts: {cell[at..]}");
    }

    private void AddNumber(string printed, string local)
    {
        var normalised = PhoneNumber.FromArea(area, local);
        Add(kind, printed, normalised);
        if (normalised is null)
        {
            // A wrong length of the code makes the whole too long or too short; a code of the right length is unknown.
            var length = area.Length + local.Count(char.IsAsciiDigit);
            Note(length == 10 ? NoteCodes.PhoneArea : NoteCodes.PhoneLength, printed);
        }
    }

    private void CheckWriting(Match number)
    {
        if (!number.Groups["trunk"].Success)
        {
            Note(NoteCodes.PhoneTrunk, number.Value);
        }

        if (!number.Groups["open"].Success)
        {
            Note(NoteCodes.PhoneParenthesis, number.Value);
        }

        if (number.Groups["area"].Value.Any(static letter => !char.IsAsciiDigit(letter)))
        {
            Note(NoteCodes.PhoneSpacing, number.Value);
        }

        CheckSpace(number.Groups["local"].Value, number.Value);
    }

    private void CheckSpace(string local, string printed)
    {
        if (local.Contains(' ', StringComparison.Ordinal))
        {
            Note(NoteCodes.PhoneSpacing, printed);
        }
    }

    private void AddEmail(string printed)
    {
        var address = printed.Replace(" ", "", StringComparison.Ordinal);
        var valid = ValidEmail().IsMatch(address);
        Add(ContactKind.Email, printed, valid ? address : null);
        if (!valid)
        {
            Note(NoteCodes.EmailInvalid, printed);
        }
        else if (address != printed)
        {
            Note(NoteCodes.EmailSpacing, printed);
        }
    }

    private void Add(ContactKind contact, string printed, string? normalised) =>
        contacts.Add(new ContactEntry { Kind = contact, Printed = printed, Normalised = normalised });

    private void Note(string code, string detail) => notes.Add(new NoteEntry { Code = code, Detail = detail });
}
