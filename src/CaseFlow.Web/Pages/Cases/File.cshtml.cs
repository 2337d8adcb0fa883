using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Files;
using CaseFlow.Core.People;
using CaseFlow.Web.Access;
using CaseFlow.Web.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Cases;

/// <summary>A file of a case, to be saved: a scan, or a letter.</summary>
public sealed class FileModel(CaseFlowDb db, CurrentUser me, OpenPersonalData personalData) : PageModel
{
    /// <summary>Why, in the record of looks at personal data: key of a text.</summary>
    public const string Reason = "cases.access-file";

    public async Task<IActionResult> OnGetAsync(long id, long fileId, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (await VisibleCases.Find(db, scope, id, cancel) is null || await FileStore.Read(db, id, fileId, cancel) is not var (file, content))
        {
            return NotFound();
        }

        await personalData.Record(scope, id, PersonalDataKind.CaseFile, file.Id, Reason, cancel);
        return this.Attachment(file, content);
    }
}
