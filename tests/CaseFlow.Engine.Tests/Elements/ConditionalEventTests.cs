using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class ConditionalEventTests
{
    [Fact]
    public void It_occurs_when_its_condition_becomes_true() =>
        Run.Start("s:start -> c:condition(x > 1) -> e:end", ("x", 1)).IsWaitingAt("c").Set(("x", 1)).IsWaitingAt("c").Set(("x", 2)).HasEnded("e");

    [Fact]
    public void It_occurs_at_once_when_it_is_true_already() => Run.Start("s:start -> c:condition(x > 1) -> e:end", ("x", 2)).HasEnded("e");

    [Fact]
    public void An_unknown_variable_is_not_true_yet() => Run.Start("s:start -> c:condition(x > 1) -> e:end").HasNoIncident().IsWaitingAt("c").Set(("x", 2)).HasEnded("e");

    [Fact]
    public void What_any_activity_sets_is_looked_at_within_the_step() =>
        Run.Start("s:start -> f:and -> c:condition(x = 1) -> a:user ; f -> b:user -> d:feel(x = 1) -> e:user").Complete("b").IsWaitingAt("a", "e");

    [Fact]
    public void An_interrupting_one_ends_its_activity() => Run.Start("s:start -> a:user -> e:end ; c:condition(x = 1) on a -> b:user", ("x", 0)).Set(("x", 1)).IsWaitingAt("b");

    [Fact]
    public void One_beside_must_be_false_before_it_occurs_again() =>
        Run.Start("s:start -> a:user -> e:end ; c:condition(x > 1) beside a -> b:user", ("x", 0))
            .Set(("x", 2)).IsWaitingAt("a", "b").Set(("x", 3)).IsWaitingAt("a", "b").Set(("x", 0)).Set(("x", 2)).IsWaitingAt("a", "b", "b");

    [Fact]
    public void Completing_an_activity_with_what_makes_its_own_condition_true_does_not_trigger_it() =>
        Run.Start("s:start -> a:user -> b:user ; c:condition(x = 1) on a -> wrong:user", ("x", 0)).Complete("a", ("x", 1)).IsWaitingAt("b");

    [Fact]
    public void It_sees_the_data_of_its_scope() =>
        Run.Start("s:start -> p:sub { d:data ; ps:start -> a:user ; v:events { vs:start(condition d = 1) beside -> va:user } }").Set(("d", 1)).IsWaitingAt("a").SetAt("a", ("d", 1)).IsWaitingAt("a", "va");

    [Fact]
    public void Several_are_looked_at_in_the_order_in_which_they_were_armed() =>
        Run.Start("s:start -> p:sub { ps:start -> a:user ; v:events { vs:start(condition x = 1) beside -> va:user } } -> e:end ; c:condition(x = 1) on p -> b:user", ("x", 0)).Set(("x", 1)).IsWaitingAt("b");

    [Fact]
    public void Two_that_make_each_other_true_take_turns_until_they_rest() =>
        Run.Start("s:start -> a:user ; c:condition(x = 1) beside a -> d:feel(y = 1) -> u:user ; e:condition(y = 1) beside a -> f:feel(x = 0) -> w:user", ("x", 0), ("y", 0))
            .Set(("x", 1)).IsWaitingAt("a", "u", "w").Set(("x", 1)).IsWaitingAt("a", "u", "u", "w");
}
