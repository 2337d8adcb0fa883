using System.Globalization;
using System.Security.Cryptography;
using CaseFlow.Core.Files;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace CaseFlow.Web.Pages.Intake;

/// <summary>
/// What an open form carries with it, sealed for the user who opened it: the id reserved for the case, so that a form sent
/// twice is one case, and the office and process, which other tabs of the same browser must not change under it.
/// </summary>
/// <param name="CaseId">Reserved for the case.</param>
/// <param name="OfficeId">The office that takes the application.</param>
/// <param name="ProcessKey">What is applied for.</param>
/// <param name="OpenedAt">When the form was opened.</param>
public sealed record IntakeTicket(long CaseId, long OfficeId, string ProcessKey, Instant OpenedAt)
{
    /// <summary>The ticket for a hidden field.</summary>
    public string Seal(IDataProtectionProvider protection, long userId) => Protector(protection, userId).Protect(
        string.Create(CultureInfo.InvariantCulture, $"{CaseId} {OfficeId} {OpenedAt.ToUnixTimeMilliseconds()} {ProcessKey}"));

    /// <summary>
    /// The ticket of a form that came back; null when it is none of this user's, or so old that its uploads may be gone
    /// (<see cref="AbandonedUploads"/>).
    /// </summary>
    public static IntakeTicket? Open(string? sealedText, IDataProtectionProvider protection, long userId, Instant now)
    {
        try
        {
            var parts = Protector(protection, userId).Unprotect(sealedText ?? "").Split(' ', 4);
            var ticket = new IntakeTicket(Number(parts[0]), Number(parts[1]), parts[3], Instant.FromUnixTimeMilliseconds(Number(parts[2])));
            return now - ticket.OpenedAt <= AbandonedUploads.Kept ? ticket : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(IDataProtectionProvider protection, long userId) =>
        protection.CreateProtector("CaseFlow.Intake", userId.ToString(CultureInfo.InvariantCulture));

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
