using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Register;
using CaseFlow.Core.Running;
using CaseFlow.Core.Scenarios;
using CaseFlow.Core.Services;
using CaseFlow.Tests.Applications;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Letters;
using CaseFlow.Engine.State;
using NodaTime;
using WorkflowsFolder = CaseFlow.Core.Definitions.WorkflowsFolder;

namespace CaseFlow.Tests.Services;

/// <summary>A service that no line of code knows: from the template to the letter in somebody's hands.</summary>
public sealed class NewServiceTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly WorkflowsFolder Workflows = new(Path.Combine(Repository.Root, "workflows"));

    private static readonly NewService Residence = new(
        "residence-certificate",
        new Names("Тұрғылықты жері туралы анықтама беру", "Выдача справки о месте жительства", "Issuing a certificate of residence"),
        "12-2026",
        new Decree("12", new LocalDate(2026, 10, 1), "approved"),
        WorkingDays: 1);

    private static DefinitionPackage Package { get; } = new(Residence.Key, 1, ServiceTemplate.Files(Workflows, "certificate", Residence));

    [Fact]
    public void Settings_are_written_as_they_are_read()
    {
        var shipped = File.ReadAllText(Path.Combine(Workflows.Path, "personal-farm-certificate", "service.yaml"));
        foreach (var text in new[] { shipped, Text("service.yaml") })
        {
            var once = ServiceFile.Write(ServiceFile.Read(text, "service.yaml"));
            Assert.Equal(once, ServiceFile.Write(ServiceFile.Read(once, "service.yaml")));
            Assert.Equivalent(ServiceFile.Read(text, "service.yaml"), ServiceFile.Read(once, "service.yaml"), strict: true);
        }
    }

    [Theory]
    [InlineData("residence-certificate", true)]
    [InlineData("false", false)]
    [InlineData("../up", false)]
    [InlineData("Big", false)]
    [InlineData("1st", false)]
    public void A_key_is_a_plain_word(string key, bool good) => Assert.Equal(good, ServiceTemplate.IsKey(key));

    [Fact]
    public async Task The_template_is_fit_to_run_and_its_scenarios_are_green()
    {
        Assert.Equal(["certificate"], ServiceTemplate.All(Workflows));
        Assert.DoesNotContain(Package.Files, static file => System.Text.Encoding.UTF8.GetString(file.Content).Contains("serviceTemplate", StringComparison.Ordinal));
        var definition = Definition.Parse(Package);
        Assert.Equal((Residence.Key, Residence.Name.Ru), (definition.Graph.Definition.Key, definition.NameOf(Residence.Key, "ru")));
        using var desk = await OpenAsync(Provider.Sqlite);
        Assert.Empty(PackageCheck.Of(Package, PackageCheckOptions.Of(desk.Handlers)).Problems);
        var results = await new PackageScenarios(Package, CalendarFiles.Read(Workflows.Calendars)).RunAll(TestContext.Current.CancellationToken);
        var runs = results.SelectMany(static result => result.Runs).ToList();
        Assert.Equal(5, runs.Count);
        Assert.All(runs, static run => Assert.Empty(run.Failures));
    }

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    public void Every_letter_can_be_looked_at_before_there_is_a_case(string language)
    {
        foreach (var package in DefinitionPackage.ReadAll(Workflows.Path).Append(Package))
        {
            var definition = Definition.Parse(package);
            foreach (var template in definition.Letters.Values.Where(template => template.Language == language))
            {
                Assert.True(ServiceLetters.Text(template.Render(LetterSamples.Of(definition, template.Name, language))).Length > 50, template.Name);
            }
        }
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task A_case_of_it_goes_from_the_receipt_to_the_certificate(Provider provider)
    {
        using var desk = await OpenAsync(provider);
        var caseId = await desk.AcceptedAsync(Application(desk) with { Language = "ru" });
        var specialist = Scope.Of(desk.Clerk.UserId!.Value, [new Grant(desk.OfficeId, Roles.RegisterSpecialist), new Grant(desk.OfficeId, Roles.Head), new Grant(desk.OfficeId, Roles.Clerk)]);
        await DoAsync(desk, specialist, caseId, "check", ("finding", "grant"), ("statement", "Проживает по указанному адресу с 2010 года."));
        await DoAsync(desk, specialist, caseId, "draftResult");
        await DoAsync(desk, specialist, caseId, "approve", ("verdict", "approve"));

        var receipt = ServiceLetters.Text((await desk.LetterAsync(caseId, "receipt")).Pdf);
        Assert.Contains("Выдача справки о месте жительства", receipt, StringComparison.Ordinal);
        Assert.Contains("24 ноября 2026", receipt, StringComparison.Ordinal);
        Assert.Contains("Проживает по указанному адресу с 2010 года.", ServiceLetters.Text((await desk.LetterAsync(caseId, "certificate")).Pdf), StringComparison.Ordinal);

        await DoAsync(desk, specialist, caseId, "signAndSeal", ("signatory", desk.Clerk.UserId!.Value.ToString(CultureInfo.InvariantCulture)), ("signedOn", "2026-11-23"), ("sealed", "true"));
        await DoAsync(desk, specialist, caseId, "handOut", ("receivedBy", "applicant"), ("identityChecked", "true"), ("signedFor", "true"));
        Assert.Equal(ProcessStatus.Ended, (await desk.CaseAsync(caseId)).Status);
    }

    [Fact]
    public async Task It_refuses_on_its_own_grounds()
    {
        using var desk = await OpenAsync(Provider.Sqlite);
        var caseId = await desk.AcceptedAsync(Application(desk));
        var specialist = Scope.Of(desk.Clerk.UserId!.Value, [new Grant(desk.OfficeId, Roles.RegisterSpecialist), new Grant(desk.OfficeId, Roles.Head)]);
        await DoAsync(desk, specialist, caseId, "check", ("finding", "refuse"), ("refusedOn", "G2"));
        await DoAsync(desk, specialist, caseId, "draftResult", ("facts", "Деректер қорында мәлімет табылған жоқ."));
        await DoAsync(desk, specialist, caseId, "approve", ("verdict", "approve"));

        var refusal = ServiceLetters.Text((await desk.LetterAsync(caseId, "refusal")).Pdf);
        Assert.Contains("қызмет көрсету үшін қажетті деректер болмағанда", refusal, StringComparison.Ordinal);
        Assert.Contains("№ 12 актімен", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incomplete_package_is_refused_on_its_first_ground()
    {
        using var desk = await OpenAsync(Provider.Sqlite);
        var application = Application(desk) with { Insists = true, Documents = [] };
        var caseId = await desk.AcceptedAsync(application);
        var state = (await desk.CaseAsync(caseId)).ReadState();
        Assert.Contains(state.Nodes.Values, static node => node.Variables is { } known && known.TryGetValue("ground", out var ground) && ground.AsText() == "G1");
    }

    /// <summary>A letter of a name that the program does not know: what its preview shows is what it says.</summary>
    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task A_letter_of_its_own_is_made_by_the_task_that_names_it(Provider provider)
    {
        var package = WithNotice("numbered-notice", number: "{office}-Х-{no}");
        using var desk = await OpenAsync(provider, package);
        Assert.Empty(PackageCheck.Of(package, PackageCheckOptions.Of(desk.Handlers)).Problems);
        var caseId = await desk.AcceptedAsync(Application(desk) with { Language = "ru", ProcessKey = package.ServiceKey });
        var notice = await desk.LetterAsync(caseId, "notice");
        Assert.EndsWith("-Х-00001", notice.Letter.Number, StringComparison.Ordinal);
        var text = ServiceLetters.Text(notice.Pdf);
        Assert.Contains("Заявление принято к рассмотрению", text, StringComparison.Ordinal);
        Assert.Contains(notice.Letter.Number, text, StringComparison.Ordinal);
    }

    /// <summary>A manager writes a letter by its preview: what that has, the case has.</summary>
    [Fact]
    public async Task What_its_preview_knows_is_what_the_case_knows()
    {
        using var desk = await OpenAsync(Provider.Sqlite);
        var caseId = await desk.AcceptedAsync(Application(desk));
        await using var db = desk.Database.CreateDbContext();
        var (row, definition) = (await desk.CaseAsync(caseId), Definition.Parse(Package));
        var application = Assert.Single(await desk.RowsAsync<CaseFlow.Core.Applications.Application>(found => found.CaseId == caseId));
        var real = await new LetterValues(db, desk.Calendars, desk.Services.Texts, "").Letter(
            row, definition, application, System.Collections.Immutable.ImmutableDictionary<string, CaseFlow.Engine.Values.Value>.Empty, row.Number, desk.Clerk.UserId, ServiceDesk.Monday, CancellationToken.None);
        Assert.Equal(
            real.EnumerateObject().Select(static value => value.Name).Order(StringComparer.Ordinal),
            LetterSamples.Of(definition, "notice", "kk").EnumerateObject().Select(static value => value.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_numbers_of_its_own_it_bears_the_number_of_the_case()
    {
        var package = WithNotice("plain-notice", number: null);
        using var desk = await OpenAsync(Provider.Sqlite, package);
        var caseId = await desk.AcceptedAsync(Application(desk) with { ProcessKey = package.ServiceKey });
        Assert.Equal((await desk.CaseAsync(caseId)).Number, (await desk.LetterAsync(caseId, "notice")).Letter.Number);
    }

    /// <summary>A service with a second letter, right after the receipt.</summary>
    private static DefinitionPackage WithNotice(string key, string? number)
    {
        const string Names = "{{ number }} {{ issued_on | day }} {{ service.name }} {{ office.name_kk }} {{ application.number }} {{ applicant.name }} {{ signatory.name }} {{ complaint.opens }}";
        PackageFile[] changed =
        [
            .. ServiceTemplate.Files(Workflows, "certificate", Residence with { Key = key }).Select(file => file.Path switch
            {
                "process.bpmn" => With(file, text => text
                    .Replace("<bpmn:serviceTask id=\"placeReady\"", "<bpmn:serviceTask id=\"notify\" name=\"Хабарлау\" caseflow:handler=\"makeLetter\" caseflow:letter=\"notice\" /><bpmn:sequenceFlow id=\"notified\" sourceRef=\"notify\" targetRef=\"provide\" /><bpmn:serviceTask id=\"placeReady\"", StringComparison.Ordinal)
                    .Replace("id=\"registered\" sourceRef=\"registerApplication\" targetRef=\"provide\"", "id=\"registered\" sourceRef=\"registerApplication\" targetRef=\"notify\"", StringComparison.Ordinal)),
                "texts.yaml" => With(file, static text => text.Replace("element:\n", "element:\n  notify: {kk: Хабарлау, ru: Уведомление, en: Notice}\n", StringComparison.Ordinal)),
                "service.yaml" when number is not null => With(file, text => text.Replace("numbering:\n", $"numbering:\n  notice: \"{number}\"\n", StringComparison.Ordinal)),
                _ => file,
            }),
            new("letters/notice.kk.md", System.Text.Encoding.UTF8.GetBytes("Өтініш қарауға алынды. " + Names)),
            new("letters/notice.ru.md", System.Text.Encoding.UTF8.GetBytes("Заявление принято к рассмотрению. " + Names)),
        ];
        return new DefinitionPackage(key, 1, changed);
    }

    private static PackageFile With(PackageFile file, Func<string, string> change) =>
        file with { Content = System.Text.Encoding.UTF8.GetBytes(change(System.Text.Encoding.UTF8.GetString(file.Content))) };

    private async Task<ServiceDesk> OpenAsync(Provider provider, DefinitionPackage? package = null)
    {
        var desk = await ServiceDesk.OpenAsync(databases, provider);
        await using var db = desk.Database.CreateDbContext();
        db.Add(new Assignment { UserId = desk.Clerk.UserId!.Value, No = 1, OfficeId = desk.OfficeId, Role = Roles.Head, From = new LocalDate(2020, 1, 1) });
        await db.SaveChangesAsync();
        await DefinitionLoader.Add(db, package ?? Package, new ElapsedTimes(), ServiceDesk.Monday - Duration.FromDays(1), CancellationToken.None);
        return desk;
    }

    private static Acceptance Application(ServiceDesk desk)
    {
        var application = TestApplications.Complete(desk.NewCaseId(), desk.OfficeId, desk.LocalityId);
        return application with { ProcessKey = Residence.Key, FarmAddress = "", Documents = [.. application.Documents.Where(static document => document.DocumentId == "identityCard")] };
    }

    private static async Task DoAsync(ServiceDesk desk, Scope who, long caseId, string element, params (string Key, string Value)[] answers)
    {
        var item = Assert.Single(await desk.RowsAsync<WorkItem>(row => row.CaseId == caseId && row.Element == element && row.State == WorkItemState.Open));
        await using var db = desk.Database.CreateDbContext();
        var tasks = new Tasks(db, desk.Runner, desk.Definitions, new TaskChoices(db, new HouseholdMatching(desk.Database), desk.Calendars, desk.Definitions, desk.Clock), desk.Clock);
        var posted = answers.ToDictionary(static answer => answer.Key, static answer => answer.Value, StringComparer.Ordinal);
        var result = await tasks.Complete(who, caseId, item.No, $"{caseId}-{item.No}", key => posted.GetValueOrDefault(key), CancellationToken.None);
        Assert.True(result is TaskDone, $"{element}: {(result is TaskInvalid invalid ? string.Join(", ", invalid.Errors) : result.ToString())}");
    }

    private static string Text(string path) => System.Text.Encoding.UTF8.GetString(Package.Files.Single(file => file.Path == path).Content);
}
