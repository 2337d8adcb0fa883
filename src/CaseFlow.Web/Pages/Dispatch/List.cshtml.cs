using System.Globalization;
using CaseFlow.Core.Database;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Files;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace CaseFlow.Web.Pages.Dispatch;

/// <summary>A list with which letters were handed to the post: on the page, on paper, and as a table.</summary>
public sealed class ListModel(
    CaseFlowDb db, DispatchView view, PostalListPaper paper, ILetterPainter painter, ChanceryDesk desk, OfficeNames offices, PageTexts texts) : PageModel
{
    /// <summary>Why, in the record of looks at personal data: key of a text.</summary>
    public const string Reason = "dispatch.access-list";

    public PostalList List { get; private set; } = null!;

    public Line Office { get; private set; }

    public string HandedBy { get; private set; } = "";

    public IReadOnlyList<DispatchLine> Lines { get; private set; } = [];

    // The post reads Kazakh and Russian.
    private string PaperLanguage => texts.Language == Languages.Ru ? Languages.Ru : Languages.Kk;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        Office = await offices.OfAsync(List.OfficeId, cancel);
        Lines = await view.LinesOf(await desk.ScopeAsync(cancel), id, cancel);
        return Page();
    }

    public async Task<IActionResult> OnGetPdfAsync(long id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        var office = await db.Set<Office>().AsNoTracking().SingleAsync(row => row.Id == List.OfficeId, cancel);
        var document = paper.Document(List, office, await EnvelopesAsync(cancel), HandedBy, PaperLanguage);
        return this.Inline($"{Name}.pdf", painter.Paint(document, new LetterProperties(office.Name(PaperLanguage).Text, List.HandedAt)));
    }

    public async Task<IActionResult> OnGetCsvAsync(long id, CancellationToken cancel) =>
        await FindAsync(id, cancel) ? this.Table($"{Name}.csv", paper.Csv(await EnvelopesAsync(cancel), PaperLanguage)) : NotFound();

    private string Name => texts.Plain("dispatch.list-file", List.No.ToString(CultureInfo.InvariantCulture), LocalDatePattern.Iso.Format(List.Day));

    private async Task<bool> FindAsync(long id, CancellationToken cancel)
    {
        if (await view.List(await desk.ScopeAsync(cancel), id, cancel) is not { } list)
        {
            return false;
        }

        List = list;
        HandedBy = await db.NameOfAsync(list.HandedBy, cancel);
        return true;
    }

    private async Task<IReadOnlyList<Envelope>> EnvelopesAsync(CancellationToken cancel)
    {
        var envelopes = await view.EnvelopesOf(await desk.ScopeAsync(cancel), List.Id, cancel);
        await desk.RecordAsync(envelopes, Reason, cancel);
        return envelopes;
    }
}
