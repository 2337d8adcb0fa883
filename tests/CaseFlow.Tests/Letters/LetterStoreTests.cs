using System.Text.Json;
using CaseFlow.Core.Files;
using CaseFlow.Core.Letters;
using CaseFlow.Infrastructure.Letters;
using CaseFlow.Tests.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Letters;

public sealed class LetterStoreTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 5, 15);

    [Theory, EveryDatabase]
    public async Task A_letter_is_stored_with_its_hash_and_reprinted_identically(Provider provider)
    {
        var database = await databases.Get(provider);
        var made = await Make(database, caseId: 1);

        await using var db = database.CreateDbContext();
        var (letter, pdf) = (await LetterStore.Read(db, 1, made.Id, TestContext.Current.CancellationToken))!.Value;
        var (_, again) = (await LetterStore.Read(db, 1, made.Id, TestContext.Current.CancellationToken))!.Value;

        Assert.Equal(("receipt", "kk", "ЖО-2026-000123", 7L, Now), (letter.Template, letter.Language, letter.Number, letter.CreatedBy, letter.CreatedAt));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(pdf)), letter.Hash);
        Assert.Equal(pdf, again);
        Assert.Equal(pdf, new PdfLetterPainter().Paint(ServiceLetters.Render("receipt", "kk"), new LetterProperties("Аппарат", Now)));
    }

    [Theory, EveryDatabase]
    public async Task A_letter_of_another_case_is_not_found(Provider provider)
    {
        var database = await databases.Get(provider);
        var made = await Make(database, caseId: 2);

        await using var db = database.CreateDbContext();

        Assert.Null(await LetterStore.Read(db, 3, made.Id, TestContext.Current.CancellationToken));
        Assert.Equal(made.Id, (await LetterStore.Newest(db, 2, "receipt", TestContext.Current.CancellationToken))!.Id);
        Assert.Null(await LetterStore.Newest(db, 2, "certificate", TestContext.Current.CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task Changed_bytes_are_never_handed_out(Provider provider)
    {
        var database = await databases.Get(provider);
        var made = await Make(database, caseId: 4);
        var exchanged = await Make(database, caseId: 4);

        await using var db = database.CreateDbContext();
        await db.Set<FileContent>().Where(row => row.FileId == made.FileId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Content, "%PDF-1.4 forged %%EOF"u8.ToArray()));
        await db.Set<StoredFile>().Where(row => row.Id == exchanged.FileId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Hash, "0"));

        await Assert.ThrowsAsync<InvalidDataException>(() => LetterStore.Read(db, 4, made.Id, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InvalidDataException>(() => LetterStore.Read(db, 4, exchanged.Id, TestContext.Current.CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task A_file_and_hash_exchanged_together_are_found_by_the_letter(Provider provider)
    {
        var database = await databases.Get(provider);
        var made = await Make(database, caseId: 5);
        var forged = "%PDF-1.4 forged %%EOF"u8.ToArray();

        await using var db = database.CreateDbContext();
        await db.Set<FileContent>().Where(row => row.FileId == made.FileId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Content, forged));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(forged));
        await db.Set<StoredFile>().Where(row => row.Id == made.FileId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Hash, hash));

        await Assert.ThrowsAsync<InvalidDataException>(() => LetterStore.Read(db, 5, made.Id, TestContext.Current.CancellationToken));
    }

    private static async Task<StoredLetter> Make(TestDatabase database, long caseId)
    {
        await using var db = database.CreateDbContext();
        var letter = LetterStore.Add(
            db,
            new PdfLetterPainter(),
            ServiceLetters.Template("receipt", "kk"),
            JsonSerializer.SerializeToElement(ServiceLetters.Sample("receipt", "kk")),
            new LetterOrder(caseId, "ЖО-2026-000123", "Аппарат", CreatedBy: 7, Now));
        await db.SaveChangesAsync();
        return letter;
    }
}
