using System.Globalization;
using CaseFlow.Core.Publishing;
using CaseFlow.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Publications;

/// <summary>What waits for approval, what is in force, and the record of who did what.</summary>
public sealed class IndexModel(PublicationDesk desk, PublicationList list, CurrentUser me) : PageModel
{
    /// <summary>Entries of the record to pass over.</summary>
    [BindProperty(SupportsGet = true)]
    public int Skip { get; set; }

    public IReadOnlyList<(Publication Publication, string SubmittedBy)> Waiting { get; private set; } = [];

    public IReadOnlyList<ProcessInForce> Processes { get; private set; } = [];

    public IReadOnlyList<RecordRow> Record { get; private set; } = [];

    public string? First { get; private set; }

    public string? NextPage { get; private set; }

    public string NameOf(string key) => desk.NameOf(key);

    public string Moment(Instant instant) => desk.Moment(instant);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        Processes = await desk.ProcessesAsync(scope, cancel);
        Waiting = await list.Waiting(scope, cancel);
        Skip = Math.Clamp(Skip, 0, 1_000_000);
        Record = await desk.RecordAsync(scope, key: null, Skip, cancel);
        First = Skip > 0 ? Url.Page("/Publications/Index") : null;
        NextPage = Record.Count == PublicationList.PageSize
            ? Url.Page("/Publications/Index", new { Skip = (Skip + PublicationList.PageSize).ToString(CultureInfo.InvariantCulture) })
            : null;
    }
}
