using System.Xml.Linq;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Offices;
using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Tests.Complaints;

/// <summary>The shipped table of who decides (R3), row by row.</summary>
public sealed class RoutingTableTests
{
    private static readonly string File = Path.Combine(Repository.Root, "workflows", "personal-farm-certificate", "complaint", "v1", "routing.dmn");
    private static readonly Decision Table = DecisionReader.Read(System.IO.File.ReadAllText(File)).Find(ComplaintRouting.Decision)!;

    [Theory]
    [Requirement("P21.L")]
    [Requirement("P22")]
    [Requirement("R3")]
    // LEB of a district: P22 its own akim, then up; P21, or a second complaint, the district's, then the oblast's.
    [InlineData("ruralDistrict", "akm", "service", false, "self districtAkimat oblastAkimat")]
    [InlineData("village", "akm", "service", false, "self districtAkimat oblastAkimat")]
    [InlineData("township", "kzl", "service", false, "self districtAkimat oblastAkimat")]
    [InlineData("townOfDistrictSignificance", "kst", "service", false, "self districtAkimat oblastAkimat")]
    [InlineData("ruralDistrict", "akm", "result", false, "districtAkimat oblastAkimat")]
    [InlineData("village", "akm", "result", false, "districtAkimat oblastAkimat")]
    [InlineData("township", "akm", "result", false, "districtAkimat oblastAkimat")]
    [InlineData("townOfDistrictSignificance", "akm", "result", false, "districtAkimat oblastAkimat")]
    [InlineData("ruralDistrict", "akm", "service", true, "districtAkimat oblastAkimat")]
    [InlineData("village", "akm", "result", true, "districtAkimat oblastAkimat")]
    // Agriculture department of a city: P22 its head, then the city's akim; P21 the oblast's.
    [InlineData("agricultureDepartment", "akm", "service", false, "self cityAkimat oblastAkimat")]
    [InlineData("agricultureDepartment", "akm", "service", true, "cityAkimat oblastAkimat")]
    [InlineData("agricultureDepartment", "akm", "result", false, "oblastAkimat")]
    [InlineData("agricultureDepartment", "akm", "result", true, "oblastAkimat")]
    // Astana and Almaty: the city's akim, above whom there is no oblast.
    [InlineData("agricultureDepartment", "astana", "service", false, "self cityAkimat")]
    [InlineData("agricultureDepartment", "astana", "result", false, "cityAkimat")]
    [InlineData("agricultureDepartment", "almaty", "result", true, "cityAkimat")]
    public void Of_an_LEB(string provider, string region, string kind, bool repeated, string expected) =>
        Assert.Equal(expected, Bodies(provider, region, kind, repeated));

    [Theory]
    [Requirement("P21.C")]
    [Requirement("P22")]
    [Requirement("P26")]
    [Requirement("R3")]
    [InlineData("pscBranch", "akm", "service", false, "self rse")]
    [InlineData("pscDepartment", "akm", "service", false, "self rse")]
    [InlineData("pscSubOffice", "akm", "service", false, "self rse")]
    [InlineData("pscDepartment", "akm", "result", false, "rse")]
    [InlineData("pscBranch", "akm", "result", true, "rse")]
    [InlineData("pscSubOffice", "akm", "service", true, "rse")]
    [InlineData("pscDepartment", "almaty", "service", false, "pscBranch rse")]
    [InlineData("pscSubOffice", "astana", "service", false, "pscBranch rse")]
    [InlineData("pscBranch", "astana", "service", false, "pscBranch rse")]
    [InlineData("pscDepartment", "astana", "result", false, "rse")]
    [InlineData("pscDepartment", "almaty", "service", true, "rse")]
    [InlineData("rse", "kaz", "service", false, "self")]
    [InlineData("rse", "kaz", "result", true, "self")]
    public void Of_a_service_centre(string provider, string region, string kind, bool repeated, string expected) =>
        Assert.Equal(expected, Bodies(provider, region, kind, repeated));

    [Theory]
    [Requirement("R3")]
    [InlineData("districtAkimat", "akm", "service", false, "self oblastAkimat")]
    [InlineData("districtAkimat", "akm", "service", true, "oblastAkimat")]
    [InlineData("cityAkimat", "akm", "result", false, "oblastAkimat")]
    [InlineData("cityAkimat", "almaty", "service", false, "self")]
    [InlineData("cityAkimat", "astana", "result", true, "self")]
    [InlineData("oblastAkimat", "akm", "service", false, "self")]
    [InlineData("oblastAkimat", "akm", "result", false, "self")]
    public void Of_a_body_complained_to(string provider, string region, string kind, bool repeated, string expected) =>
        Assert.Equal(expected, Bodies(provider, region, kind, repeated));

    [Fact]
    public void Nobody_is_turned_away()
    {
        foreach (var kind in Enum.GetNames<OfficeKind>())
        {
            foreach (var region in new[] { "akm", "astana" })
            {
                Assert.NotEmpty(Bodies(char.ToLowerInvariant(kind[0]) + kind[1..], region, "result", repeated: true));
            }
        }
    }

    [Fact]
    public void Every_rule_decides_something()
    {
        XNamespace dmn = "https://www.omg.org/spec/DMN/20191111/MODEL/";
        var all = Everything(Table);
        foreach (var rule in XDocument.Load(File).Descendants(dmn + "rule").Select(rule => (string)rule.Attribute("id")!))
        {
            var document = XDocument.Load(File);
            document.Descendants(dmn + "rule").Single(one => (string?)one.Attribute("id") == rule).Remove();
            Assert.NotEqual(all, Everything(DecisionReader.Read(document.ToString()).Find(ComplaintRouting.Decision)!));
        }
    }

    private static string Everything(Decision table) => string.Join('\n',
        from kind in Enum.GetNames<OfficeKind>()
        from region in new[] { "akm", "astana", "almaty" }
        from about in new[] { "result", "service" }
        from repeated in new[] { false, true }
        select Bodies(char.ToLowerInvariant(kind[0]) + kind[1..], region, about, repeated, table));

    private static string Bodies(string provider, string region, string kind, bool repeated, Decision? table = null) => string.Join(' ', (table ?? Table)
        .Rows((table ?? Table).Evaluate(new Source(provider, region, kind, repeated))).Select(row => row.Entries["body"].AsText()));

    private sealed record Source(string Provider, string Region, string Kind, bool Repeated) : IVariableSource
    {
        public Value? Find(string name) => name switch
        {
            "provider" => Value.Of(Provider),
            "region" => Value.Of(Region),
            "kind" => Value.Of(Kind),
            "repeated" => Value.Of(Repeated),
            _ => null,
        };
    }
}
