namespace CaseFlow.Core.Mail;

/// <summary>A mail to one person.</summary>
/// <param name="To">Address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
public sealed record MailMessage(string To, string Subject, string Text)
{
    /// <summary>The same as HTML; null: text alone.</summary>
    public string? Html { get; init; }

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];
}

/// <param name="FileName">Name shown to the reader.</param>
/// <param name="MediaType">Such as application/pdf.</param>
/// <param name="Content">The bytes.</param>
public sealed record MailAttachment(string FileName, string MediaType, byte[] Content);
