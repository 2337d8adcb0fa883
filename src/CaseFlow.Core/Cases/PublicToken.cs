using System.Security.Cryptography;

namespace CaseFlow.Core.Cases;

/// <summary>What a QR code on a paper leads by to the public page of its case; nobody guesses one.</summary>
public static class PublicToken
{
    /// <summary>Small hexadecimal digits: 128 bits.</summary>
    public const int Length = 32;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length / 2));

    /// <summary>Whether a text could be one.</summary>
    public static bool IsOne(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);
}
