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

    /// <summary>Names of the processes of drafts, by the draft's id.</summary>
    public async Task<IReadOnlyDictionary<long, string>> NamesAsync(IEnumerable<Draft> all, CancellationToken cancel)
    {
        var byId = all.ToDictionary(static draft => draft.Id);
        var files = await db.Set<DraftFile>().AsNoTracking()
            .Where(file => file.Path == PackagePaths.Texts && !file.Deleted && byId.Keys.Contains(file.DraftId)).ToListAsync(cancel);
        var contents = files.ToDictionary(static file => file.DraftId);
        return byId.ToDictionary(static one => one.Key, one => NameIn(contents.GetValueOrDefault(one.Key), one.Value));
    }

    private string NameOf(DraftView view) => NameIn(view.File(PackagePaths.Texts), view.Draft);

    /// <summary>Name of the process in the page's language; its id where its texts cannot be read.</summary>
    private string NameIn(DraftFile? file, Draft draft)
    {
        if (file is null)
        {
            return draft.Key;
        }

        var key = "element." + draft.Key;
        var entry = TextFiles.ReadAll(Encoding.UTF8.GetString(file.Content)).Texts.FirstOrDefault(one => one.Key == key).Value;
        return entry?.In(texts.Language).Forms.Other ?? draft.Key;
    }
}
