using System.Text.Json;
using CaseFlow.Tests;
using Microsoft.Playwright;

namespace CaseFlow.E2E;

/// <summary>Asks axe-core what a page does to people who cannot see it, or cannot use a mouse.</summary>
public static class Axe
{
    private static readonly string Source =
        File.ReadAllText(Path.Combine(Repository.Root, "src/CaseFlow.Web/ClientApp/node_modules/axe-core/axe.min.js"));

    /// <summary>What WCAG 2.2 AA and axe's best practices find wrong: rule, element, reason.</summary>
    public static async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        // Evaluated from outside, since the page itself lets no foreign script in.
        await page.EvaluateAsync(Source);
        var result = await page.EvaluateAsync<JsonElement>("async () => await axe.run(document, { resultTypes: ['violations'] })");
        return
        [
            .. from violation in result.GetProperty("violations").EnumerateArray()
               from node in violation.GetProperty("nodes").EnumerateArray()
               select $"{violation.GetProperty("id").GetString()}: {node.GetProperty("html").GetString()} — {node.GetProperty("failureSummary").GetString()}",
        ];
    }
}
