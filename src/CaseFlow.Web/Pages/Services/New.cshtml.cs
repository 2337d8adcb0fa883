using System.Globalization;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Services;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Drafts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Services;

/// <summary>A service that does not exist yet: a few words make a whole draft from the template.</summary>
public sealed class NewModel(DraftStore drafts, WorkflowsFolder workflows, CaseFlowDb db, CurrentUser me, PageTexts texts) : PageModel
{
    private const string Template = "certificate";
    private const int MostDays = 365;

    [BindProperty]
    public ThreeWords Name { get; set; } = new();

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Edition { get; set; }

    [BindProperty]
    public string? DecreeNumber { get; set; }

    [BindProperty]
    public DayInput DecreeDate { get; set; } = new();

    [BindProperty]
    public string? Days { get; set; }

    /// <summary>By step: who does it.</summary>
    [BindProperty]
    public Dictionary<string, string?> Roles { get; set; } = [];

    /// <summary>Whose tasks there can be.</summary>
    public IEnumerable<Choice> RoleChoices => Core.Access.Roles.WithTasks.Select(role => new Choice(role, texts.Line($"role.{role}")));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Roles = ServiceTemplate.Steps.ToDictionary(static step => step.Key, static step => (string?)step.Value, StringComparer.Ordinal);
        return DraftStore.MayWrite((await me.RequireAsync(cancel)).Scope) ? Page() : Forbid();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (!DraftStore.MayWrite(scope))
        {
            return Forbid();
        }

        if (await ReadAsync(cancel) is not { } service)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var id = await drafts.BeginNew(scope, service.Key, service.Key, ServiceTemplate.Files(workflows, Template, service), cancel);
        this.Succeeded("services.created");
        return RedirectToPage("/Drafts/Show", new { id });
    }

    private async Task<NewService?> ReadAsync(CancellationToken cancel)
    {
        var reader = new SettingsReader((field, key) => this.Refuse(field, key));
        var name = reader.Names(Name, nameof(Name));
        var edition = reader.Word(Edition, nameof(Edition));
        var key = Key?.Trim() ?? "";
        if (!ServiceTemplate.IsKey(key))
        {
            this.Refuse(nameof(Key), "services.error.key");
        }
        else if (await db.Set<DefinitionVersion>().AnyAsync(row => row.Key == key || row.ServiceKey == key, cancel)
            || await db.Set<Draft>().AnyAsync(row => (row.Key == key || row.ServiceKey == key) && row.State != DraftState.Discarded, cancel))
        {
            this.Refuse(nameof(Key), "services.error.taken");
        }

        if (!int.TryParse(Days?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > MostDays)
        {
            this.Refuse(nameof(Days), "services.error.days");
        }

        var roles = ServiceTemplate.Steps.Keys.ToDictionary(static step => step, step => Roles.GetValueOrDefault(step) ?? "", StringComparer.Ordinal);
        foreach (var (step, _) in roles.Where(static step => !Core.Access.Roles.WithTasks.Contains(step.Value, StringComparer.Ordinal)))
        {
            this.Refuse($"{nameof(Roles)}[{step}]", "settings.error.choose");
        }

        var decree = ReadDecree();
        return ModelState.IsValid ? new NewService(key, name, edition, decree, days) { Roles = roles } : null;
    }

    private Decree? ReadDecree()
    {
        if (string.IsNullOrWhiteSpace(DecreeNumber) && DecreeDate.IsEmpty)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(DecreeNumber) || DecreeDate.ToDate() is not { } date)
        {
            this.Refuse(nameof(DecreeNumber), "services.error.decree");
            return null;
        }

        return new Decree(DecreeNumber.Trim(), date, "approved");
    }
}
