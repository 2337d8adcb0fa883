using System.Text;
using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>What somebody else saved while a person was writing the same file.</summary>
/// <param name="Words">Who, and when.</param>
/// <param name="Text">What they saved; empty when they removed the file.</param>
/// <param name="Revision">With it, saving again puts one's own over theirs.</param>
public sealed record TheirChange(string Words, string Text, int Revision);

/// <summary>Says why a file was not saved.</summary>
public sealed class SaveRefusals(CaseFlowDb db, PageTexts texts)
{
    /// <summary>Why, but for a conflict.</summary>
    public string Words(DraftSaved refused) => refused switch
    {
        DraftLocked locked => texts.Plain("drafts.locked", texts.Plain(DraftHeader.StateText(locked.State))),
        DraftTooLarge => texts.Plain("drafts.too-large", DefinitionPackage.MaximumFileSize / 1024 / 1024),
        DraftBadPath => texts.Plain("drafts.bad-path"),
        _ => texts.Plain("drafts.unknown"),
    };

    /// <summary>What the other person saved.</summary>
    public async Task<TheirChange> TheirsAsync(DraftConflict conflict, CancellationToken cancel)
    {
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(one => one.Id == conflict.Who, cancel);
        return new TheirChange(
            texts.Plain(conflict.Deleted ? "drafts.conflict-deleted" : "drafts.conflict", user?.FullName ?? texts.Plain("cases.system"), texts.Moment(conflict.When, AccessDays.Zone)),
            Encoding.UTF8.GetString(conflict.TheirContent),
            conflict.TheirRevision);
    }

    /// <summary>Puts the error at a field of the page; a conflict is returned, for the page to offer the choice.</summary>
    public async Task<TheirChange?> TellAsync(PageModel page, DraftSaved refused, string field, CancellationToken cancel)
    {
        if (refused is DraftConflict conflict)
        {
            return await TheirsAsync(conflict, cancel);
        }

        page.ModelState.AddModelError(field, Words(refused));
        return null;
    }
}
