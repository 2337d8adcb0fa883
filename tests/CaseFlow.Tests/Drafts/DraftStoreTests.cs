using System.Text;
using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Drafts;

/// <summary>A version in the making: who may write it, and that nothing of it is lost.</summary>
public class DraftStoreTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private const string Path = "process.bpmn";
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 4, 0);
    private static readonly Scope Manager = Scope.Of(7, [new Grant(1, Roles.Manager)]);
    private static readonly Scope Other = Scope.Of(8, [new Grant(2, Roles.Manager)]);

    [Theory, EveryDatabase]
    public async Task Begins_as_a_copy_of_a_version_and_would_be_the_next(Provider provider)
    {
        await using var db = await Open(provider);
        var version = new DefinitionVersion { ServiceKey = "service", Key = $"copied-{provider}", Version = 3, Hash = "h", CreatedAt = Now };
        db.Add(version);
        db.Add(new DefinitionFile { DefinitionId = version.Id, No = 1, Path = Path, Content = "<a/>"u8.ToArray() });
        db.Add(new DefinitionFile { DefinitionId = version.Id, No = 2, Path = "texts.yaml", Content = "a: {}"u8.ToArray() });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        var view = await Find(db, await Store(db).Begin(Manager, version.Id, CancellationToken.None));
        Assert.Equal((DraftState.Open, version.Id, 3, 4, 7L), (view.Draft.State, view.Draft.BasedOn, view.BasedOnVersion, view.NextVersion, view.Draft.CreatedBy));
        Assert.Equal(["process.bpmn", "texts.yaml"], view.Package().Files.Select(file => file.Path));
        Assert.Equal("<a/>", Encoding.UTF8.GetString(view.File(Path)!.Content));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Store(db).Begin(Manager, 999_999, CancellationToken.None));
    }

    [Theory, EveryDatabase]
    public async Task Whoever_saves_on_an_old_revision_is_told_of_the_other_and_both_contents_are_kept(Provider provider)
    {
        await using var db = await Open(provider);
        var id = await New(db);
        Assert.Equal(2, Assert.IsType<DraftFileSaved>(await Save(db, Manager, id, 1, "<first/>")).Revision);
        var conflict = Assert.IsType<DraftConflict>(await Save(db, Other, id, 1, "<second/>"));
        Assert.Equal((2, "<first/>", 7L, Now), (conflict.TheirRevision, Encoding.UTF8.GetString(conflict.TheirContent), conflict.Who, conflict.When));

        Assert.Equal(3, Assert.IsType<DraftFileSaved>(await Save(db, Other, id, conflict.TheirRevision, "<second/>")).Revision);
        Assert.Equal("<second/>", Encoding.UTF8.GetString((await Find(db, id)).File(Path)!.Content));
        Assert.Equal([3, 2, 1], (await Store(db).Revisions(Manager, id, Path, CancellationToken.None)).Select(revision => revision.Revision));
        Assert.Equal("<first/>", Encoding.UTF8.GetString((await Store(db).Content(Manager, id, Path, 2, CancellationToken.None))!));
    }

    [Theory, EveryDatabase]
    public async Task Of_many_who_save_at_once_one_is_first_and_the_others_are_told(Provider provider)
    {
        var database = await databases.Get(provider);
        await using var db = database.CreateDbContext();
        var id = await New(db);
        var results = await Task.WhenAll(Enumerable.Range(1, 6).Select(async no =>
        {
            await using var own = database.CreateDbContext();
            return await Save(own, no % 2 == 0 ? Manager : Other, id, 1, $"<a no='{no}'/>");
        }));
        Assert.Equal(2, Assert.Single(results.OfType<DraftFileSaved>()).Revision);
        Assert.Equal(5, results.OfType<DraftConflict>().Count(static conflict => conflict.TheirRevision == 2));
        Assert.Equal(2, await db.Set<DraftFileVersion>().CountAsync(row => row.DraftId == id, TestContext.Current.CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task The_same_again_is_no_conflict_and_no_revision(Provider provider)
    {
        await using var db = await Open(provider);
        var id = await New(db);
        Assert.Equal(2, Assert.IsType<DraftFileSaved>(await Save(db, Manager, id, 1, "<a/>\r\n")).Revision);
        Assert.Equal(2, Assert.IsType<DraftFileSaved>(await Save(db, Manager, id, 1, "<a/>\n")).Revision);
    }

    [Theory, EveryDatabase]
    public async Task A_file_is_made_removed_and_made_again(Provider provider)
    {
        await using var db = await Open(provider);
        var id = await New(db);
        var store = Store(db);
        Assert.Equal(1, Assert.IsType<DraftFileSaved>(await store.Save(Manager, id, "forms/a.json", 0, "{}"u8.ToArray(), CancellationToken.None)).Revision);
        Assert.IsType<DraftConflict>(await store.Save(Manager, id, "forms/a.json", 0, "{ }"u8.ToArray(), CancellationToken.None));
        Assert.IsType<DraftConflict>(await store.Delete(Manager, id, "forms/a.json", 5, CancellationToken.None));
        Assert.Equal(2, Assert.IsType<DraftFileSaved>(await store.Delete(Manager, id, "forms/a.json", 1, CancellationToken.None)).Revision);
        Assert.Null((await Find(db, id)).File("forms/a.json"));

        var conflict = Assert.IsType<DraftConflict>(await store.Save(Other, id, "forms/a.json", 1, "[]"u8.ToArray(), CancellationToken.None));
        Assert.True(conflict.Deleted);
        Assert.Equal(3, Assert.IsType<DraftFileSaved>(await store.Save(Other, id, "forms/a.json", 0, "[]"u8.ToArray(), CancellationToken.None)).Revision);
        Assert.Equal("{}", Encoding.UTF8.GetString((await store.Content(Manager, id, "forms/a.json", 1, CancellationToken.None))!));
        Assert.IsType<DraftBadPath>(await store.Delete(Manager, id, "forms/never.json", 0, CancellationToken.None));
    }

    [Theory, EveryDatabase]
    public async Task Only_an_open_draft_is_written(Provider provider)
    {
        await using var db = await Open(provider);
        var id = await New(db);
        var store = Store(db);
        Assert.True(await store.Discard(Manager, id, "drawn twice", CancellationToken.None));
        Assert.False(await store.Discard(Manager, id, "again", CancellationToken.None));
        Assert.Equal(DraftState.Discarded, Assert.IsType<DraftLocked>(await Save(db, Manager, id, 1, "<b/>")).State);
        Assert.Equal("drawn twice", (await Find(db, id)).Draft.Reason);
        Assert.True(await store.Restore(Other, id, CancellationToken.None));
        Assert.IsType<DraftFileSaved>(await Save(db, Manager, id, 1, "<b/>"));

        await db.Set<Draft>().Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DraftState.Submitted), TestContext.Current.CancellationToken);
        Assert.Equal(DraftState.Submitted, Assert.IsType<DraftLocked>(await Save(db, Manager, id, 2, "<c/>")).State);
        Assert.Equal(DraftState.Submitted, Assert.IsType<DraftLocked>(await store.Delete(Manager, id, Path, 2, CancellationToken.None)).State);
        Assert.False(await store.Restore(Manager, id, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Discard(Manager, id, " ", CancellationToken.None));
    }

    [Theory, EveryDatabase]
    public async Task Managers_write_auditors_read_others_see_nothing(Provider provider)
    {
        await using var db = await Open(provider);
        var id = await New(db);
        var store = Store(db);
        var auditor = Scope.Of(9, [new Grant(1, Roles.Auditor)]);
        var clerk = Scope.Of(10, [new Grant(1, Roles.Clerk), new Grant(1, Roles.Head)]);

        Assert.NotNull(await store.Find(auditor, id, CancellationToken.None));
        Assert.Contains(await store.List(auditor, CancellationToken.None), row => row.Draft.Id == id);
        Assert.Null(await store.Find(clerk, id, CancellationToken.None));
        Assert.Empty(await store.List(clerk, CancellationToken.None));
        Assert.Empty(await store.Revisions(clerk, id, Path, CancellationToken.None));
        Assert.Null(await store.Content(clerk, id, Path, 1, CancellationToken.None));
        foreach (var scope in new[] { auditor, clerk })
        {
            Assert.IsType<DraftUnknown>(await Save(db, scope, id, 1, "<x/>"));
            Assert.False(await store.Discard(scope, id, "no", CancellationToken.None));
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => store.BeginNew(scope, "s", "k", [], CancellationToken.None));
        }
    }

    [Theory, EveryDatabase]
    public async Task Size_number_and_paths_of_files_are_bounded(Provider provider)
    {
        await using var db = await Open(provider);
        var id = await New(db);
        var store = Store(db);
        Assert.IsType<DraftTooLarge>(await store.Save(Manager, id, Path, 1, new byte[DefinitionPackage.MaximumFileSize + 1], CancellationToken.None));
        Assert.IsType<DraftBadPath>(await store.Save(Manager, id, "../process.bpmn", 0, [], CancellationToken.None));
        for (var no = 1; no < PackagePaths.MaximumFiles; no++)
        {
            db.Add(new DraftFile { DraftId = id, No = no + 1, Path = $"forms/f{no}.json", Revision = 1, ChangedAt = Now });
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        db.ChangeTracker.Clear();
        Assert.IsType<DraftTooLarge>(await store.Save(Manager, id, "forms/last.json", 0, "{}"u8.ToArray(), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.BeginNew(Manager, "s", "k", [new PackageFile("a/b.txt", [])], CancellationToken.None));
    }

    [Theory]
    [InlineData("process.bpmn", true)]
    [InlineData("service.yaml", true)]
    [InlineData("complaint.yaml", true)]
    [InlineData("texts.yaml", true)]
    [InlineData("forms/check-register_2.json", true)]
    [InlineData("letters/receipt.kk.md", true)]
    [InlineData("scenarios/paths.yaml", true)]
    [InlineData("routing.dmn", true)]
    [InlineData("letters/receipt.en.md", false)]
    [InlineData("letters/receipt.md", false)]
    [InlineData("forms/../process.json", false)]
    [InlineData("forms/a/b.json", false)]
    [InlineData("forms\\a.json", false)]
    [InlineData("/process.bpmn", false)]
    [InlineData("Process.bpmn", false)]
    [InlineData("process.bpmn\n", false)]
    [InlineData("forms/.json", false)]
    [InlineData("readme.md", false)]
    [InlineData("", false)]
    public void The_files_of_a_package_are_a_closed_list(string path, bool expected) => Assert.Equal(expected, PackagePaths.IsAllowed(path));

    private async Task<CaseFlowDb> Open(Provider provider) => (await databases.Get(provider)).CreateDbContext();

    private static DraftStore Store(CaseFlowDb db) => new(db, new At(Now));

    private static Task<long> New(CaseFlowDb db) =>
        Store(db).BeginNew(Manager, "service", "process", [new PackageFile(Path, "<begun/>"u8.ToArray())], CancellationToken.None);

    private static Task<DraftSaved> Save(CaseFlowDb db, Scope scope, long id, int seen, string content) =>
        Store(db).Save(scope, id, Path, seen, Encoding.UTF8.GetBytes(content), CancellationToken.None);

    private static async Task<DraftView> Find(CaseFlowDb db, long id) => (await Store(db).Find(Manager, id, CancellationToken.None))!;
}
