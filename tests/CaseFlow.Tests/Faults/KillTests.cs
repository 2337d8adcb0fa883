using System.Diagnostics;
using System.Globalization;
using CaseFlow.Faults;
using CaseFlow.StandIns;
using CaseFlow.Tests.Database;
using Microsoft.Data.Sqlite;

namespace CaseFlow.Tests.Faults;

/// <summary>A real process is killed at seeded points and started again, until its work is done; then a checker looks.</summary>
public sealed class KillTests : IDisposable
{
    private const int Cases = 6;
    private const int Killed = 128 + 9;
    private const int WantedKills = 50;

    private readonly string directory = Directory.CreateTempSubdirectory("caseflow-faults-").FullName;

    [Fact]
    public async Task Fifty_kills_lose_nothing_and_do_nothing_twice()
    {
        var kills = await Task.WhenAll(Enumerable.Range(1, 2).Select(KillAgainAndAgain));
        Assert.True(kills.Sum() >= WantedKills, $"{kills.Sum()} kills");
    }

    [Fact]
    public async Task Two_processes_that_compete_for_each_case_do_everything_once()
    {
        await using var smtp = new SmtpStandIn();
        using var rivals = new Rivals(Path.Combine(directory, "rivals.db"), smtp.Port, checkVersions: true);
        await rivals.Run(Cases);
        await using var db = rivals.OpenDatabase();
        Assert.Empty(await Checker.Check(db, Cases, Mails(smtp.Received)));
    }

    [Fact]
    public async Task Without_the_check_of_versions_the_checker_finds_lost_work_in_each_case()
    {
        await using var smtp = new SmtpStandIn();
        using var rivals = new Rivals(Path.Combine(directory, "unchecked.db"), smtp.Port, checkVersions: false);
        await rivals.Run(Cases);
        await using var db = rivals.OpenDatabase();
        var wrong = await Checker.Check(db, Cases, Mails(smtp.Received));
        for (var number = 0; number < Cases; number++)
        {
            Assert.Contains($"case {number}: the events do not give the state", wrong);
            Assert.Contains($"case {number}: it is Running at ''", wrong);
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>Kills until half of the kills are reached and the work at hand is done.</summary>
    private async Task<int> KillAgainAndAgain(int chain)
    {
        await using var smtp = new SmtpStandIn();
        var kills = 0;
        for (var run = 0; kills < WantedKills / 2; run++)
        {
            var file = Path.Combine(directory, $"chain{chain}.{run}.db");
            var before = smtp.Received.Count;
            while (await Worker(file, smtp.Port, seed: (chain * 1000) + kills) is var exit and not 0)
            {
                Assert.Equal(Killed, exit);
                kills++;
            }

            Assert.Empty(await Check(file, smtp.Received.Skip(before)));
        }

        return kills;
    }

    private static async Task<IReadOnlyList<string>> Check(string file, IEnumerable<ReceivedMail> mails)
    {
        await using var db = TestDatabase.Sqlite($"Data Source={file}").CreateDbContext();
        return await Checker.Check(db, Cases, Mails(mails));
    }

    private static List<(string Subject, string MessageId)> Mails(IEnumerable<ReceivedMail> mails) =>
        [.. mails.Select(static mail => (mail.Header("Subject")!, mail.Header("Message-ID")!))];

    private static async Task<int> Worker(string file, int smtpPort, int seed)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "CaseFlow.Faults.dll");
        var arguments = new[] { program, "worker", file, smtpPort, Cases, (object)seed };
        var start = new ProcessStartInfo("dotnet", arguments.Select(static part => Convert.ToString(part, CultureInfo.InvariantCulture)!))
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };

        // A process that lives for a second has nothing from being optimized.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountThreshold"] = "30000";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode is 0 or Killed, errors);
        return process.ExitCode;
    }
}
