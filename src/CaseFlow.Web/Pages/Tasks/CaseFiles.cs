using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Files;
using CaseFlow.Web.Access;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Cases;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Pages.Tasks;

/// <summary>Puts the case file of a complaint together, so that nobody has to ask for it.</summary>
public sealed class CaseFiles(CaseFlowDb db, DefinitionCatalog definitions, OfficeCalendars calendars, OfficeNames offices, PageTexts texts, IClock clock)
{
    /// <summary>The file beside a task of a complaint; null when the case is none.</summary>
    /// <param name="scope">Who looks.</param>
    /// <param name="row">The complaint's case.</param>
    /// <param name="whole">The service case in full, and not only its number.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<CaseFilePanel?> OfAsync(Scope scope, Case row, bool whole, CancellationToken cancel)
    {
        var complaint = await db.Set<Complaint>().AsNoTracking().FirstOrDefaultAsync(found => found.CaseId == row.Id, cancel);
        if (complaint is null)
        {
            return null;
        }

        var definition = await definitions.Get(row.DefinitionId);
        var words = await db.Set<CaseText>().AsNoTracking().Where(text => text.CaseId == row.Id).ToListAsync(cancel);
        var letters = db.Set<Core.Letters.StoredLetter>().Where(letter => letter.CaseId == row.Id).Select(static letter => letter.FileId);
        var files = await db.Set<StoredFile>().AsNoTracking().Where(file => file.CaseId == row.Id && !letters.Contains(file.Id)).OrderBy(static file => file.Id).ToListAsync(cancel);
        var service = complaint.ServiceCaseId == 0 ? null : await CaseView.Find(db, definitions, scope, complaint.ServiceCaseId, cancel);
        return new CaseFilePanel(
            row,
            complaint,
            await offices.OfAsync(complaint.AboutOfficeId, cancel),
            [.. words.OrderBy(static text => text.WrittenAt).ThenBy(static text => text.Key, StringComparer.Ordinal).Select(text => (ComplaintLabels.Of(definition, text, texts), text.Text))],
            files,
            service is null ? null : await ServiceAsync(service, cancel),
            whole);
    }

    private async Task<ServiceCaseFile> ServiceAsync(CaseView view, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return new ServiceCaseFile(
            view,
            [.. view.Deadlines.Select(row => CaseDue.Of(view, row, now, texts.Language))],
            new CaseHistory(view, texts).Entries(),
            (await calendars.Of(db, view.Case.OfficeId, cancel)).Zone);
    }
}
