using CaseFlow.Core.Definitions;
using CaseFlow.Engine.Reading;
using CaseFlow.Web.Localization;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>A problem as a person reads it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">1-based; 0: unknown.</param>
/// <param name="Element">What it is at, by id; empty: the file itself.</param>
/// <param name="Code">Its code.</param>
/// <param name="IsError">It forbids publication.</param>
/// <param name="Title">What is wrong, in the page's language.</param>
/// <param name="Detail">The engine's own words, in English; empty: the title says it all.</param>
public sealed record ShownProblem(string Path, int Line, string Element, string Code, bool IsError, string Title, string Detail);

/// <summary>Puts problems into the page's language: a sentence for each code, and beside it what the engine says of this very file.</summary>
public sealed class ProblemWords(PageTexts texts)
{
    /// <summary>The problem in words.</summary>
    public ShownProblem Of(PackageProblem problem)
    {
        var key = $"problem.{problem.Code}";
        var title = texts.Has(key) ? texts.Plain(key, [.. problem.Values]) : problem.Message;
        var told = $"{problem.Message} {problem.Mend}".TrimEnd();
        // A code that carries its values says everything itself.
        var detail = problem.Values.Count > 0 || title == told ? "" : told;
        return new ShownProblem(problem.Path, problem.Line, problem.Element, problem.Code, problem.Severity == Severity.Error, title, detail);
    }
}
