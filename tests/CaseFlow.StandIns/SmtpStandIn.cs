using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CaseFlow.StandIns;

/// <summary>A mail that the stand-in took.</summary>
/// <param name="From">The envelope's sender.</param>
/// <param name="To">The envelope's recipients.</param>
/// <param name="Data">Header and body as they came, dots unstuffed.</param>
/// <param name="User">Who had signed in; null: nobody.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Data, string? User)
{
    /// <summary>The password that was given with the name.</summary>
    public string? Password { get; init; }

    /// <summary>The mail came over an encrypted connection.</summary>
    public bool Encrypted { get; init; }

    /// <summary>Value of a header, unfolded; null when there is none.</summary>
    public string? Header(string name)
    {
        var lines = Data.Split("\r\n\r\n", 2)[0].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");
        var line = Array.Find(lines, line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return line?[(name.Length + 1)..].Trim();
    }
}

/// <summary>What the stand-in does with a mail.</summary>
public enum SmtpMood
{
    Takes,

    /// <summary>Refuses each recipient for good (550).</summary>
    RefusesRecipients,

    /// <summary>Takes the mail and breaks the connection before it says so.</summary>
    TakesWithoutAnswer,

    /// <summary>Says nothing after the greeting.</summary>
    Stalls,

    /// <summary>Takes the mail, and says nothing afterwards.</summary>
    StallsAfterData,

    /// <summary>Puts each recipient off until later (450), as a server does that knows no strangers at first.</summary>
    DefersRecipients,

    /// <summary>Puts the mail itself off until later (451).</summary>
    DefersMails,

    /// <summary>Refuses the mail itself for good (554).</summary>
    RefusesMails,

    /// <summary>Refuses the name and the password (535), and takes nothing from strangers (530).</summary>
    RefusesSignIn,
}

/// <summary>An SMTP server for tests, on a free port of this machine.</summary>
public sealed class SmtpStandIn : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly List<ReceivedMail> received = [];
    private readonly Task accepting;
    private readonly X509Certificate2 certificate = SelfSigned();

    /// <summary>Listens at once.</summary>
    public SmtpStandIn()
    {
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The certificate of <c>localhost</c>, for who is to trust it.</summary>
    public string CertificatePem => certificate.ExportCertificatePem();

    public SmtpMood Mood { get; set; }

    /// <summary>All mails so far, in the order in which they came.</summary>
    public IReadOnlyList<ReceivedMail> Received
    {
        get
        {
            lock (received)
            {
                return [.. received];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        certificate.Dispose();
        stopping.Dispose();
    }

    private async Task Accept()
    {
        var conversations = new List<Task>();
        try
        {
            while (true)
            {
                conversations.Add(Talk(await listener.AcceptTcpClientAsync(stopping.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(conversations);
        }
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
        {
            try
            {
                await new Conversation(this, client.GetStream()).Run(stopping.Token);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The other side went away, which is what some tests are about.
            }
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var from = DateTimeOffset.UnixEpoch;
        using var made = request.CreateSelfSigned(from, from.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    /// <summary>One connection (RFC 5321, as much of it as a client of ours speaks).</summary>
    private sealed class Conversation(SmtpStandIn server, Stream stream)
    {
        private Stream stream = stream;
        private StreamReader reader = new(stream, Encoding.Latin1);
        private string? user;
        private string? password;
        private string from = "";
        private List<string> to = [];

        public async Task Run(CancellationToken cancellation)
        {
            await Say("220 stand-in", cancellation);
            if (server.Mood == SmtpMood.Stalls)
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            while (await reader.ReadLineAsync(cancellation) is { } line && await Answer(line, cancellation))
            {
            }
        }

        private async Task<bool> Answer(string line, CancellationToken cancellation)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await Say(stream is SslStream ? "250-stand-in\r\n250 AUTH LOGIN" : "250-stand-in\r\n250-STARTTLS\r\n250 AUTH LOGIN", cancellation);
                    return true;
                case "HELO" or "RSET" or "NOOP":
                    await Say("250 ok", cancellation);
                    return true;
                case "STARTTLS":
                    await Encrypt(cancellation);
                    return true;
                case "AUTH":
                    await SignIn(line, cancellation);
                    return true;
                case "MAIL":
                    (from, to) = (Address(line), []);
                    await Say(server.Mood == SmtpMood.RefusesSignIn ? "530 sign in first" : "250 ok", cancellation);
                    return true;
                case "RCPT":
                    to.Add(Address(line));
                    await Say(
                        server.Mood switch
                        {
                            SmtpMood.RefusesRecipients => "550 no such mailbox",
                            SmtpMood.DefersRecipients => "450 come again later",
                            _ => "250 ok",
                        },
                        cancellation);
                    return true;
                case "DATA":
                    return await Take(cancellation);
                case "QUIT":
                    await Say("221 bye", cancellation);
                    return false;
                default:
                    await Say("502 not understood", cancellation);
                    return true;
            }
        }

        private async Task Encrypt(CancellationToken cancellation)
        {
            await Say("220 go ahead", cancellation);
            var encrypted = new SslStream(stream);
            await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.certificate }, cancellation);
            stream = encrypted;
            reader = new StreamReader(stream, Encoding.Latin1);
        }

        private async Task SignIn(string line, CancellationToken cancellation)
        {
            // "AUTH LOGIN" with or without the name on the same line.
            var parts = line.Split(' ');
            var name = parts.Length > 2 ? parts[2] : await Ask("334 VXNlcm5hbWU6", cancellation);
            var given = await Ask("334 UGFzc3dvcmQ6", cancellation);
            if (server.Mood == SmtpMood.RefusesSignIn)
            {
                await Say("535 who are you?", cancellation);
                return;
            }

            (user, password) = (Encoding.UTF8.GetString(Convert.FromBase64String(name)), Encoding.UTF8.GetString(Convert.FromBase64String(given)));
            await Say("235 welcome", cancellation);
        }

        private async Task<bool> Take(CancellationToken cancellation)
        {
            await Say("354 go on", cancellation);
            var data = new StringBuilder();
            while (await Line(cancellation) is var line && line != ".")
            {
                data.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
            }

            if (server.Mood is SmtpMood.DefersMails or SmtpMood.RefusesMails)
            {
                await Say(server.Mood == SmtpMood.DefersMails ? "451 come again later" : "554 not this one", cancellation);
                return true;
            }

            lock (server.received)
            {
                server.received.Add(new ReceivedMail(from, [.. to], data.ToString(), user) { Password = password, Encrypted = stream is SslStream });
            }

            switch (server.Mood)
            {
                case SmtpMood.TakesWithoutAnswer:
                    return false;
                case SmtpMood.StallsAfterData:
                    await Task.Delay(Timeout.Infinite, cancellation);
                    return false;
                default:
                    await Say("250 taken", cancellation);
                    return true;
            }
        }

        private async Task<string> Ask(string question, CancellationToken cancellation)
        {
            await Say(question, cancellation);
            return await Line(cancellation);
        }

        /// <summary>A client that goes away in the middle has sent no mail (RFC 5321, 4.1.1.4).</summary>
        private async Task<string> Line(CancellationToken cancellation) =>
            await reader.ReadLineAsync(cancellation) ?? throw new IOException("The client went away.");

        private async Task Say(string line, CancellationToken cancellation) =>
            await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellation);

        private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
    }
}
