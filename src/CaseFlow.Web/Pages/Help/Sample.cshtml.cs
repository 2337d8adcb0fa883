using CaseFlow.Core.Definitions;
using CaseFlow.Core.Letters;
using CaseFlow.Web.Complaints;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Help;

/// <summary>A sample of a complaint, to be printed and filled in (P20.1): a letter of the package, in kk or ru.</summary>
public sealed class SampleModel(DefinitionCatalog definitions, PageTexts texts, IClock clock) : PageModel
{
    // Under the page's own heading.
    private const int Heading = 1;

    private static readonly string[] Kinds = ["service", "result"];

    /// <summary>service (P22) or result (P21).</summary>
    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    /// <summary>kk or ru.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Language { get; set; }

    public IHtmlContent Sample { get; private set; } = HtmlString.Empty;

    public IReadOnlyList<Choice> Languages =>
        [new(Core.Texts.Languages.Kk, texts.Line("intake.language-kk")), new(Core.Texts.Languages.Ru, texts.Line("intake.language-ru"))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Language = (Language ?? texts.Language) == Core.Texts.Languages.Ru ? Core.Texts.Languages.Ru : Core.Texts.Languages.Kk;
        ModelState.Remove(nameof(Language));
        var definition = await definitions.Get(await definitions.InForce(ComplaintFormPage.Process, clock.GetCurrentInstant(), cancel));
        if (!Kinds.Contains(Kind) || definition.Letters.GetValueOrDefault($"sample-{Kind}.{Language}") is not { } template)
        {
            return NotFound();
        }

        Sample = new HtmlString(LetterHtml.Fragment(template.Render(System.Text.Json.JsonSerializer.SerializeToElement(new { })), Heading));
        return Page();
    }
}
