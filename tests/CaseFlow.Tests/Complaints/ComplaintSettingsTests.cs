using CaseFlow.Core.Access;
using CaseFlow.Core.Complaints;
using CaseFlow.Engine.State;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.People;

namespace CaseFlow.Tests.Complaints;

/// <summary>What an edition may set otherwise: complaint.yaml.</summary>
public class ComplaintSettingsTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly string Workflows = Path.Combine(Repository.Root, "workflows");
    private static readonly string Shipped = File.ReadAllText(Path.Combine(Workflows, "personal-farm-certificate", "complaint", "v1", ComplaintSettings.FileName));

    [Theory, EveryDatabase]
    public async Task An_edition_may_file_anonymous_complaints_and_leave_repeated_ones_with_the_same_body_and_stop_the_clock_at_the_signature(Provider provider)
    {
        var folder = Directory.CreateTempSubdirectory("caseflow-edition-").FullName;
        try
        {
            Copy(Workflows, folder);
            File.WriteAllText(
                Path.Combine(folder, "personal-farm-certificate", "complaint", "v1", ComplaintSettings.FileName),
                Shipped.Replace("anonymous: considered ", "anonymous: filed ", StringComparison.Ordinal)
                    .Replace("repeated: goesUp ", "repeated: sameBody ", StringComparison.Ordinal)
                    .Replace("clockStops: handedToPost ", "clockStops: signed ", StringComparison.Ordinal));
            using var desk = await ComplaintDesk.OpenAsync(await databases.New(provider), workflows: folder);
            var akim = await desk.PersonAsync("akm.leb.01", Roles.Head);

            var anonymous = await desk.RegisteredAsync(desk.Complaint() with { Complainant = null });
            Assert.Equal((ProcessStatus.Ended, "filed"), await desk.Desk.CaseAsync(anonymous) is var row ? (row.Status, row.Outcome) : default);
            Assert.Contains("ticket", await desk.LettersAsync(anonymous));

            var first = await desk.RegisteredAsync(desk.Complaint() with { Complainant = CasePartiesTests.Applicant() });
            await desk.ApprovedAsync(akim, first);
            await desk.SignedAsync(akim, first);
            Assert.Equal((desk.Clock.Now, desk.Clock.Now), ((await desk.DeadlineAsync(first)).MetAt!.Value, (await desk.RowAsync(first)).RepliedAt!.Value));

            var second = await desk.RegisteredAsync(desk.Complaint() with { Complainant = CasePartiesTests.Applicant() });
            Assert.Equal(first, (await desk.RowAsync(second)).RepeatsCaseId);
            Assert.Equal("assign@akm.leb.01", await desk.TasksAsync(second));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("clockStops: handedToPost", "clockStops: whenever", "clockStops: whenever")]
    [InlineData("anonymous: considered", "anonimous: considered", "anonimous")]
    [InlineData("takenIn: leb-complaints", "", "takenIn")]
    [InlineData("  R4:", "  R5:", "terms")]
    [InlineData("  reply:", "  answer:", "numbering")]
    [InlineData("period: P3D", "period: P3W", "P3W")]
    public void A_slip_in_the_file_is_refused_by_name(string shipped, string slip, string told) =>
        Assert.Contains(told, Assert.Throws<InvalidDataException>(() => ComplaintSettings.Read(Shipped.Replace(shipped, slip, StringComparison.Ordinal), "complaint.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_shipped_settings_are_those_of_the_standard()
    {
        var settings = ComplaintSettings.Read(Shipped, "complaint.yaml");
        Assert.Equal(("P3D working", "P3D working", "P1D working"), (settings.Terms["P24.3"].Text, settings.Terms["R4"].Text, settings.Terms["explanation"].Text));
        Assert.Equal((ClockStop.HandedToPost, AnonymousRule.Considered, RepeatedRule.GoesUp), (settings.ClockStops, settings.Anonymous, settings.Repeated));
        Assert.All(settings.Terms.Values, term => Assert.Null(term.Schedule));
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
