using System.Text;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Tests.Definitions;

/// <summary>Everything that is wrong with a package is told at once, whatever it holds.</summary>
public class PackageCheckTests
{
    private static readonly IReadOnlyList<DefinitionPackage> Packages = DefinitionPackage.ReadAll(Path.Combine(Repository.Root, "workflows"));
    private static readonly DefinitionPackage Shipped = Packages.Single(package => package.Files.Any(file => file.Path == "letters/receipt.kk.md"));

    private static readonly PackageCheckOptions Known = PackageCheckOptions.Of(ProductHandlers.All);

    [Fact]
    public void What_is_shipped_has_no_error()
    {
        foreach (var package in Packages)
        {
            var (definition, problems) = PackageCheck.Of(package, Known);
            Assert.NotNull(definition);
            Assert.DoesNotContain(problems, problem => problem.Severity == Severity.Error);
        }
    }

    [Fact]
    public void Handlers_of_the_program_are_what_a_definition_may_name() =>
        Assert.Equal(["work"], PackageCheckOptions.Of(new Handlers().AddInline("work", call => throw new NotSupportedException(call.Element.Id))).Handlers.Keys);

    [Fact]
    public void Each_handler_of_the_program_is_named_for_people()
    {
        var texts = TextCatalog.Load([Path.Combine(Repository.Root, "src", "CaseFlow.Web", "Texts", "handlers.yaml")], strict: true);
        Assert.Equal(ProductHandlers.All.Needs.Keys.Select(name => "handler." + name), texts.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("process.bpmn", "caseflow:form=\"approve\"", "caseflow:form=\"no\"", PackageCodes.MissingForm, "approve", "no")]
    [InlineData("process.bpmn", "caseflow:roles=\"clerk\"", "caseflow:roles=\"head,king\"", PackageCodes.UnknownRole, "handOut", "king")]
    [InlineData("process.bpmn", "caseflow:roles=\"clerk\"", "caseflow:roles=\"auditor\"", PackageCodes.UnknownRole, "handOut", "auditor")]
    [InlineData("process.bpmn", "caseflow:handler=\"placeReady\"", "caseflow:handler=\"fly\"", PackageCodes.UnknownHandler, "placeReady", "fly")]
    [InlineData("process.bpmn", "id=\"deadlinePassed_timer\" caseflow:deadline=\"P7.L1\"", "id=\"deadlinePassed_timer\" caseflow:deadline=\"P9\"", PackageCodes.UnknownDeadline, "deadlinePassed", "P9")]
    [InlineData("process.bpmn", "caseflow:form=\"draftResult\" caseflow:deadline=\"P7.L1\"", "caseflow:form=\"draftResult\" caseflow:deadline=\"P8\"", PackageCodes.UnknownDeadline, "draftResult", "P8")]
    [InlineData("process.bpmn", "caseflow:handler=\"placeReady\"", "caseflow:handler=\"placeReady\" caseflow:letter=\"poem\"", PackageCodes.MissingLetter, "placeReady", "poem")]
    [InlineData("process.bpmn", "caseflow:handler=\"placeReady\"", "caseflow:handler=\"placeReady\" caseflow:letter=\"receipt\"", PackageCodes.LetterNotMade, "placeReady", "placeReady")]
    [InlineData("process.bpmn", "caseflow:handler=\"placeReady\"", "caseflow:handler=\"makeLetter\"", PackageCodes.LetterNotNamed, "placeReady", "makeLetter")]
    [InlineData("process.bpmn", "caseflow:handler=\"placeReady\"", "caseflow:handler=\"recordReply\"", PackageCodes.HandlerOfOthers, "placeReady", "recordReply")]
    [InlineData("service.yaml", "  refusal: \"", "  refused: \"", PackageCodes.HandlerNumbering, "issueResult", "issueResult")]
    [InlineData("process.bpmn", "caseflow:panel=\"handOut\"", "caseflow:panel=\"zoo\"", PackageCodes.UnknownPanel, "handOut", "zoo")]
    [InlineData("texts.yaml", "  placeReady: {kk", "  placedReady: {kk", PackageCodes.MissingText, "placeReady", "element.placeReady")]
    [InlineData("texts.yaml", "      redraft: {kk", "      redraught: {kk", PackageCodes.MissingText, "verdict", "form.approve.verdict.redraft")]
    [InlineData("texts.yaml", "  warned: {kk: Ескертілді, ru: Предупреждено", "  warned: {kk: Ескертілді", PackageCodes.Text, "element.warned", "element.warned")]
    [InlineData("forms/checkRegister.json", "foundAccounts", "treasures", PackageCodes.UnknownChoices, "accountId", "treasures")]
    [InlineData("service.yaml", "key: personal-farm-certificate", "key: another", PackageCodes.ServiceKey, "", "another")]
    [InlineData("service.yaml", "ru: Срок оказания государственной услуги", "ru: ''", PackageCodes.MissingText, "terms.P7.L1.name", "terms.P7.L1.name")]
    [InlineData("scenarios/paths.yaml", "[../process.bpmn]", "[../process.bpmn, ../../../secret.bpmn]", PackageCodes.ScenarioModel, "", null)]
    [InlineData("scenarios/paths.yaml", "- {tasks: {checkRegister: 1}}", "- {task: {checkRegister: 1}}", PackageCodes.Scenario, "", null)]
    [InlineData("letters/receipt.ru.md", "{{", "{% include 'receipt' %}{{", PackageCodes.Letter, "", null)]
    [InlineData("letters/receipt.ru.md", "{{ number }}", "{{ nomber }}", PackageCodes.LetterFails, "", "receipt")]
    [InlineData("forms/approve.json", "\"radio\"", "\"slider\"", PackageCodes.Form, "", null)]
    [InlineData("forms/handOut.json", "\"id\": \"handOut\"", "\"id\": \"approve\"", PackageCodes.DuplicateForm, "", "approve")]
    [InlineData("process.bpmn", "default=\"verdict_approve\"", "default=\"nowhere\"", DiagnosticCodes.UnknownReference, "isApproved", null)]
    public void One_wrong_word_is_one_problem(string path, string from, string to, string code, string element, string? value)
    {
        var problems = PackageCheck.Of(Changed(path, text => Replaced(text, from, to)), Known).Problems;
        var found = Assert.Single(problems, problem => problem.Code == code);
        Assert.Equal(element, found.Element);
        Assert.True(value is null || found.Values[0] == value, found.ToString());
        Assert.NotEmpty(found.Message);
    }

    [Fact]
    public void A_letter_that_a_handler_makes_is_there()
    {
        var without = Without(Shipped, "letters/refusal.kk.md", "letters/refusal.ru.md");
        var found = Assert.Single(PackageCheck.Of(without, Known).Problems, problem => problem.Code == PackageCodes.HandlerLetter);
        Assert.Equal(("issueResult", Severity.Error), (found.Element, found.Severity));
        Assert.Equal(["issueResult", "refusal"], found.Values);
    }

    [Fact]
    public void A_task_may_have_any_letter_of_the_package_made() => Assert.DoesNotContain(
        PackageCheck.Of(Changed("process.bpmn", text => Replaced(text, "caseflow:handler=\"placeReady\"", "caseflow:handler=\"makeLetter\" caseflow:letter=\"receipt\"")), Known).Problems,
        problem => problem.Severity == Severity.Error);

    [Fact]
    public void A_process_keeps_its_id()
    {
        var found = Assert.Single(PackageCheck.Of(Shipped, Known with { ProcessKey = "other" }).Problems, problem => problem.Code == PackageCodes.ProcessKey);
        Assert.Equal(["delivery", "other"], found.Values);
        Assert.DoesNotContain(PackageCheck.Of(Shipped, Known with { ProcessKey = "delivery" }).Problems, problem => problem.Code == PackageCodes.ProcessKey);
    }

    [Fact]
    public void Decisions_and_letters_of_both_languages_are_looked_for()
    {
        var decides = Changed("process.bpmn", text => Replaced(Replaced(text, "<bpmn:serviceTask id=\"warnOfDeadline\"", "<bpmn:businessRuleTask id=\"warnOfDeadline\" caseflow:decision=\"aid\""), "caseflow:handler=\"warnOfDeadline\"></bpmn:serviceTask>", "></bpmn:businessRuleTask>"));
        Assert.Equal(["aid"], Assert.Single(PackageCheck.Of(decides, Known).Problems, problem => problem.Code == PackageCodes.MissingDecision).Values);

        var problems = PackageCheck.Of(Without(Shipped, "letters/receipt.ru.md"), Known).Problems;
        Assert.Equal(["receipt", "ru"], Assert.Single(problems, problem => problem.Code == PackageCodes.LetterLanguage).Values);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var package = With(
            Without(Shipped, "texts.yaml", "service.yaml"),
            ("process.bpmn", "<a"), ("forms/approve.json", "{"), ("forms/handOut.json", "[]"), ("letters/receipt.kk.md", "{% raw %}"), ("scenarios/paths.yaml", "runs: ["), ("notes.txt", ""));
        var (definition, problems) = PackageCheck.Of(package, Known);
        Assert.Null(definition);
        Assert.Equal(
            ["process.bpmn", "forms/approve.json", "forms/handOut.json", "letters/receipt.kk.md", "notes.txt", "scenarios/paths.yaml", "service.yaml", "texts.yaml"],
            problems.Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Path).Distinct());
        Assert.Equal("process.bpmn", problems[0].Path);
        Assert.True(problems[0].Line > 0);
    }

    [Theory]
    [InlineData("process.bpmn", DiagnosticCodes.Doctype, "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")]
    [InlineData("process.bpmn", DiagnosticCodes.Doctype, "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><a>&c;</a>")]
    [InlineData("routing.dmn", DiagnosticCodes.Doctype, "<!DOCTYPE a [<!ENTITY x SYSTEM \"http://127.0.0.1/\">]><a>&x;</a>")]
    [InlineData("process.bpmn", DiagnosticCodes.NotWellFormed, "\u0000\u0001")]
    [InlineData("texts.yaml", PackageCodes.Text, "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n")]
    [InlineData("service.yaml", PackageCodes.Settings, "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n")]
    [InlineData("service.yaml", PackageCodes.Settings, "!!binary x: [}")]
    [InlineData("forms/approve.json", PackageCodes.Form, "{\"id\": 1e999, \"components\": [{\"key\": \"a\", \"type\": \"number\", \"validate\": {\"maxLength\": 1e99}}]}")]
    [InlineData("forms/approve.json", PackageCodes.Form, "\uFFFF")]
    [InlineData("scenarios/paths.yaml", PackageCodes.Scenario, "models: [\"\\0\"]\nruns: []")]
    public void Hostile_content_is_a_problem(string path, string code, string content) =>
        Assert.Contains(PackageCheck.Of(With(Shipped, (path, content)), Known).Problems, problem => problem.Path == path && problem.Code == code && problem.Severity == Severity.Error);

    [Theory]
    [InlineData("texts.yaml", PackageCodes.Text, "[")]
    [InlineData("service.yaml", PackageCodes.Settings, "[")]
    [InlineData("complaint.yaml", PackageCodes.Settings, "[")]
    [InlineData("scenarios/paths.yaml", PackageCodes.Scenario, "[")]
    [InlineData("forms/approve.json", PackageCodes.Form, "[")]
    [InlineData("letters/receipt.kk.md", PackageCodes.Letter, "{% if a %}")]
    [InlineData("process.bpmn", DiagnosticCodes.TooDeep, "<a>")]
    public void Deep_nesting_does_not_end_the_program(string path, string code, string part)
    {
        var text = path == "process.bpmn"
            ? string.Concat(Enumerable.Repeat(part, 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000))
            : string.Concat(Enumerable.Repeat(part, 60_000 / part.Length));
        Assert.Contains(PackageCheck.Of(With(Shipped, (path, text)), Known).Problems, problem => problem.Path == path && problem.Code == code);
    }

    [Fact]
    public void Fifty_megabytes_are_refused_unread()
    {
        var (definition, problems) = PackageCheck.Of(With(Shipped, ("process.bpmn", new string('x', 50 * 1024 * 1024))), Known);
        Assert.Null(definition);
        Assert.Equal(("process.bpmn", PackageCodes.FileTooLarge), Assert.Single(problems.Select(problem => (problem.Path, problem.Code))));
    }

    [Fact]
    public void A_hundred_thousand_elements_are_refused()
    {
        var elements = string.Concat(Enumerable.Range(0, 100_000).Select(no => $"<task id='t{no}'/>"));
        var problems = PackageCheck.Of(With(Shipped, ("process.bpmn", $"<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='delivery' isExecutable='true'>{elements}</process></definitions>")), Known).Problems;
        Assert.Contains(problems, problem => problem.Code == DiagnosticCodes.TooManyElements);
    }

    [Fact]
    public void Too_many_files_and_the_same_file_twice_are_refused()
    {
        Assert.Contains(PackageCheck.Of(With(Shipped, [.. Enumerable.Range(0, 200).Select(no => ($"forms/f{no}.json", "{}"))]), Known).Problems, problem => problem.Code == PackageCodes.TooManyFiles);
        var twice = Shipped with { Files = [.. Shipped.Files, Shipped.Files[0]] };
        Assert.Contains(PackageCheck.Of(twice, Known).Problems, problem => problem.Code == PackageCodes.DuplicateFile);
    }

    private static string Replaced(string text, string from, string to) => text.Contains(from, StringComparison.Ordinal)
        ? text.Replace(from, to, StringComparison.Ordinal)
        : throw new InvalidOperationException($"The text has no «{from}».");

    private static DefinitionPackage Changed(string path, Func<string, string> change) =>
        With(Shipped, (path, change(Encoding.UTF8.GetString(Shipped.Files.Single(file => file.Path == path).Content))));

    private static DefinitionPackage Without(DefinitionPackage package, params string[] paths) =>
        package with { Files = [.. package.Files.Where(file => !paths.Contains(file.Path))] };

    private static DefinitionPackage With(DefinitionPackage package, params (string Path, string Content)[] files) => Without(package, [.. files.Select(file => file.Path)]) is var rest
        ? rest with { Files = [.. rest.Files.Concat(files.Select(file => new PackageFile(file.Path, Encoding.UTF8.GetBytes(file.Content)))).OrderBy(file => file.Path, StringComparer.Ordinal)] }
        : package;
}
