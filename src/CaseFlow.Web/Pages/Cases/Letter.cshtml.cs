using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Letters;
using CaseFlow.Core.People;
using CaseFlow.Web.Access;
using CaseFlow.Web.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Cases;

/// <summary>A letter as it was stored, byte for byte, to be printed.</summary>
public sealed class LetterModel(CaseFlowDb db, CurrentUser me, OpenPersonalData personalData) : PageModel
{
    /// <summary>Why, in the record of looks at personal data: key of a text.</summary>
    public const string Reason = "cases.access-letter";

    public async Task<IActionResult> OnGetAsync(long id, long letterId, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (await VisibleCases.Find(db, scope, id, cancel) is null || await LetterStore.Read(db, id, letterId, cancel) is not var (letter, pdf))
        {
            return NotFound();
        }

        await personalData.Record(scope, id, PersonalDataKind.CaseFile, letter.FileId, Reason, cancel);
        return this.Inline($"{letter.Template}-{letter.Number}.pdf", pdf);
    }
}
