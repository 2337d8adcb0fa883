using System.Net;
using System.Net.Sockets;
using System.Text;
using CaseFlow.StandIns;

namespace CaseFlow.Tests.Mail;

public class SmtpStandInTests
{
    /// <summary>Else a process that is killed while it sends would seem to have sent.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("Subject: half\r\n")]
    [InlineData("Subject: whole\r\n\r\nbut for the dot\r\n")]
    public async Task A_client_that_goes_away_in_the_middle_has_sent_no_mail(string sent)
    {
        await using var server = new SmtpStandIn();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("HELO me\r\nMAIL FROM:<a@example.kz>\r\nRCPT TO:<b@example.kz>\r\nDATA\r\n" + sent));
        client.Client.Shutdown(SocketShutdown.Send);

        using var answers = new StreamReader(stream, Encoding.ASCII);
        Assert.EndsWith("354 go on\r\n", await answers.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }
}
