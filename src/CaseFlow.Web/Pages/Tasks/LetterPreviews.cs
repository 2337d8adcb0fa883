using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Texts;
using Microsoft.AspNetCore.Html;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Pages.Tasks;

/// <summary>The letter of a result or a reply before it is issued: the same template and the same values as the real one.</summary>
public sealed class LetterPreviews(CaseFlowDb db, OfficeCalendars calendars, ComplaintDraft draft, TextCatalog texts, ServiceHandlerOptions options, IClock clock)
{
    // Stands where the number will: it is drawn when the letter is issued, so that no number is lost.
    private const string NoNumber = "—";

    // Under the heading of the panel, which is the page's second level.
    private const int Heading = 2;

    /// <summary>The letter as HTML; null while too little is known for it.</summary>
    /// <param name="task">The task beside which it is shown.</param>
    /// <param name="unsaved">Texts being typed; null: none.</param>
    /// <param name="userId">Who looks at it.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IHtmlContent?> OfAsync(TaskView task, IReadOnlyDictionary<string, string>? unsaved, long userId, CancellationToken cancel)
    {
        var application = await db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == task.Case.Id, cancel);
        var now = clock.GetCurrentInstant();
        if (application is null || !Result.IsKnown(task.Definition, task.Variables) || await SignatoryAsync(task, userId, now, cancel) is not { } signatory)
        {
            return null;
        }

        var values = new LetterValues(db, calendars, texts, options.PublicAddress);
        var filled = await Result.Values(
            values, task.Case, task.Definition, application, task.Variables, NoNumber, signatory, now, cancel, unsaved);
        var template = task.Definition.Letters[$"{Result.TemplateOf(task.Variables)}.{application.Language}"];
        return new HtmlString(LetterHtml.Fragment(template.Render(filled), Heading));
    }

    /// <summary>The written reply to a complaint as HTML; null while nobody is there to sign it.</summary>
    /// <param name="task">The task beside which it is shown.</param>
    /// <param name="unsaved">Texts being typed; null: none.</param>
    /// <param name="userId">Who looks at it.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IHtmlContent?> ReplyAsync(TaskView task, IReadOnlyDictionary<string, string>? unsaved, long userId, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (await SignatoryAsync(task, userId, now, cancel) is not { } signatory)
        {
            return null;
        }

        var (template, values) = await draft.Reply(task, NoNumber, signatory, now, unsaved, options.PublicAddress, cancel);
        return new HtmlString(LetterHtml.Fragment(task.Definition.Letters[template].Render(values), Heading));
    }

    /// <summary>The head who looks at it will be who approves it; for others the office's head stands in.</summary>
    private async Task<long?> SignatoryAsync(TaskView task, long userId, Instant now, CancellationToken cancel)
    {
        var calendar = await calendars.Of(db, task.Case.OfficeId, cancel);
        return await OfficePeople.Signatory(db, task.Case.OfficeId, userId, calendar.DateOf(now), cancel);
    }
}
