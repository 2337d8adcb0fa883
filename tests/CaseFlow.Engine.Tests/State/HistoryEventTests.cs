using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.State;

/// <summary>Events are values: two that say the same are equal, whatever collections they hold.</summary>
public sealed class HistoryEventTests
{
    [Fact]
    public void A_node_that_was_entered()
    {
        static Entered One() => new(1, 0, "a", Variables: Run.Map([("x", 1)]));
        AreEqual(One(), One());
        AreEqual(new Entered(1, 0, "a"), new Entered(1, 0, "a", Variables: Run.Map([])));
        Assert.All(
            new[] { One() with { Node = 2 }, One() with { Parent = 2 }, One() with { Element = "b" }, One() with { LoopCounter = 1 }, One() with { CompensatesFor = 1 }, One() with { Variables = null }, One() with { Variables = Run.Map([("x", 2)]) } },
            other => Assert.NotEqual(One(), other));
        Assert.NotEqual(new Entered(1, 0, "a"), One());
        Assert.False(One().Equals(null));
    }

    [Fact]
    public void A_join_that_fired()
    {
        static Joined One() => new(1, "a", ["f", "g"]);
        AreEqual(One(), One());
        Assert.All(new[] { One() with { Scope = 2 }, One() with { Element = "b" }, One() with { Flows = ["f"] }, One() with { Flows = ["f", "h"] } }, other => Assert.NotEqual(One(), other));
        Assert.False(One().Equals(null));
    }

    [Fact]
    public void Variables_that_were_set()
    {
        static VariablesSet One() => new(1, Run.Map([("x", 1)]));
        AreEqual(One(), One());
        Assert.All(new[] { One() with { Node = 2 }, One() with { Variables = Run.Map([("x", 2)]) }, One() with { Variables = Run.Map([("y", 1)]) } }, other => Assert.NotEqual(One(), other));
        Assert.False(One().Equals(null));
    }

    [Fact]
    public void A_migration()
    {
        static Migrated One() => new(1, new("p", 1, "h"), new("p", 2, "i"), [new("a", "b")], [new("f", "g")]);
        AreEqual(One(), One());
        Assert.All(
            new[] { One() with { Process = 2 }, One() with { From = new("p", 3, "h") }, One() with { To = new("p", 3, "h") }, One() with { Elements = [] }, One() with { Flows = [new("f", "h")] } },
            other => Assert.NotEqual(One(), other));
        Assert.False(One().Equals(null));
    }

    [Fact]
    public void Variables_that_are_gone()
    {
        static VariablesGone One() => new(1, ["x"]);
        AreEqual(One(), One());
        Assert.All(new[] { One() with { Node = 2 }, One() with { Names = ["y"] } }, other => Assert.NotEqual(One(), other));
        Assert.False(One().Equals(null));
    }

    private static void AreEqual(HistoryEvent left, HistoryEvent right)
    {
        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }
}
