namespace CaseFlow.Core.People;

/// <summary>Telephones and e-mail of a person, as entered and as stored.</summary>
public static class Contacts
{
    /// <summary>How many telephones a person may give.</summary>
    public const int MostPhones = 3;

    /// <summary>Greatest length of the stored telephones: three of sixteen characters and two spaces.</summary>
    public const int PhonesLength = 50;

    /// <summary>The longest address that mail takes.</summary>
    public const int EmailLength = 254;

    /// <summary>
    /// Telephones entered in one field, separated by commas, semicolons or line breaks, in E.164 with one space between
    /// them: what is stored. Null when one of them is no number, or there are too many.
    /// </summary>
    public static string? ParsePhones(string? written)
    {
        var parts = (written ?? "").Split([',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var numbers = parts.Select(ParsePhone).ToArray();
        return numbers.Length > MostPhones || numbers.Contains(null) ? null : string.Join(' ', numbers.Distinct(StringComparer.Ordinal));
    }

    /// <summary>
    /// One telephone in E.164: a number of Kazakhstan in any usual writing, or a foreign one that begins with + and its
    /// country. Null when it is neither.
    /// </summary>
    public static string? ParsePhone(string written)
    {
        if (written.Any(static letter => !char.IsAsciiDigit(letter) && !char.IsWhiteSpace(letter) && letter is not ('+' or '-' or '–' or '(' or ')' or '.')))
        {
            return null;
        }

        if (PhoneNumber.FromWritten(written) is { } number)
        {
            return number;
        }

        var digits = string.Concat(written.Where(char.IsAsciiDigit));
        var foreign = written.TrimStart().StartsWith('+') && digits.Length is >= 8 and <= 15 && digits[0] != '0';
        return foreign && (digits[0] != '7' || digits.Length == 11) ? "+" + digits : null;
    }

    /// <summary>The stored telephones, for people: +7 701 123 45 67 (with spaces that do not break), +493012345678.</summary>
    public static string ShowPhones(string stored) =>
        string.Join(", ", stored.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ShowPhone));

    /// <summary>
    /// What is wrong with an e-mail address, by a rule that is loose on purpose: only the mail itself shows whether one
    /// is right. Null when it may be one.
    /// </summary>
    public static string? EmailProblem(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        var host = email[(at + 1)..];
        var right = at is > 0 and <= 64 && email.Length <= EmailLength
            && email.All(static letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter) && letter is not (',' or ';' or '<' or '>' or '"'))
            && !host.Contains('@', StringComparison.Ordinal) && host.Contains('.', StringComparison.Ordinal)
            && host.Split('.').All(static label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-');
        return right ? null : PersonErrors.Email;
    }

    private static string ShowPhone(string number)
    {
        if (number is not ['+', '7', ..] || number.Length != 12)
        {
            return number;
        }

        ReadOnlySpan<string> groups = ["+7", number[2..5], number[5..8], number[8..10], number[10..]];
        return string.Join('\u00A0', groups!);
    }
}
