using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using Microsoft.AspNetCore.Mvc;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>Which page edits which file of a draft.</summary>
public static class DraftLinks
{
    private const string Forms = "forms/";
    private const string FormEnding = ".json";
    private const string TableEnding = ".dmn";

    /// <summary>Address of the editor of a file; the text editor takes every file that has none of its own.</summary>
    public static string Editor(IUrlHelper url, long id, string path) => path switch
    {
        DefinitionPackage.ProcessFileName => url.Page("/Drafts/Model", new { id })!,
        _ when IsForm(path) => url.Page("/Drafts/Form", new { id, name = path[Forms.Length..^FormEnding.Length] })!,
        _ when IsTable(path) => url.Page("/Drafts/Table", new { id, name = path[..^TableEnding.Length] })!,
        _ => url.Page("/Drafts/Text", new { id, path })!,
    };

    /// <summary>Names of the files of a kind.</summary>
    public static IReadOnlyList<string> NamesOf(DraftView view, string kind) => kind == NewFile.Form
        ? [.. view.Files.Where(static file => IsForm(file.Path)).Select(static file => file.Path[Forms.Length..^FormEnding.Length])]
        : [.. view.Files.Where(static file => IsTable(file.Path)).Select(static file => file.Path[..^TableEnding.Length])];

    private static bool IsForm(string path) => path.StartsWith(Forms, StringComparison.Ordinal) && path.EndsWith(FormEnding, StringComparison.Ordinal);

    private static bool IsTable(string path) => path.EndsWith(TableEnding, StringComparison.Ordinal);
}
