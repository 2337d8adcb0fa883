using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Complaints;

/// <summary>
/// The secret printed on a ticket, with which a complainant follows the complaint. It is derived from the installation's own
/// key, so that a ticket can be printed again, and kept with the case as a hash alone.
/// </summary>
public sealed class ComplaintSecret(IDbContextFactory<CaseFlowDb> databases) : IDisposable
{
    private const string SettingKey = "complaints.secret-key";
    private const int Letters = 16; // of 5 bits: 80 bits
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly SemaphoreSlim gate = new(1);
    private byte[]? key;

    /// <summary>Reads the installation's key, or makes it when there is none; call it where no transaction is open.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        if (key is not null)
        {
            return;
        }

        await gate.WaitAsync(cancellation);
        try
        {
            key ??= await Read(cancellation) ?? await Make(cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The secret of a complaint: four groups of four letters and digits.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Prepare"/> has not been called.</exception>
    public string Of(long caseId)
    {
        var bits = Mac("secret", caseId, "");
        var text = new StringBuilder();
        for (var at = 0; at < Letters; at++)
        {
            text.Append(at > 0 && at % 4 == 0 ? "-" : "").Append(Alphabet[bits[at] & 31]);
        }

        return text.ToString();
    }

    /// <summary>What is stored of it, lower-case hex.</summary>
    public string HashOf(long caseId) => Hash(caseId, Of(caseId));

    /// <summary>Whether this is the complaint's secret, however it was typed: blanks, hyphens, small letters, O for 0, I or L for 1.</summary>
    /// <param name="complaint">The complaint; null: there is none, and the answer takes as long.</param>
    /// <param name="typed">What was typed.</param>
    public bool Check(Complaint? complaint, string typed)
    {
        var given = Hash(complaint?.CaseId ?? 0, typed.Length > 100 ? "" : typed);
        var kept = complaint?.SecretHash is { Length: Complaint.HashLength } hash ? hash : new string('0', Complaint.HashLength);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), Encoding.ASCII.GetBytes(kept));
    }

    public void Dispose() => gate.Dispose();

    private string Hash(long caseId, string secret) => Convert.ToHexStringLower(Mac("hash", caseId, Normal(secret)));

    private static string Normal(string typed) => new([.. typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)
        .Select(static letter => letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter })]);

    private byte[] Mac(string purpose, long caseId, string text)
    {
        var number = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, caseId);
        byte[] message = [.. Encoding.UTF8.GetBytes(purpose), 0, .. number, .. Encoding.UTF8.GetBytes(text)];
        return HMACSHA256.HashData(key ?? throw new InvalidOperationException("The key of the complaints' secrets has not been read."), message);
    }

    private async Task<byte[]?> Read(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var kept = await db.Set<Setting>().AsNoTracking().FirstOrDefaultAsync(row => row.Key == SettingKey, cancellation);
        return kept is null ? null : Convert.FromBase64String(kept.Value);
    }

    private async Task<byte[]> Make(CancellationToken cancellation)
    {
        var made = RandomNumberGenerator.GetBytes(32);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            db.Add(new Setting { Key = SettingKey, Value = Convert.ToBase64String(made) });
            await db.SaveChangesAsync(cancellation);
            return made;
        }
        catch (DbUpdateException failed)
        {
            // Another process was first. Any other failure happens again.
            return await Read(cancellation) ?? throw new InvalidOperationException("The key of the complaints' secrets cannot be kept.", failed);
        }
    }
}
