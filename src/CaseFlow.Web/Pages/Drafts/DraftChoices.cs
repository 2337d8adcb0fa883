using System.Text;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Services;
using CaseFlow.Web.Localization;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>Something that an element may name.</summary>
/// <param name="Id">As it stands in the file.</param>
/// <param name="Name">As a person reads it.</param>
public sealed record NamedChoice(string Id, string Name);

/// <summary>What the elements of a draft may name: of this installation, and of the draft itself.</summary>
public sealed record DraftChoices(
    IReadOnlyList<NamedChoice> Roles, IReadOnlyList<NamedChoice> Offices, IReadOnlyList<NamedChoice> Panels, IReadOnlyList<NamedChoice> Handlers,
    IReadOnlyList<NamedChoice> Forms, IReadOnlyList<NamedChoice> Letters, IReadOnlyList<NamedChoice> Decisions, IReadOnlyList<NamedChoice> Deadlines)
{
    /// <summary>The choices of a draft; what of it cannot be read offers nothing.</summary>
    public static DraftChoices Of(DraftView view, PackageCheckOptions known, PageTexts texts) => new(
        Named(Core.Access.Roles.All.Where(known.Roles.Contains), id => texts.Plain($"role.{id}")),
        Named(["responsible", "intake"], id => texts.Plain($"outline.office.{id}")),
        Named(known.Panels, id => texts.Plain($"editor.panel-{id}")),
        Named(known.Handlers.Keys, id => texts.NameOf($"handler.{id}", id)),
        Named(Stems(view, "forms/", ".json"), static id => id),
        Named(Stems(view, "letters/", ".md").Select(static name => name[..^".kk".Length]), id => texts.NameOf($"letter.{id}", id)),
        Named(DecisionFiles.Read(view.Files.Where(static file => DecisionFiles.IsOne(file.Path)).Select(static file => (file.Path, file.Content))).Decisions.Keys, static id => id),
        TermsOf(view, texts));

    private static NamedChoice[] Named(IEnumerable<string> ids, Func<string, string> name) =>
        [.. ids.Distinct(StringComparer.Ordinal).Select(id => new NamedChoice(id, name(id)))];

    private static IEnumerable<string> Stems(DraftView view, string folder, string ending) =>
        view.Files.Select(static file => file.Path).Where(path => path.StartsWith(folder, StringComparison.Ordinal) && path.EndsWith(ending, StringComparison.Ordinal))
            .Select(path => path[folder.Length..^ending.Length]);

    private static NamedChoice[] TermsOf(DraftView view, PageTexts texts)
    {
        var service = Terms(view, DefinitionPackage.ServiceFileName, static text => ServiceFile.Read(text, DefinitionPackage.ServiceFileName).Terms);
        var complaint = Terms(view, ComplaintSettings.FileName, static text => ComplaintSettings.Read(text, ComplaintSettings.FileName).Terms);
        return [.. service.Concat(complaint).Select(term => new NamedChoice(term.Key, term.Value.Name.In(texts.Language)))];
    }

    private static IReadOnlyDictionary<string, ServiceTerm> Terms(DraftView view, string path, Func<string, IReadOnlyDictionary<string, ServiceTerm>> read)
    {
        try
        {
            return view.File(path) is { } file ? read(Encoding.UTF8.GetString(file.Content)) : new Dictionary<string, ServiceTerm>(StringComparer.Ordinal);
        }
        catch (InvalidDataException)
        {
            // The list of problems says what is wrong with the file.
            return new Dictionary<string, ServiceTerm>(StringComparer.Ordinal);
        }
    }
}
