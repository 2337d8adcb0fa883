using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CaseFlow.Core.Access;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>What an editor is told after saving.</summary>
/// <param name="Result">saved, conflict, locked, too-large, bad-path or unknown.</param>
/// <param name="Words">The same as a sentence.</param>
/// <param name="Revision">The revision that is there now.</param>
/// <param name="Content">Of a conflict: what is there now.</param>
public sealed record SaveAnswer(string Result, string Words, int Revision = 0, string? Content = null);

/// <summary>Fetches, saves and checks one file of a draft; the editors' scripts ask here.</summary>
[RequestSizeLimit(FileModel.MaximumRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = FileModel.MaximumRequest, ValueLengthLimit = DefinitionPackage.MaximumFileSize + 1)]
public sealed class FileModel(DraftStore drafts, SaveRefusals refusals, PackageCheckOptions known, CurrentUser me, PageTexts texts) : PageModel
{
    /// <summary>The greatest file and the rest of the form.</summary>
    public const int MaximumRequest = DefinitionPackage.MaximumFileSize + (64 * 1024);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [BindProperty(SupportsGet = true)]
    public string Path { get; set; } = "";

    [BindProperty]
    public int Revision { get; set; }

    /// <summary>The file's content, sent as a file: a text field would have its line ends changed.</summary>
    [BindProperty(Name = "content")]
    public IFormFile? Upload { get; set; }

    /// <summary>Id of an element whose names are saved.</summary>
    [BindProperty]
    public string Element { get; set; } = "";

    [BindProperty]
    public string Kk { get; set; } = "";

    [BindProperty]
    public string Ru { get; set; } = "";

    [BindProperty]
    public string? En { get; set; }

    /// <summary>The file to keep, or, with a revision, as it was.</summary>
    public async Task<IActionResult> OnGetAsync(long id, int? revision, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        var content = revision is { } no
            ? await drafts.Content(scope, id, Path, no, cancel)
            : (await drafts.Find(scope, id, cancel))?.File(Path)?.Content;
        Response.Headers.CacheControl = "no-store";
        // Always to be kept and never to be shown: what a manager wrote is not a page of this site.
        return content is null ? NotFound() : File(content, "application/octet-stream", System.IO.Path.GetFileName(Path));
    }

    /// <summary>Saves the file.</summary>
    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        return await AnswerAsync(await drafts.Save(scope, id, Path, Revision, await ReadAsync(cancel), cancel), cancel);
    }

    /// <summary>What would be wrong with the draft if the file were saved like this; saves nothing.</summary>
    public async Task<IActionResult> OnPostCheckAsync(long id, CancellationToken cancel)
    {
        if (await drafts.Find((await me.RequireAsync(cancel)).Scope, id, cancel) is not { } view)
        {
            return NotFound();
        }

        var (_, problems) = PackageCheck.Of(view.PackageWith(Path, await ReadAsync(cancel)), known with { ProcessKey = view.Draft.Key });
        var words = new ProblemWords(texts);
        return Answer(StatusCodes.Status200OK, new { problems = problems.Select(words.Of) });
    }

    /// <summary>Writes the names of an element into texts.yaml. One text is changed, so a change of another one meanwhile is no conflict.</summary>
    public async Task<IActionResult> OnPostNameAsync(long id, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (await drafts.Find(scope, id, cancel) is not { } view || !DraftStore.MayWrite(scope))
            {
                break;
            }

            var file = view.File(PackagePaths.Texts);
            try
            {
                var changed = TextsFile.With(Encoding.UTF8.GetString(file?.Content ?? []), ["element", Element.Trim()], Kk.Trim(), Ru.Trim(), En?.Trim());
                var result = await drafts.Save(scope, id, PackagePaths.Texts, file?.Revision ?? 0, Encoding.UTF8.GetBytes(changed), cancel);
                if (result is not DraftConflict)
                {
                    return await AnswerAsync(result, cancel);
                }
            }
            catch (InvalidDataException)
            {
                return Answer(StatusCodes.Status400BadRequest, new SaveAnswer("bad-text", texts.Plain("editor.bad-texts")));
            }
        }

        return await AnswerAsync(new DraftUnknown(), cancel);
    }

    private async Task<byte[]> ReadAsync(CancellationToken cancel)
    {
        using var buffer = new MemoryStream();
        if (Upload is not null)
        {
            await Upload.CopyToAsync(buffer, cancel);
        }

        return buffer.ToArray();
    }

    private async Task<ContentResult> AnswerAsync(DraftSaved result, CancellationToken cancel) => result switch
    {
        DraftFileSaved saved => Answer(StatusCodes.Status200OK, new SaveAnswer("saved", texts.Plain("drafts.saved-at", texts.Moment(saved.At, AccessDays.Zone)), saved.Revision)),
        DraftConflict conflict => Answer(StatusCodes.Status409Conflict, await ConflictAsync(conflict, cancel)),
        DraftLocked => Answer(StatusCodes.Status423Locked, new SaveAnswer("locked", refusals.Words(result))),
        DraftTooLarge => Answer(StatusCodes.Status413PayloadTooLarge, new SaveAnswer("too-large", refusals.Words(result))),
        DraftBadPath => Answer(StatusCodes.Status400BadRequest, new SaveAnswer("bad-path", refusals.Words(result))),
        _ => Answer(StatusCodes.Status404NotFound, new SaveAnswer("unknown", refusals.Words(result))),
    };

    private async Task<SaveAnswer> ConflictAsync(DraftConflict conflict, CancellationToken cancel)
    {
        var theirs = await refusals.TheirsAsync(conflict, cancel);
        return new SaveAnswer("conflict", theirs.Words, theirs.Revision, conflict.Deleted ? null : theirs.Text);
    }

    private static ContentResult Answer(int status, object answer) =>
        new() { StatusCode = status, ContentType = "application/json; charset=utf-8", Content = JsonSerializer.Serialize(answer, Json) };
}
