namespace CaseFlow.Infrastructure.Mail;

/// <summary>How mail leaves the house (configuration section Mail).</summary>
public sealed class MailOptions
{
    /// <summary>Name of the server; empty: none is configured, and mails become incidents until one is.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>Encrypts by STARTTLS. Switch off only for a server on the same machine.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Empty: no sign-in.</summary>
    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Address of the sender; its domain also ends the Message-Id.</summary>
    public string From { get; set; } = "";

    /// <summary>Name of the sender; keep it short.</summary>
    public string FromName { get; set; } = "";

    /// <summary>Seconds after which a stalled sending is given up and tried again later.</summary>
    public int TimeoutSeconds { get; set; } = 20;
}
