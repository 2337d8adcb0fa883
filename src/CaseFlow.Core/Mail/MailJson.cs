using System.Text.Json;

namespace CaseFlow.Core.Mail;

/// <summary>A mail as the outbox keeps it until it is sent.</summary>
internal static class MailJson
{
    public static byte[] Write(MailMessage mail) => JsonSerializer.SerializeToUtf8Bytes(mail);

    public static MailMessage Read(byte[] json) =>
        JsonSerializer.Deserialize<MailMessage>(json) ?? throw new JsonException("A mail is an object.");
}
