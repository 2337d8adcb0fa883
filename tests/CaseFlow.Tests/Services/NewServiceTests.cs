using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
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
        Assert.Equal(Residence.Key, Definition.Parse(Package).Graph.Definition.Key);
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
            foreach (var template in definition.Letters.Values.Where(template => template.Language == language && !template.Name.StartsWith("sample-", StringComparison.Ordinal)))
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

    private async Task<ServiceDesk> OpenAsync(Provider provider)
    {
        var desk = await ServiceDesk.OpenAsync(databases, provider);
        await using var db = desk.Database.CreateDbContext();
        db.Add(new Assignment { UserId = desk.Clerk.UserId!.Value, No = 1, OfficeId = desk.OfficeId, Role = Roles.Head, From = new LocalDate(2020, 1, 1) });
        await db.SaveChangesAsync();
        await DefinitionLoader.Add(db, Package, new ElapsedTimes(), ServiceDesk.Monday - Duration.FromDays(1), CancellationToken.None);
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
