namespace CaseFlow.Core.Dispatch;

/// <summary>The post's number of a registered letter, such as RR123456785KZ.</summary>
public static class TrackingNumber
{
    public const int Shortest = 8;

    /// <summary>As it is stored: capital letters, without spaces and hyphens.</summary>
    public static string Clean(string? typed) =>
        string.Concat((typed ?? "").Where(static sign => !char.IsWhiteSpace(sign) && sign != '-')).ToUpperInvariant();

    /// <summary>True when a cleaned text can be one: Latin letters and digits, with at least one digit.</summary>
    public static bool IsOne(string text) =>
        text.Length is >= Shortest and <= DispatchItem.TrackingLength
        && text.All(static sign => char.IsAsciiLetterUpper(sign) || char.IsAsciiDigit(sign))
        && text.Any(char.IsAsciiDigit);
}
