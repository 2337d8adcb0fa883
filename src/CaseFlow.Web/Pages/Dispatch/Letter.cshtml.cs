using CaseFlow.Core.Database;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Letters;
using CaseFlow.Core.People;
using CaseFlow.Web.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Dispatch;

/// <summary>
/// A letter of the register as it was stored, to be printed, or what is enclosed with it. The chancery that posts it may
/// do so even when its case has gone to another office.
/// </summary>
public sealed class LetterModel(CaseFlowDb db, DispatchView view, ChanceryDesk desk, OpenPersonalData personalData) : PageModel
{
    /// <summary>Why, in the record of looks at personal data: key of a text.</summary>
    public const string Reason = "dispatch.access-letter";

    /// <summary>The letters of a case that go with its acknowledgement (P24.1, P24.2).</summary>
    public static IReadOnlyList<string> Enclosures { get; } = ["ticket", "stamp"];

    public async Task<IActionResult> OnGetAsync(long id, string? enclosure, CancellationToken cancel)
    {
        var scope = await desk.ScopeAsync(cancel);
        if (await view.Find(scope, id, cancel) is not var (line, _)
            || await LetterIdAsync(line, enclosure, cancel) is not { } letterId
            || await LetterStore.Read(db, line.CaseId, letterId, cancel) is not var (letter, pdf))
        {
            return NotFound();
        }

        await personalData.Record(scope, line.CaseId, PersonalDataKind.CaseFile, letter.FileId, Reason, cancel);
        return this.Inline($"{letter.Template}-{letter.Number}.pdf", pdf);
    }

    private async Task<long?> LetterIdAsync(DispatchLine line, string? enclosure, CancellationToken cancel) => enclosure switch
    {
        null => line.LetterId,
        _ when line.Purpose == DispatchPurpose.Acknowledgement && Enclosures.Contains(enclosure) =>
            (await LetterStore.Newest(db, line.CaseId, enclosure, cancel))?.Id,
        _ => null,
    };
}
