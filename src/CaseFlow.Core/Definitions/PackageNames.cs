using CaseFlow.Core.Complaints;
using CaseFlow.Core.Running;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Core.Definitions;

/// <summary>What the parts of a package name of each other and of the installation. A name that is worked out from variables cannot be judged here.</summary>
internal sealed class PackageNames(PackageParts parts, PackageCheckOptions known)
{
    private readonly List<PackageProblem> problems = [];

    public IReadOnlyList<PackageProblem> Check(string serviceKey)
    {
        CheckKeys(serviceKey);
        foreach (var element in parts.Graph?.Elements.Values ?? [])
        {
            CheckElement(element);
        }

        CheckForms();
        CheckLetters();
        return problems;
    }

    private void CheckKeys(string serviceKey)
    {
        if (parts.Service is { } service && service.Key != serviceKey)
        {
            problems.Add(new PackageProblem(
                DefinitionPackage.ServiceFileName, 0, "", PackageCodes.ServiceKey, Severity.Error,
                $"The file is of the service «{service.Key}», the package of «{serviceKey}».", $"Write key: {serviceKey}.")
            { Values = [service.Key, serviceKey] });
        }

        if (parts.Graph is { } graph && known.ProcessKey is { } key && graph.Definition.Key != key)
        {
            problems.Add(new PackageProblem(
                DefinitionPackage.ProcessFileName, 0, "", PackageCodes.ProcessKey, Severity.Error,
                $"The process has the id «{graph.Definition.Key}» instead of «{key}».", $"Give it the id {key}: it is how its cases and versions know it.")
            { Values = [graph.Definition.Key, key] });
        }
    }

    private void CheckElement(FlowElement element)
    {
        switch (element)
        {
            case UserTask task:
                CheckTask(task);
                break;
            case ServiceTask { Handler: { } handler } when known.Handlers.GetValueOrDefault(handler) is { } needs:
                CheckHandler(element, handler, needs);
                break;
            case ServiceTask { Handler: { } handler }:
                Add(element, PackageCodes.UnknownHandler, $"There is no handler «{handler}».", "Choose one of the list.", handler);
                break;
            case BusinessRuleTask { Decision.Literal: { } decision } when parts.Decisions is { } decisions && !decisions.ContainsKey(decision):
                Add(element, PackageCodes.MissingDecision, $"No table of the package has the decision «{decision}».", "Choose a decision of its DMN files, or add one.", decision);
                break;
        }

        if (element.Extensions.TryGetValue("letter", out var letter) && !parts.Letters.Keys.Any(name => name.StartsWith(letter + ".", StringComparison.Ordinal)))
        {
            Add(element, PackageCodes.MissingLetter, $"The package has no letter «{letter}».", "Choose one of its letters, or write it.", letter);
        }

        CheckDeadlines(element);
    }

    private void CheckHandler(FlowElement task, string handler, HandlerNeeds needs)
    {
        if (needs.Cases != HandlerCases.Any && needs.Cases == HandlerCases.Complaints != parts.Files.ContainsKey(ComplaintSettings.FileName))
        {
            Add(task, PackageCodes.HandlerOfOthers, $"The handler «{handler}» works on cases of another kind.", "Choose one that works on applications, or in a procedure of complaints on complaints.", handler);
        }

        foreach (var letter in needs.Letters.Where(letter => !HasLetter(letter)))
        {
            Add(task, PackageCodes.HandlerLetter, $"The handler «{handler}» makes the letter «{letter}», and the package has none.", "Write it in Kazakh and in Russian.", handler, letter);
        }

        foreach (var series in needs.Numbering.Where(series => parts.Service is { } service && !service.Numbering.ContainsKey(series)))
        {
            Add(task, PackageCodes.HandlerNumbering, $"The handler «{handler}» gives numbers of the series «{series}», and the settings have none.", "Add it to the numbers in the settings.", handler, series);
        }

        if (needs.TaskNamesLetter != task.Extensions.ContainsKey("letter"))
        {
            Add(
                task,
                needs.TaskNamesLetter ? PackageCodes.LetterNotNamed : PackageCodes.LetterNotMade,
                needs.TaskNamesLetter ? $"The handler «{handler}» makes the letter that its task names, and this task names none." : $"The handler «{handler}» does not make the letter that this task names.",
                needs.TaskNamesLetter ? "Choose a letter." : "Choose the handler that makes a letter, or no letter.",
                needs.TaskNamesLetter ? Severity.Error : Severity.Warning,
                handler);
        }
    }

    /// <summary>A letter that cannot be read, or lacks a language, has its own problem.</summary>
    private bool HasLetter(string template) => parts.Files.Keys.Any(path => path.StartsWith($"letters/{template}.", StringComparison.Ordinal));

    private void CheckTask(UserTask task)
    {
        foreach (var role in task.Roles.Select(static one => one.Literal).OfType<string>().SelectMany(static text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            if (!known.Roles.Contains(role))
            {
                Add(task, PackageCodes.UnknownRole, $"There is no role «{role}» that has tasks.", "Choose one of the list.", role);
            }
        }

        // A form that could not be read has its own problem.
        if (task.Extensions.TryGetValue("form", out var form) && !parts.Forms.ContainsKey(form) && !parts.Files.ContainsKey($"forms/{form}.json"))
        {
            Add(task, PackageCodes.MissingForm, $"The package has no form «{form}».", "Choose one of its forms, or make it.", form);
        }

        if (task.Extensions.TryGetValue("panel", out var panel) && !known.Panels.Contains(panel))
        {
            Add(task, PackageCodes.UnknownPanel, $"There is no panel «{panel}»; nothing is shown beside the task.", "Choose one of the list.", Severity.Warning, panel);
        }
    }

    private void CheckDeadlines(FlowElement element)
    {
        string?[] named =
        [
            element.Extensions.GetValueOrDefault("deadline") is { } text ? LiteralOf(text) : null,
            .. ((element as Event)?.Triggers ?? []).OfType<TimerTrigger>().Where(static timer => timer.Kind == TimerKind.Deadline).Select(static timer => timer.Value.Literal),
        ];
        foreach (var id in named.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            // A settings file that cannot be read has its own problem, and its terms are not known.
            if (parts.Service is { } service && (parts.Complaint is not null || !parts.Files.ContainsKey(ComplaintSettings.FileName)) && Definition.TermOf(service, parts.Complaint, id) is null)
            {
                Add(element, PackageCodes.UnknownDeadline, $"The service has no term «{id}».", "Choose one of the terms in its settings, or add it there.", id);
            }
        }
    }

    private static string? LiteralOf(string template)
    {
        try
        {
            return Expression.ParseTemplate(template).Literal;
        }
        catch (ExpressionSyntaxException)
        {
            return template;
        }
    }

    private void CheckForms()
    {
        foreach (var (_, (path, form)) in parts.Forms.OrderBy(static form => form.Key, StringComparer.Ordinal))
        {
            foreach (var field in form.Fields.Where(field => field.ChoicesKey is { } key && !known.Choices.Contains(key)))
            {
                problems.Add(new PackageProblem(
                    path, 0, field.Key, PackageCodes.UnknownChoices, Severity.Error, $"There is no list of choices «{field.ChoicesKey}».", "Choose one of the list, or write the choices out.")
                { Values = [field.ChoicesKey!] });
            }
        }
    }

    private void CheckLetters()
    {
        foreach (var name in parts.Letters.Values.Select(static letter => letter.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            foreach (var language in (string[])[Languages.Kk, Languages.Ru])
            {
                var path = $"letters/{name}.{language}.md";
                if (!parts.Files.ContainsKey(path))
                {
                    problems.Add(new PackageProblem(path, 0, "", PackageCodes.LetterLanguage, Severity.Error, $"The letter «{name}» is not written in {language}.", "Write it in Kazakh and in Russian.") { Values = [name, language] });
                }
            }
        }
    }

    private void Add(FlowElement element, string code, string message, string mend, params string[] values) => Add(element, code, message, mend, Severity.Error, values);

    private void Add(FlowElement element, string code, string message, string mend, Severity severity, params string[] values) =>
        problems.Add(new PackageProblem(DefinitionPackage.ProcessFileName, element.Line, element.Id, code, severity, message, mend) { Values = values });
}
