using System.Globalization;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Faults;

/// <summary>
/// Carries out the script from where an earlier run of it died. People, timers and the outbox work at the same time, and a
/// person who got no answer does the same once more.
/// </summary>
public sealed class Worker(string file, int smtpPort, CrashPoints crash) : IAsyncDisposable
{
    private static readonly Duration AfterClaims = Duration.FromSeconds(31);

    private readonly House house = new(file, smtpPort, crash);

    public async Task Run(int cases)
    {
        await using (var db = house.CreateDbContext())
        {
            await DatabaseStart.PrepareAsync(db, CancellationToken.None);
        }

        for (var round = await ReadRound(); round < Script.Rounds; round++)
        {
            await WriteRound(round);
            house.Clock.Now = Script.Begin + (Duration.FromMinutes(30) * round);
            do
            {
                await Task.WhenAll(
                    Task.Run(() => People(round, cases)),
                    Task.Run(() => house.Timers.RunDue(CancellationToken.None)),
                    Task.Run(() => house.Outbox.RunDue(CancellationToken.None)));

                // What a dead process had claimed comes free.
                house.Clock.Now += AfterClaims;
            }
            while (await SomethingIsDue());
        }
    }

    public ValueTask DisposeAsync()
    {
        house.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task People(int round, int cases)
    {
        for (var number = 0; number < cases; number++)
        {
            var id = Script.CaseId(number);
            if (round == 0)
            {
                await Do(new CaseCommand(id, "form-start", new Start(Script.Graph.Definition), 1)
                {
                    New = new NewCase("faults", 1, OfficeId: 7, IntakeOfficeId: 7),
                });
            }

            if (round == number % 3)
            {
                await Complete(id, "one");
            }

            if (round == Script.SecondIsDone)
            {
                await Complete(id, "two");
            }
        }
    }

    private async Task Complete(long caseId, string element)
    {
        await using var db = house.CreateDbContext();
        var no = await db.Set<WorkItem>().Where(item => item.CaseId == caseId && item.Element == element).Select(item => item.No).SingleAsync();
        await Do(new CaseCommand(caseId, "form-" + element, new CompleteTask(no), 1));
    }

    private async Task Do(CaseCommand command)
    {
        if (await house.Runner.Run(command) is not (Committed or AlreadyDone { Same: true }) and var result)
        {
            throw new InvalidOperationException($"{command.TriggerId} of case {command.CaseId}: {result}");
        }
    }

    private async Task<bool> SomethingIsDue()
    {
        await using var db = house.CreateDbContext();
        var now = house.Clock.Now;
        return await db.Set<CaseTimer>().AnyAsync(timer => timer.DueAt <= now)
            || await db.Set<OutboxMessage>().AnyAsync(message => message.NextAt < WorkItem.NotDue);
    }

    /// <summary>The virtual clock outlives the process, as a real one does.</summary>
    private async Task<int> ReadRound() =>
        File.Exists(file + ".round") ? int.Parse(await File.ReadAllTextAsync(file + ".round"), CultureInfo.InvariantCulture) : 0;

    private async Task WriteRound(int round)
    {
        await File.WriteAllTextAsync(file + ".round.new", round.ToString(CultureInfo.InvariantCulture));
        File.Move(file + ".round.new", file + ".round", overwrite: true);
    }
}
