using System.Data.Common;
using System.Globalization;
using CaseFlow.Core.Database;
using CaseFlow.Core.Mail;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseFlow.Tests.Running;

/// <summary>Rows of the domain are committed with the step that they belong to, or not at all.</summary>
public class DomainRowsTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly ProcessGraph Model = TestModel.Read(
        """<startEvent id="s"/><userTask id="work"/><serviceTask id="note" c:handler="note"/><endEvent id="e"/>""",
        "s→work", "work→note", "note→e");

    [Theory, EveryDatabase]
    public async Task A_form_its_step_and_its_handlers_rows_are_one_commit(Provider provider)
    {
        using var bench = await NewBench(provider);
        var id = await bench.Start();
        var no = (await bench.WorkItems(id))[0].No;
        var command = new CaseCommand(id, "form", new CompleteTask(no), 1)
        {
            Alongside = (db, row, _) =>
            {
                db.Add(new Setting { Key = Key("form", row.Id), Value = "saved" });
                return Task.CompletedTask;
            },
        };

        Assert.IsType<Committed>(await bench.Runner.Run(command));
        Assert.IsType<AlreadyDone>(await bench.Runner.Run(command));

        Assert.Equal(["saved", "noted"], await Settings(bench, id));
        Assert.Single(await bench.Outbox(id));
    }

    [Theory, EveryDatabase]
    public async Task Nothing_is_left_of_a_step_whose_handler_fails_but_the_incident(Provider provider)
    {
        using var bench = await NewBench(provider, fails: true);
        var id = await bench.Start();

        Assert.IsType<Committed>(await bench.Complete(id, "work"));

        Assert.Empty(await Settings(bench, id));
        Assert.Empty(await bench.Outbox(id));
        Assert.Equal("note", Assert.Single(await bench.Incidents(id)).Element);
    }

    [Theory, EveryDatabase]
    public async Task Nothing_is_left_of_a_form_whose_step_is_refused(Provider provider)
    {
        using var bench = await NewBench(provider);
        var id = await bench.Start();
        var no = (await bench.WorkItems(id))[0].No;
        await bench.Claim(id, no, user: 5);

        var refused = await bench.Runner.Run(new CaseCommand(id, "form", new CompleteTask(no), 6)
        {
            Alongside = (db, row, _) =>
            {
                db.Add(new Setting { Key = Key("form", row.Id), Value = "saved" });
                return Task.CompletedTask;
            },
        });

        Assert.Equal(RunnerCodes.NotMine, Assert.IsType<Refused>(refused).Code);
        Assert.Empty(await Settings(bench, id));
    }

    [Theory, EveryDatabase]
    public async Task A_commit_whose_answer_was_lost_is_found_again_and_not_repeated(Provider provider)
    {
        var lost = new LoseAnswer();
        var database = (await databases.Get(provider)).With(lost);
        using var bench = NewBench(database);
        var id = await bench.Start();
        lost.Armed = true;

        var result = await bench.Complete(id, "work", actor: 5);

        Assert.Equal(new AlreadyDone(5, Bench.Begin, Same: true), result);
        Assert.False(lost.Armed);
        Assert.Equal(["noted"], await Settings(bench, id));
        Assert.Equal(2, (await bench.Case(id)).Version);
    }

    [Theory, EveryDatabase]
    public async Task A_database_that_goes_on_failing_is_an_error_and_nothing_is_changed(Provider provider)
    {
        var broken = new BreakCommit();
        var database = (await databases.Get(provider)).With(broken);
        using var bench = NewBench(database);
        var id = await bench.Start();
        broken.Armed = true;

        await Assert.ThrowsAsync<BrokenDatabaseException>(() => bench.Complete(id, "work"));

        broken.Armed = false;
        Assert.Equal(1, (await bench.Case(id)).Version);
        Assert.Empty(await Settings(bench, id));
        Assert.IsType<Committed>(await bench.Complete(id, "work"));
    }

    [Theory, EveryDatabase]
    public async Task A_number_drawn_last_stands_on_the_case(Provider provider)
    {
        using var bench = Bench.On(await databases.Get(provider), Model);
        bench.Handlers.AddLocal("note", (call, _) =>
        {
            call.BeforeCommit((_, _) =>
            {
                call.Case.Number = "LEB-2026-00001";
                return Task.CompletedTask;
            });
            return Task.FromResult(ServiceAnswer.Done);
        });
        var id = await bench.Start();

        await bench.Complete(id, "work");

        Assert.Equal("LEB-2026-00001", (await bench.Case(id)).Number);
    }

    private static string Key(string what, long caseId) => string.Create(CultureInfo.InvariantCulture, $"test.{caseId}.{what}");

    private static async Task<List<string>> Settings(Bench bench, long caseId)
    {
        await using var db = bench.Database!.CreateDbContext();
        var prefix = Key("", caseId);
        return await db.Set<Setting>().Where(row => row.Key.StartsWith(prefix)).OrderBy(row => row.Key).Select(row => row.Value).ToListAsync();
    }

    private async Task<Bench> NewBench(Provider provider, bool fails = false) => NewBench(await databases.Get(provider), fails);

    private static Bench NewBench(TestDatabase database, bool fails = false)
    {
        var bench = Bench.On(database, Model);
        bench.Handlers.AddLocal("note", async (call, cancellation) =>
        {
            call.Db.Add(new Setting { Key = Key("note", call.Case.Id), Value = "noted" });
            call.Send(new MailMessage("applicant@example.kz", "s", "t"));
            await call.Db.SaveChangesAsync(cancellation);
            return fails ? throw new InvalidOperationException("no") : ServiceAnswer.Done;
        });
        return bench;
    }

    private sealed class BrokenDatabaseException() : DbException("The connection is gone.");

    /// <summary>Once: commits, and then the connection breaks.</summary>
    private sealed class LoseAnswer : DbTransactionInterceptor
    {
        public bool Armed { get; set; }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default)
        {
            if (!Armed)
            {
                return Task.CompletedTask;
            }

            Armed = false;
            throw new BrokenDatabaseException();
        }
    }

    /// <summary>Never lets a transaction be committed.</summary>
    private sealed class BreakCommit : DbTransactionInterceptor
    {
        public bool Armed { get; set; }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default) =>
            Armed ? throw new BrokenDatabaseException() : ValueTask.FromResult(result);
    }
}
