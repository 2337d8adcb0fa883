namespace CaseFlow.Core.People;

/// <summary>
/// The individual identification number (ЖСН / ИИН): twelve digits, the last one a check digit. Nothing is concluded from
/// the digits that look like a birth date and a sex: since 2013 they may differ from the person's.
/// </summary>
public static class Iin
{
    public const int Length = 12;

    private static readonly int[] FirstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    private static readonly int[] SecondWeights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

    /// <summary>What was written, without the spaces people put between the digits.</summary>
    public static string Clean(string? written) =>
        written is null ? "" : string.Concat(written.Where(static letter => !char.IsWhiteSpace(letter)));

    /// <summary>Key of the text that says what is wrong (<see cref="PersonErrors"/>); null when it is an IIN.</summary>
    public static string? Problem(string? written)
    {
        var digits = Clean(written);
        return !HasShape(digits) ? PersonErrors.IinDigits : IsValid(digits) ? null : PersonErrors.IinCheck;
    }

    /// <summary>True for twelve digits; they may still be no IIN.</summary>
    public static bool HasShape(string digits) => digits.Length == Length && digits.All(char.IsAsciiDigit);

    /// <summary>True for twelve digits of which the last is the right check digit.</summary>
    public static bool IsValid(string digits) => HasShape(digits) && CheckDigit(digits) == digits[^1] - '0';

    /// <summary>The check digit of the first eleven digits; null when a number that begins so is never issued.</summary>
    public static int? CheckDigit(string digits)
    {
        var check = Sum(digits, FirstWeights);
        if (check == 10)
        {
            check = Sum(digits, SecondWeights);
        }

        return check == 10 ? null : check;
    }

    /// <summary>For lists: 9001••••0003. Empty for a person without an IIN.</summary>
    public static string Mask(string iin) =>
        iin.Length == 0 ? "" : iin.Length == Length ? $"{iin.AsSpan(0, 4)}••••{iin.AsSpan(8)}" : new string('•', Length);

    private static int Sum(string digits, int[] weights)
    {
        var sum = 0;
        for (var at = 0; at < weights.Length; at++)
        {
            sum += (digits[at] - '0') * weights[at];
        }

        return sum % 11;
    }
}
