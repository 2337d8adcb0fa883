using System.Data.Common;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.Offices;
using CaseFlow.Tests.Database;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseFlow.Tests.Complaints;

/// <summary>Number and ticket are one, whoever registers at once and whatever fails between (P24.1, P24.2).</summary>
public class RegistrationRaceTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private const int Offices = 10;
    private const int Complaints = 500;

    [Theory, EveryDatabase]
    [Requirement("P24.1")]
    public async Task Five_hundred_at_once_in_ten_offices_leave_no_gap_and_no_duplicate(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var offices = (await desk.Desk.RowsAsync<Office>(office => office.Kind == OfficeKind.DistrictAkimat)).OrderBy(office => office.Id).Take(Offices).Select(office => office.Id).ToArray();
        var chancery = Core.Access.Scope.Of(desk.Chancery.UserId!.Value, [.. offices.Select(office => new Core.Access.Grant(office, Core.Access.Roles.Chancery))]);
        await Parallel.ForEachAsync(Enumerable.Range(0, Complaints), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (no, _) =>
        {
            var office = offices[no % Offices];
            var complaint = desk.Complaint() with { OfficeId = office, AboutOfficeId = office };
            Assert.IsType<ComplaintRegistered>(await desk.RegisterAsync(chancery, complaint));
        });

        var lines = await desk.Desk.RowsAsync<JournalEntry>(entry => entry.Series == ComplaintJournal.Incoming && offices.Contains(entry.OfficeId));
        foreach (var journal in lines.GroupBy(line => line.OfficeId))
        {
            Assert.Equal(Enumerable.Range(1, Complaints / Offices), journal.Select(line => line.No).Order());
        }

        Assert.Equal(Complaints, lines.Select(line => line.CaseId).Distinct().Count());
        var cases = await desk.Desk.RowsAsync<Case>(row => row.ProcessKey == "complaint" && offices.Contains(row.IntakeOfficeId));
        Assert.Equal(Complaints, cases.Select(row => row.Number).Distinct(StringComparer.Ordinal).Count());
        var ids = cases.Select(row => row.Id).ToHashSet();
        Assert.Equal(Complaints, (await desk.Desk.RowsAsync<StoredLetter>(letter => letter.Template == "ticket")).Count(letter => ids.Contains(letter.CaseId)));
    }

    [Theory, EveryDatabase]
    [Requirement("P24.2")]
    public async Task What_fails_between_number_and_ticket_leaves_neither(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.leb.02");
        await desk.RegisteredAsync(desk.Complaint());
        var complaint = desk.Complaint();
        var failing = new FailingCommit();
        using (var broken = await ComplaintDesk.OpenAsync(desk.Desk.Database.With(failing), "akm.leb.02"))
        {
            failing.Armed = true;
            await Assert.ThrowsAnyAsync<Exception>(() => broken.RegisterAsync(broken.Chancery, complaint));
            failing.Armed = false;
        }

        Assert.True(failing.Failed > 0);
        Assert.Empty(await desk.Desk.RowsAsync<Case>(row => row.Id == complaint.CaseId));
        Assert.Empty(await desk.Desk.RowsAsync<StoredLetter>(letter => letter.CaseId == complaint.CaseId));
        await desk.RegisteredAsync(complaint);
        await desk.RegisteredAsync(desk.Complaint());
        var lines = (await desk.Desk.RowsAsync<JournalEntry>(entry => entry.OfficeId == desk.OfficeId && entry.Series == ComplaintJournal.Incoming)).OrderBy(line => line.No).ToList();
        Assert.Equal([1, 2, 3], lines.Select(line => line.No));
        Assert.Equal(complaint.CaseId, lines[1].CaseId);
        Assert.Contains("ticket", await desk.LettersAsync(complaint.CaseId));
    }

    [Theory, EveryDatabase]
    public async Task A_commit_whose_outcome_is_unknown_is_looked_up_and_not_made_twice(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.leb.03");
        var losing = new FailingCommit { AfterCommit = true };
        using var shaky = await ComplaintDesk.OpenAsync(desk.Desk.Database.With(losing), "akm.leb.03");
        var complaint = desk.Complaint();
        losing.Armed = true;
        Assert.IsType<ComplaintRegistered>(await shaky.RegisterAsync(shaky.Chancery, complaint));
        Assert.True(losing.Failed > 0);
        Assert.Single(await desk.Desk.RowsAsync<JournalEntry>(entry => entry.CaseId == complaint.CaseId));
        Assert.Single(await desk.Desk.RowsAsync<StoredLetter>(letter => letter.CaseId == complaint.CaseId && letter.Template == "ticket"));
    }

    /// <summary>A database that breaks at the commit: before it, or once after it, so that its answer is lost.</summary>
    private sealed class FailingCommit : DbTransactionInterceptor
    {
        public bool Armed { get; set; }

        public bool AfterCommit { get; init; }

        public int Failed { get; private set; }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            Armed && !AfterCommit ? throw Lost() : ValueTask.FromResult(result);

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (Armed && AfterCommit)
            {
                Armed = false;
                throw Lost();
            }

            return Task.CompletedTask;
        }

        private LostException Lost()
        {
            Failed++;
            return new LostException();
        }
    }

    private sealed class LostException() : DbException("The connection is gone.");
}
