using System.Text;

namespace CaseFlow.Core.People;

/// <summary>Telephone numbers of Kazakhstan in the international form, E.164: +7 and ten digits.</summary>
public static class PhoneNumber
{
    private const int NationalDigits = 10;

    /// <summary>
    /// A number from an area code, such as 7162, and the number inside the area, such as 25-79-22. Null when they do not
    /// make ten digits, or the area is none of Kazakhstan's (710 to 729).
    /// </summary>
    public static string? FromArea(string area, string local)
    {
        var digits = Digits(area) + Digits(local);
        return digits.Length == NationalDigits && IsGeographicArea(area) ? "+7" + digits : null;
    }

    /// <summary>
    /// A full number as a person writes it: 8 (7162) 25-79-22, +7 701 123 45 67, 87011234567. The leading 8 is the trunk
    /// prefix. Null when it is not a number of ten digits that begins with 7.
    /// </summary>
    public static string? FromWritten(string written)
    {
        var digits = Digits(written);
        if (digits.Length == NationalDigits + 1 && digits[0] is '8' or '7')
        {
            digits = digits[1..];
        }

        return digits.Length == NationalDigits && digits[0] == '7' ? "+7" + digits : null;
    }

    /// <summary>True for the codes of places; 70x, 747 and 77x are mobile or special.</summary>
    public static bool IsGeographicArea(string area)
    {
        var digits = Digits(area);
        return digits.Length is >= 3 and <= 5 && digits[0] == '7' && digits[1] is '1' or '2';
    }

    private static string Digits(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var letter in text.Where(char.IsAsciiDigit))
        {
            digits.Append(letter);
        }

        return digits.ToString();
    }
}
