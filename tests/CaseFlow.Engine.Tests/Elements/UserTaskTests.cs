using System.Xml.Linq;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

/// <summary>Who a user task is for, when it is due, and what it is called.</summary>
public sealed class UserTaskTests
{
    [Fact]
    public void It_names_candidates_assignee_and_due_time()
    {
        var item = Item("s:start -> a:user(clerk, head-${office}) with(users = anna,${deputy}; assignee = ${who}; due = ${term})", ("office", 7), ("deputy", new object[] { "ben", "eva" }), ("who", "kim"), ("term", "P3D"));
        Assert.Equal(["clerk", "head-7"], item.Roles);
        Assert.Equal("kim", item.Assignee);
        Assert.Equal("P3D", item.Due);
        Assert.Contains("anna", item.Users);
    }

    [Fact]
    public void A_list_gives_several_names()
    {
        Assert.Equal(["ben", "eva"], Item("s:start -> a:user with(users = ${all})", ("all", new object[] { "ben", "eva" })).Users);
        Assert.Empty(Item("s:start -> a:user with(assignee = ${who})", ("who", "")).Users);
        Assert.Null(Item("s:start -> a:user with(assignee = ${who})", ("who", "")).Assignee);
    }

    [Fact]
    public void Its_name_may_hold_expressions()
    {
        var file = XElement.Parse(Bpmn.Xml("s:start -> a:user"));
        file.Descendants(Bpmn.Model + "userTask").Single().Add(new XAttribute("name", "Check ${no}"));
        Assert.Equal("Check 5", Run.StartXml(file.ToString(), variables: ("no", 5)).Effects.OfType<OpenWorkItem>().Single().Name);
    }

    [Fact]
    public void Its_lane_is_its_candidate_role_if_it_names_nobody() =>
        Assert.Equal(
            [("a", "clerks"), ("b", "judges")],
            Run.Start("clerks:lane(a, b) ; s:start -> f:and -> a:user ; f -> b:user(judges)").Effects.OfType<OpenWorkItem>().Select(item => (item.Element, Assert.Single(item.Roles))));

    [Fact]
    public void The_nearest_lane_counts()
    {
        var file = XElement.Parse(Bpmn.Xml("office:lane(a) ; s:start -> a:user"));
        file.Descendants(Bpmn.Model + "lane").Single().Add(
            new XElement(Bpmn.Model + "childLaneSet", new XElement(Bpmn.Model + "lane", new XAttribute("id", "inner"), new XAttribute("name", "clerks"), new XElement(Bpmn.Model + "flowNodeRef", "a"))));
        Assert.Equal(["clerks"], Run.StartXml(file.ToString()).Effects.OfType<OpenWorkItem>().Single().Roles);
    }

    [Theory]
    [InlineData("roles = ${unknown}")]
    [InlineData("users = ${unknown}")]
    [InlineData("assignee = ${unknown}")]
    [InlineData("due = ${unknown}")]
    public void What_cannot_be_evaluated_is_an_incident_and_opens_nothing(string attribute)
    {
        var run = Run.Start($"s:start -> a:user with({attribute}) -> e:end").HasIncident("a", IncidentCodes.ExpressionError);
        Assert.Empty(run.Effects.OfType<OpenWorkItem>());
        Assert.Single(run.Retry("a", ("unknown", "x")).Effects.OfType<OpenWorkItem>());
    }

    private static OpenWorkItem Item(string text, params (string, object?)[] variables) => Assert.Single(Run.Start(text, variables).Effects.OfType<OpenWorkItem>());
}
