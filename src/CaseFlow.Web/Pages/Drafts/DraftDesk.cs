using System.Text;
using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>Loads what the pages of a draft show.</summary>
public sealed class DraftDesk(DraftStore drafts, CaseFlowDb db, CurrentUser me, PageTexts texts)
{
    /// <summary>The header of a draft; null when there is none for this person.</summary>
    public async Task<DraftHeader?> FindAsync(long id, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (await drafts.Find(scope, id, cancel) is not { } view)
        {
            return null;
        }

        var by = view.Draft.ChangedBy;
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(one => one.Id == by, cancel);
        return new DraftHeader(view, NameOf(view), texts.Moment(view.Draft.ChangedAt, AccessDays.Zone), user?.FullName ?? texts.Plain("cases.system"), view.IsOpen && DraftStore.MayWrite(scope));
    }

    /// <summary>Name of the process in the page's language; its id where its texts cannot be read.</summary>
    private string NameOf(DraftView view)
    {
        if (view.File(PackagePaths.Texts) is not { } file)
        {
            return view.Draft.Key;
        }

        var key = "element." + view.Draft.Key;
        var entry = TextFiles.ReadAll(Encoding.UTF8.GetString(file.Content)).Texts.FirstOrDefault(one => one.Key == key).Value;
        return entry?.In(texts.Language).Forms.Other ?? view.Draft.Key;
    }
}
