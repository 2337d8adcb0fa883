using CaseFlow.Core.Mail;
using CaseFlow.Infrastructure.Mail;

namespace CaseFlow.Faults;

/// <summary>
/// Sends one mail as the product does, in a process of its own: whom a process trusts is decided when it starts, by its
/// environment.
/// </summary>
internal static class OneMail
{
    public static async Task<int> Send(int port, string user, string password)
    {
        var sender = new SmtpMailSender(new MailOptions { Host = "localhost", Port = port, UserName = user, Password = password, From = "office@example.kz", FromName = "Әкімдік", TimeoutSeconds = 20 });
        try
        {
            await sender.Send(new MailMessage("complainant@example.kz", "Шағымыңызға жауап", "Көшірмесі."), "caseflow.1.1", CancellationToken.None);
            return 0;
        }
        catch (MailException error)
        {
            await Console.Error.WriteLineAsync($"{error.Message} {error.Permanent} {error.InnerException?.GetBaseException().GetType().Name}");
            return 1;
        }
    }
}
