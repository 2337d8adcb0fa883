using System.Text.Json;
using CaseFlow.Core.Database;
using CaseFlow.Core.Files;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Letters;

/// <summary>
/// Makes letters and keeps them. A letter is stored before anybody can hand it out, and what is printed later is what was
/// stored, byte for byte: a reprint is never made anew.
/// </summary>
public static class LetterStore
{
    /// <summary>Makes a letter and adds it with its PDF; the caller saves, in the transaction of the case's step.</summary>
    /// <param name="db">The database.</param>
    /// <param name="painter">Puts it on paper.</param>
    /// <param name="template">The text of the case's own definition version (R7).</param>
    /// <param name="values">What goes in; see <see cref="LetterTemplate.Render"/>.</param>
    /// <param name="order">For which case, under which number, when and by whom.</param>
    /// <exception cref="LetterException">The letter cannot be made.</exception>
    public static StoredLetter Add(CaseFlowDb db, ILetterPainter painter, LetterTemplate template, JsonElement values, LetterOrder order)
    {
        var pdf = painter.Paint(template.Render(values), new LetterProperties(order.Author, order.Now));
        var file = FileStore.Add(db, order.CaseId, $"{template.Name}-{order.Number}.pdf", FileKind.Pdf, pdf, order.CreatedBy, order.Now);
        var letter = new StoredLetter
        {
            CaseId = order.CaseId,
            Template = template.Name,
            Language = template.Language,
            Number = order.Number,
            Hash = file.Hash,
            FileId = file.Id,
            CreatedAt = order.Now,
            CreatedBy = order.CreatedBy,
        };
        db.Add(letter);
        return letter;
    }

    /// <summary>The letters of a case, the newest last.</summary>
    public static Task<List<StoredLetter>> Of(CaseFlowDb db, long caseId, CancellationToken cancellation) =>
        db.Set<StoredLetter>().AsNoTracking().Where(letter => letter.CaseId == caseId).OrderBy(letter => letter.CreatedAt).ThenBy(letter => letter.Id).ToListAsync(cancellation);

    /// <summary>The newest letter of a template in a case; null when there is none.</summary>
    public static async Task<StoredLetter?> Newest(CaseFlowDb db, long caseId, string template, CancellationToken cancellation) =>
        (await Of(db, caseId, cancellation)).LastOrDefault(letter => string.Equals(letter.Template, template, StringComparison.Ordinal));

    /// <summary>A letter and its PDF, to be printed or printed again; null when the case has no such letter.</summary>
    /// <exception cref="InvalidDataException">The PDF is not the one that was stored.</exception>
    public static async Task<(StoredLetter Letter, byte[] Pdf)?> Read(CaseFlowDb db, long caseId, long letterId, CancellationToken cancellation)
    {
        var letter = await db.Set<StoredLetter>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == letterId && row.CaseId == caseId, cancellation);
        if (letter is null)
        {
            return null;
        }

        var stored = await FileStore.Read(db, caseId, letter.FileId, cancellation);
        return stored is { } file && string.Equals(file.File.Hash, letter.Hash, StringComparison.Ordinal)
            ? (letter, file.Content)
            : throw new InvalidDataException($"Letter {letterId} is not what was stored: its hash differs from its file's.");
    }
}

/// <summary>For what a letter is made.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Number">The number on it.</param>
/// <param name="Author">The office's name, for the PDF's properties.</param>
/// <param name="CreatedBy">The user; 0: the system.</param>
/// <param name="Now">The time of the step.</param>
public sealed record LetterOrder(long CaseId, string Number, string Author, long CreatedBy, Instant Now);
