using System.Text;
using System.Text.Json;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>The modeller: the process of a draft as a drawing.</summary>
public sealed class ModelModel(DraftDesk desk, PackageCheckOptions known, PageTexts texts) : EditorModel
{
    private const string Prefix = "element.";

    /// <summary>What elements may name.</summary>
    public string Choices { get; private set; } = "{}";

    /// <summary>Texts of elements by id.</summary>
    public string Names { get; private set; } = "{}";

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } header || header.View.File(DefinitionPackage.ProcessFileName) is not { } file)
        {
            return NotFound();
        }

        (Header, Edited, Texts) = (header, file, EditorTexts.Of(texts));
        Choices = JsonSerializer.Serialize(DraftChoices.Of(header.View, known, texts), EditorTexts.Json);
        var read = header.View.File(PackagePaths.Texts) is { } yaml ? TextFiles.ReadAll(Encoding.UTF8.GetString(yaml.Content)).Texts : [];
        Names = JsonSerializer.Serialize(
            read.Where(static text => text.Key.StartsWith(Prefix, StringComparison.Ordinal)).GroupBy(static text => text.Key, StringComparer.Ordinal)
                .ToDictionary(static text => text.Key[Prefix.Length..], static text => text.First().Value is var entry ? new { Kk = entry.Kk.Other, Ru = entry.Ru.Other, En = entry.En?.Other } : null, StringComparer.Ordinal),
            EditorTexts.Json);
        return Page();
    }
}
