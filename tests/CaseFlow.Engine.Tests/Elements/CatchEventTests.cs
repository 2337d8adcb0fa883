using System.Xml.Linq;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class CatchEventTests
{
    [Fact]
    public void A_timer_event_waits_for_its_time()
    {
        var run = Run.Start("s:start -> t:timer(PT1H) -> e:end").IsWaitingAt("t");
        var timer = Assert.IsType<ArmTimer>(Assert.Single(run.Effects));
        Assert.Equal(("t", new TimerSpecification(TimerKind.Duration, "PT1H"), false), (timer.Element, timer.Specification, timer.Again));
        run.Fire("t").HasEnded("e");
        Assert.Equal(new DisarmTimer(timer.Number), run.Effects[0]);
    }

    [Fact]
    public void A_timer_of_zero_waits_for_the_next_look_at_the_clock() => Run.Start("s:start -> t:timer(PT0S) -> e:end").IsWaitingAt("t");

    [Fact]
    public void A_cycle_on_an_intermediate_event_occurs_once() =>
        Run.Start("s:start -> t:timer(R3/PT1H) -> a:user").Fire("t").IsWaitingAt("a");

    [Theory]
    [InlineData("2026-11-24T09:00:00+05:00", TimerKind.Date)]
    [InlineData("P2D", TimerKind.Duration)]
    public void A_timer_may_come_from_an_expression(string text, TimerKind kind)
    {
        var type = kind == TimerKind.Date ? "timeDate" : "timeDuration";
        var xml = Bpmn.Xml("s:start -> t:timer(PT1H) -> e:end").Replace("<timeDuration>PT1H</timeDuration>", $"<{type}>${{when}}</{type}>", StringComparison.Ordinal);
        var run = Run.StartXml(xml, variables: ("when", text));
        Assert.Equal(new TimerSpecification(kind, text), Assert.IsType<ArmTimer>(Assert.Single(run.Effects)).Specification);
    }

    [Fact]
    public void A_timer_text_that_is_none_is_an_incident_and_is_evaluated_again() =>
        Run.Start("s:start -> t:timer(${when}) -> e:end", ("when", "soon")).HasIncident("t", IncidentCodes.ExpressionError).IsWaitingAt("t")
            .Retry("t", ("when", "PT1H")).HasNoIncident().Fire("t").HasEnded("e");

    [Theory]
    [InlineData("R0/PT1H", "The timer's cycle never occurs: it repeats 0 times.")]
    [InlineData("R/PT0S", "The timer's cycle occurs without end and without a pause.")]
    [InlineData("hourly", "The timer's cycle is neither an ISO 8601 repetition such as R3/PT1H nor a cron expression.")]
    public void A_cycle_that_is_not_run_is_an_incident_that_says_why(string text, string why)
    {
        var xml = Bpmn.Xml("s:start -> t:timer(PT1H) -> e:end").Replace("<timeDuration>PT1H</timeDuration>", "<timeCycle>${when}</timeCycle>", StringComparison.Ordinal);
        Assert.Equal(why, Assert.Single(Run.StartXml(xml, variables: ("when", text)).State.Incidents.Values).Message);
    }

    [Fact]
    public void Calendar_deadline_and_before_reach_the_host()
    {
        var file = XElement.Parse(Bpmn.Xml("s:start -> t:timer(P2D) -> u:timer(PT1H) -> e:end"));
        var timers = file.Descendants(Bpmn.Model + "timerEventDefinition").ToArray();
        timers[0].Add(new XAttribute(Bpmn.CaseFlow + "calendar", "working"), new XAttribute(Bpmn.CaseFlow + "before", "PT4H"));
        timers[1].ReplaceAll(new XAttribute(Bpmn.CaseFlow + "deadline", "P7.L1"));
        var run = Run.StartXml(file.ToString());
        Assert.Equal(new TimerSpecification(TimerKind.Duration, "P2D", "working", "PT4H"), run.Effects.OfType<ArmTimer>().Single().Specification);
        run.Fire("t");
        Assert.Equal(new TimerSpecification(TimerKind.Deadline, "P7.L1"), run.Effects.OfType<ArmTimer>().Single().Specification);
    }

    [Fact]
    public void A_message_event_waits_for_its_message() =>
        Run.Start("s:start -> m:message(paid) -> e:end").IsWaitingAt("m").Deliver("m", ("sum", 3)).HasEnded("e").Has("sum", 3);

    [Fact]
    public void A_catch_event_that_cannot_be_left_waits_no_more() =>
        Run.Start("s:start -> m:message(paid) -[x = 1]-> e:end").Deliver("m").HasIncident("m", IncidentCodes.ExpressionError).Retry("m", ("x", 1)).HasEnded("e");
}
