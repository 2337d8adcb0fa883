using System.Net;
using AngleSharp.Html.Dom;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Repair;
using CaseFlow.Core.Texts;
using CaseFlow.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Tests.Web;

/// <summary>Managers see the incidents of their offices and mend some of them; a running case has a page for repairs.</summary>
public class IncidentPageTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    private const string Elements = """<startEvent id="s"/><userTask id="a" name="Look" c:roles="clerk"/><scriptTask id="x" name="Count" scriptFormat="feel" c:result="y"><script>total + 1</script></scriptTask><userTask id="b" name="Sign" c:roles="head"/><endEvent id="e"/><boundaryEvent id="t" name="Remind" attachedToRef="b" cancelActivity="false"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="f"/>""";

    [Fact]
    public async Task Chosen_incidents_are_mended_with_a_reason_and_each_outcome_is_told()
    {
        var (one, two) = (await StuckAsync("counting"), await StuckAsync("counting"));
        var manager = await factory.AsAsync(Roles.Manager);
        await manager.LanguageAsync(Languages.En);
        var list = await manager.PageAsync("/Incidents?Process=counting");
        var boxes = list.QuerySelectorAll("input[name=Chosen]").ToList();
        Assert.True(boxes.Count >= 2);
        Assert.Contains("Count", list.QuerySelector("main tbody")!.TextContent, StringComparison.Ordinal);

        var (oneId, twoId) = (await IncidentAsync(one), await IncidentAsync(two));
        var confirm = await manager.PageAsync($"/Incidents/Confirm?Kind=Skip&Chosen={oneId}&Chosen={twoId}");
        Assert.Contains("Skip the step", confirm.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        var empty = await manager.SubmitAsync(confirm, "main form[method=post]");
        Assert.Equal(HttpStatusCode.BadRequest, empty.Status);

        await factory.Services.GetRequiredService<Core.Running.ProcessRunner>().Run(new Core.Running.CaseCommand(two, "away", new Cancel()));
        var done = await manager.SubmitAsync(confirm, "main form[method=post]", ("Reason", "Counted by hand"));
        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        var result = await manager.PageAsync(done.Location!);
        Assert.Contains("Done: 1, not done: 1", result.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("mended meanwhile", result.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await factory.WithDatabaseAsync(async db => Assert.Equal(
            ["b"], await db.Set<WorkItem>().Where(item => item.CaseId == one && item.State == WorkItemState.Open).Select(item => item.Element).ToListAsync()));
        Assert.Contains("Step skipped: Count", (await manager.PageAsync($"/Cases/{one}")).QuerySelector("section[aria-labelledby=history]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_offices_see_nothing_and_an_auditor_changes_nothing()
    {
        var caseId = await StuckAsync("counting-elsewhere");
        var other = await factory.AsAsync(Roles.Manager, CaseFlowFactory.OtherOffice);
        Assert.Empty((await other.PageAsync("/Incidents?Process=counting-elsewhere")).QuerySelectorAll("main tbody tr"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/Cases/{caseId}/Repair")).Status);

        var auditor = await factory.AsAsync(Roles.Auditor);
        var list = await auditor.PageAsync("/Incidents?Process=counting-elsewhere");
        Assert.NotEmpty(list.QuerySelectorAll("main tbody tr"));
        Assert.Empty(list.QuerySelectorAll("input[name=Chosen]"));
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.GetAsync($"/Incidents/Confirm?Kind=Skip&Chosen={await IncidentAsync(caseId)}")).Status);
    }

    [Fact]
    public async Task A_running_case_is_moved_and_its_inner_due_date_changed()
    {
        var caseId = await StuckAsync("counting-on");
        var manager = await factory.AsAsync(Roles.Manager);
        var page = await manager.PageAsync($"/Cases/{caseId}/Repair");
        var move = page.QuerySelectorAll("section[aria-labelledby=tokens] a").Select(link => link.GetAttribute("href")!).Single(href => href.Contains("Kind=Move", StringComparison.Ordinal));
        var form = await manager.PageAsync(move.Split('#')[0]);
        Assert.Equal(["a", "b", "e", "f", "s"], form.QuerySelectorAll("#Target option").OfType<IHtmlOptionElement>().Select(option => option.Value).Where(value => value.Length > 0).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(form, "main form[method=post]", ("Target", "b"), ("Reason", "Qol qoyu qaldy"))).Status);

        page = await manager.PageAsync($"/Cases/{caseId}/Repair");
        var timer = page.QuerySelector("section[aria-labelledby=timers] a")!.GetAttribute("href")!.Split('#')[0];
        var moved = await manager.SubmitAsync(await manager.PageAsync(timer), "main form[method=post]", ("DueDay.Day", "1"), ("DueDay.Month", "12"), ("DueDay.Year", "2026"), ("DueTime", "10:30"), ("Reason", "Kelisim boiynsha"));
        Assert.Equal(HttpStatusCode.Redirect, moved.Status);
        await factory.WithDatabaseAsync(async db => Assert.Equal(
            NodaTime.Instant.FromUtc(2026, 12, 1, 5, 30), await db.Set<CaseTimer>().Where(row => row.CaseId == caseId).Select(row => row.DueAt).SingleAsync()));

        // The form of a page that was opened before the case moved.
        var old = await manager.SubmitAsync(form, "main form[method=post]", ("Target", "a"), ("Reason", "x"), ("Batch", "987654321"));
        Assert.Equal(HttpStatusCode.BadRequest, old.Status);
        Assert.NotNull(old.Document.QuerySelector(".govuk-error-summary"));
    }

    [Fact]
    public async Task One_step_is_cancelled_after_it_was_told_what_ends_and_a_value_that_is_not_there_is_set()
    {
        const string elements = """<startEvent id="s"/><parallelGateway id="g"/><userTask id="a" name="Look" c:roles="clerk"/><userTask id="b" name="Sign" c:roles="head"/><exclusiveGateway id="x" default="x_e"/><endEvent id="e"/><endEvent id="f"/><boundaryEvent id="t" name="Remind" attachedToRef="b" cancelActivity="false"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><sequenceFlow id="c" sourceRef="x" targetRef="f"><conditionExpression>urgent</conditionExpression></sequenceFlow>""";
        var caseId = await factory.StartAsync(await factory.PublishAsync("cancelling", elements, "s→g", "g→a", "g→b", "a→x", "x→e", "b→e", "t→f"));
        var manager = await factory.AsAsync(Roles.Manager);
        await manager.LanguageAsync(Languages.En);
        var page = await manager.PageAsync($"/Cases/{caseId}/Repair");
        var links = page.QuerySelectorAll("section[aria-labelledby=tokens] a").Where(link => link.GetAttribute("href")!.Contains("Kind=CancelStep", StringComparison.Ordinal)).ToList();
        Assert.Equal(["Cancel this step alone: Look", "Cancel this step alone: Sign"], links.Select(link => link.TextContent.Trim()).Order(StringComparer.Ordinal));

        var form = await manager.PageAsync(links.Single(link => link.TextContent.Contains("Sign", StringComparison.Ordinal)).GetAttribute("href")!.Split('#')[0]);
        Assert.Equal(["The case goes on", "the due time ends: Remind", "the task ends: Sign"], form.QuerySelectorAll(".cf-chosen li").Select(item => item.TextContent.Trim()).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, (await manager.SubmitAsync(form, "main form[method=post]")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(form, "main form[method=post]", ("Reason", "Qol qoyu kerek emes"))).Status);
        page = await manager.PageAsync($"/Cases/{caseId}/Repair");
        Assert.DoesNotContain("Kind=CancelStep", page.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        Assert.Contains("Nothing would be left here without it", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Step cancelled: Sign", (await manager.PageAsync($"/Cases/{caseId}")).QuerySelector("section[aria-labelledby=history]")!.TextContent, StringComparison.Ordinal);

        var set = page.QuerySelectorAll("section[aria-labelledby=variables] a").Single(link => link.TextContent.Contains("not there yet", StringComparison.Ordinal));
        form = await manager.PageAsync(set.GetAttribute("href")!.Split('#')[0]);
        Assert.Equal(["urgent – true or false"], form.QuerySelectorAll("#Variable option").OfType<IHtmlOptionElement>().Where(option => option.Value.Length > 0).Select(option => option.Text.Trim()));
        var wrong = await manager.SubmitAsync(form, "main form[method=post]", ("Variable", "urgent"), ("Value", "7"), ("Reason", "x"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains("The value is of another kind", wrong.Document.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await manager.SubmitAsync(form, "main form[method=post]", ("Value", "true"), ("Reason", "x"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(wrong.Document, "main form[method=post]", ("Variable", "urgent"), ("Value", "true"), ("Reason", "x"))).Status);
        Assert.Contains("urgent", (await manager.PageAsync($"/Cases/{caseId}/Repair")).QuerySelector("section[aria-labelledby=variables] tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Languages.Kk)]
    [InlineData(Languages.Ru)]
    [InlineData(Languages.En)]
    public void Every_reason_against_a_repair_has_its_words(string language)
    {
        var texts = factory.Services.GetRequiredService<TextCatalog>();
        var codes = new[] { typeof(ObstacleCodes), typeof(RepairCodes) }.SelectMany(static type => type.GetFields())
            .Where(static field => field.IsLiteral).Select(static field => $"repair.refusal.{field.GetRawConstantValue()}").ToList();
        Assert.True(codes.Count > 20);
        Assert.All(codes, key => Assert.True(texts.Has(key) && texts.In(language, key).Language == language, key));
    }

    private async Task<long> StuckAsync(string process)
    {
        var known = 0L;
        await factory.WithDatabaseAsync(async db => known = await db.Set<Core.Definitions.DefinitionVersion>().Where(row => row.Key == process).Select(row => row.Id).FirstOrDefaultAsync());
        var caseId = await factory.StartAsync(known != 0 ? known : await factory.PublishAsync(process, Elements, "s→a", "a→x", "x→b", "b→e", "t→f"));
        await factory.Services.GetRequiredService<Core.Running.ProcessRunner>().Run(new Core.Running.CaseCommand(caseId, "done", new CompleteTask(await NodeAsync(caseId))));
        return caseId;
    }

    private async Task<int> NodeAsync(long caseId)
    {
        var no = 0;
        await factory.WithDatabaseAsync(async db => no = await db.Set<WorkItem>().Where(item => item.CaseId == caseId).Select(item => item.No).SingleAsync());
        return no;
    }

    private async Task<long> IncidentAsync(long caseId)
    {
        var id = 0L;
        await factory.WithDatabaseAsync(async db => id = await db.Set<CaseIncident>().Where(row => row.CaseId == caseId && row.ResolvedAt == null).Select(row => row.Id).SingleAsync());
        return id;
    }
}
