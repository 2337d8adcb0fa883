using CaseFlow.Core.Applications;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Files;
using CaseFlow.Core.Letters;
using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Cases;
using CaseFlow.Web.Pages.Inbox;
using Microsoft.AspNetCore.Html;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Pages.Tasks;

/// <summary>What stands beside the form.</summary>
public abstract record TaskPanel;

/// <summary>Accounts of the household register that may be the applicant's (P16.2).</summary>
public sealed record RegisterPanel(CaseParty? Applicant, Application? Application, IReadOnlyList<FoundAccount> Found) : TaskPanel;

/// <summary>The letter as it would be issued now.</summary>
/// <param name="Ground">Wording of the ground of a refusal, in the user's language; null: a certificate.</param>
/// <param name="Letter">Null while too little is known.</param>
public sealed record LetterPanel(Line? Ground, IHtmlContent? Letter) : TaskPanel;

/// <summary>The letter that was issued, to be printed, signed and sealed.</summary>
public sealed record IssuedPanel(long CaseId, StoredLetter? Letter) : TaskPanel;

/// <summary>Who may receive the result, and what is given to them.</summary>
public sealed record HandOutPanel(
    long CaseId, IReadOnlyList<CaseParty> People, LocalDate Today, IReadOnlyList<Line> ToReturn, IReadOnlyList<StoredLetter> Letters) : TaskPanel;

/// <summary>
/// The case file beside a complaint's task, put together by itself: what the complainant wrote, and the service case
/// complained of with its history, documents, letters and deadlines.
/// </summary>
/// <param name="Case">The complaint's own case.</param>
/// <param name="Complaint">The complaint.</param>
/// <param name="About">The office complained of.</param>
/// <param name="Words">What the complainant wrote, and what was written since: label and text.</param>
/// <param name="Files">What was handed in with the complaint.</param>
/// <param name="Service">The service case; null: none was named.</param>
/// <param name="IsWhole">The service case is shown in full, and not only named.</param>
public sealed record CaseFilePanel(
    Case Case, Complaint Complaint, Line About, IReadOnlyList<(string Label, string Text)> Words, IReadOnlyList<StoredFile> Files, ServiceCaseFile? Service, bool IsWhole) : TaskPanel;

/// <summary>The service case complained of.</summary>
public sealed record ServiceCaseFile(CaseView View, IReadOnlyList<CaseDue> Deadlines, IReadOnlyList<HistoryEntry> History, DateTimeZone Zone);

/// <summary>Loads the panel that a task's definition asks for (extension panel).</summary>
public sealed class TaskPanels(CaseFlowDb db, TaskChoices choices, LetterPreviews previews, CaseFiles files, DueTimes times, PageTexts texts, IClock clock)
{
    /// <summary>The panel; null when the definition asks for none, or for one that this program does not have.</summary>
    public async Task<TaskPanel?> OfAsync(TaskView task, IReadOnlyDictionary<string, string>? unsaved, SignedIn person, CancellationToken cancel) => task.Panel switch
    {
        "register" => await RegisterAsync(task, cancel),
        "letter" => new LetterPanel(GroundOf(task), await previews.OfAsync(task, unsaved, person.User.Id, cancel)),
        "reply" => new LetterPanel(Ground: null, await previews.ReplyAsync(task, unsaved, person.User.Id, cancel)),
        "issued" => new IssuedPanel(task.Case.Id, await LetterStore.Newest(db, task.Case.Id, IssuedTemplate(task), cancel)),
        "handOut" => await HandOutAsync(task, cancel),
        "complaint" => await files.OfAsync(person.Scope, task.Case, whole: false, cancel),
        "caseFile" => await files.OfAsync(person.Scope, task.Case, whole: true, cancel),
        _ => null,
    };

    private async Task<RegisterPanel> RegisterAsync(TaskView task, CancellationToken cancel) => new(
        (await PeopleAsync(task, cancel)).FirstOrDefault(static party => party.Role == PartyRole.Applicant),
        await db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == task.Case.Id, cancel),
        await choices.FoundAccounts(task.Case, cancel));

    private Line? GroundOf(TaskView task) =>
        Result.RefusalGround(task.Variables) is { } ground
            ? new Line($"{ground}: {task.Definition.Service.Ground(ground).Wording.In(texts.Language)}", texts.Language)
            : null;

    private static string IssuedTemplate(TaskView task) => task.Definition.Complaint is null ? Result.TemplateOf(task.Variables) : "reply";

    private async Task<HandOutPanel> HandOutAsync(TaskView task, CancellationToken cancel)
    {
        var calendar = await times.CalendarOfAsync(task.Item.OfficeId, cancel);
        var documents = await db.Set<ApplicationDocument>().AsNoTracking()
            .Where(document => document.CaseId == task.Case.Id && document.Given && !document.Returned)
            .OrderBy(static document => document.No)
            .ToListAsync(cancel);
        return new HandOutPanel(
            task.Case.Id,
            await PeopleAsync(task, cancel),
            calendar.DateOf(clock.GetCurrentInstant()),
            [.. documents.Where(document => IsOriginal(task, document)).Select(document => NameOf(task, document))],
            await LetterStore.Of(db, task.Case.Id, cancel));
    }

    private Task<List<CaseParty>> PeopleAsync(TaskView task, CancellationToken cancel) =>
        db.Set<CaseParty>().AsNoTracking().Where(party => party.CaseId == task.Case.Id).OrderBy(static party => party.No).ToListAsync(cancel);

    private static bool IsOriginal(TaskView task, ApplicationDocument document) =>
        task.Definition.Service.Documents.Any(known => known.IsOriginal && known.Id == document.DocumentId);

    private Line NameOf(TaskView task, ApplicationDocument document) => new(
        task.Definition.Service.Documents.FirstOrDefault(known => known.Id == document.DocumentId)?.Name.In(texts.Language) ?? document.Name, texts.Language);
}
