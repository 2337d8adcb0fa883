using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Stepping;

/// <summary>What a host must arm so that a definition starts by itself.</summary>
public sealed class StartSubscriptionTests
{
    [Theory]
    [InlineData("s:start(message hello)", SubscriptionKind.Message, "hello", null, null)]
    [InlineData("s:start(signal stop)", SubscriptionKind.Signal, "stop", null, null)]
    [InlineData("s:start(timer R3/PT1H)", SubscriptionKind.Timer, null, "PT1H", 3)]
    [InlineData("s:start(timer R/PT1H)", SubscriptionKind.Timer, null, "PT1H", null)]
    [InlineData("s:start(timer 2030-01-01T00:00:00Z)", SubscriptionKind.Timer, null, "2030-01-01T00:00:00Z", null)]
    public void It_says_for_what_is_waited(string process, SubscriptionKind kind, string? name, string? timer, int? occurrences)
    {
        var subscription = Of(process);
        Assert.Equal("s", subscription.Element.Id);
        Assert.Equal((kind, name, timer, occurrences), (subscription.Kind, subscription.Name, subscription.Timer?.Value, subscription.Occurrences));
        Assert.Null(subscription.Condition);
        Assert.False(subscription.IsTrue(Run.Map([("x", 1)])));
    }

    [Fact]
    public void A_condition_is_true_when_its_variables_are_there()
    {
        var subscription = Of("s:start(condition x > 1)");
        Assert.Equal((SubscriptionKind.Conditional, "x > 1"), (subscription.Kind, subscription.Condition?.Text));
        Assert.True(subscription.IsTrue(Run.Map([("x", 2)])));
        Assert.False(subscription.IsTrue(Run.Map([("x", 1)])));
        Assert.False(subscription.IsTrue(Run.Map([])));
        Assert.False(subscription.IsTrue(Run.Map([("x", "text")])));
    }

    [Theory]
    [InlineData("s:start(message ${x})", "There is no variable «x».")]
    [InlineData("s:start(timer ${\"P\" + \"1\"})", "The timer's duration is not an ISO 8601 duration such as P2D or PT15M.")]
    public void A_start_has_no_variables_yet(string process, string message) => Assert.Equal(message, Assert.ThrowsAny<EvaluationException>(() => Of(process)).Message);

    private static StartSubscription Of(string process)
    {
        var start = Assert.IsType<StartEvent>(new Definitions(Bpmn.Xml(process)).First["s"]);
        return StartSubscription.Of(start, start.Trigger);
    }
}
