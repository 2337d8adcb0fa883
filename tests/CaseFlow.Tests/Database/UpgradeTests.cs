using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Engine.State;
using CaseFlow.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseFlow.Tests.Database;

/// <summary>A database of an earlier version is brought up to this one with what is in it.</summary>
public class UpgradeTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory, EveryDatabase]
    public async Task Work_items_of_the_first_version_belong_to_the_definition_of_their_case(Provider provider)
    {
        var database = await databases.New(provider);
        await using (var db = database.CreateDbContext())
        {
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("Initial");
            await Insert(db, caseId: 1, definitionId: 77);
            await Insert(db, caseId: 2, definitionId: 78);
            await migrator.MigrateAsync();
        }

        await using var upgraded = database.CreateDbContext();
        Assert.Equal([77, 78], await upgraded.Set<WorkItem>().OrderBy(item => item.CaseId).Select(item => item.DefinitionId).ToListAsync());
        var item = await upgraded.Set<WorkItem>().Include(row => row.Candidates).FirstAsync();
        Assert.Equal(("work", "clerk", "", WorkItem.NotDue), (item.Element, item.Role, item.Name, item.DueAt));
        Assert.Empty(item.Candidates);
        Assert.Empty(await upgraded.Database.GetPendingMigrationsAsync());
    }

    /// <summary>As the first version wrote it: only columns that it had.</summary>
    private static async Task Insert(CaseFlowDb db, long caseId, long definitionId)
    {
        var (began, due, nobody) = (Bench.Begin.ToUnixTimeMilliseconds(), WorkItem.NotDue.ToUnixTimeMilliseconds(), 0L);
        var (state, hash) = (StateJson.Write(new ProcessState()), new byte[32]);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO cases (id, service_key, process_key, definition_id, version, state, history_hash, status, office_id, intake_office_id, number, outcome, started_at)
            VALUES ({caseId}, 's', 'p', {definitionId}, 1, {state}, {hash}, 0, 7, 7, '', '', {began})
            """);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO work_items (case_id, no, element, office_id, role, assignee_id, state, created_at, due_at, done_by)
            VALUES ({caseId}, 2, 'work', 7, 'clerk', {nobody}, 0, {began}, {due}, {nobody})
            """);
    }
}
