namespace CaseFlow.Core.Mail;

/// <summary>The outside world's mail.</summary>
public interface IMailSender
{
    /// <summary>
    /// Hands a mail to the server. May be called again for the same mail when an answer was lost; the id tells the reader's
    /// mail program that it is the same.
    /// </summary>
    /// <param name="mail">The mail.</param>
    /// <param name="messageId">The same at every attempt; without angle brackets and domain.</param>
    /// <param name="cancellation">Stops a stalled sending.</param>
    /// <exception cref="MailException">The server did not take it.</exception>
    Task Send(MailMessage mail, string messageId, CancellationToken cancellation);
}

/// <summary>A mail that was not taken.</summary>
/// <param name="message">What went wrong; no address.</param>
/// <param name="permanent">True: trying again cannot help, such as for an address that there is not.</param>
/// <param name="inner">The cause.</param>
public sealed class MailException(string message, bool permanent, Exception? inner = null) : Exception(message, inner)
{
    public bool Permanent { get; } = permanent;
}
