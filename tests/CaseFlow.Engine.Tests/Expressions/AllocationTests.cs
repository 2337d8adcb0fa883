using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Tests.Decisions;

namespace CaseFlow.Engine.Tests.Expressions;

/// <summary>Conditions of gateways are looked at with every step: the common ones leave nothing for the collector.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData("${n == 5}", 0)]
    [InlineData("${n > 4 && name != 'x' || !yes}", 0)]
    [InlineData("n >= 5 and name = \"b\"", 0)]
    [InlineData("n in [1..9]", 0)]
    [InlineData("n + 1 > 4", 40)]
    [InlineData("${list.size() > 1}", 300)]
    public void A_condition_allocates_at_most(string text, int bytes)
    {
        const int Rounds = 1_000;
        var condition = Expression.Parse(text);
        var variables = new Dmn.Source(("n", 5), ("name", "b"), ("yes", true), ("list", new object[] { 1, 2 }));
        Assert.True(condition.IsTrue(variables));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            condition.IsTrue(variables);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Rounds, 0, bytes);
    }
}
