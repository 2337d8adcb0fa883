using CaseFlow.Core.Repair;
using CaseFlow.Tests.Trials;

namespace CaseFlow.Tests.Repair;

/// <summary>What the shipped service says of its variables is what a manager may set.</summary>
public sealed class KnownVariablesTests
{
    private static readonly IReadOnlyList<KnownVariable> Known = KnownVariables.Of(TrialBench.Draft());

    [Theory]
    [InlineData("signedOn", "2026-11-23", true)]
    [InlineData("signedOn", "23.11.2026", false)]
    [InlineData("sealed", "true", true)]
    [InlineData("sealed", "false", true)]
    [InlineData("sealed", "on", false)]
    [InlineData("verdict", "nothing-of-the-form", false)]
    [InlineData("accountId", "17", true)]
    [InlineData("accountId", "Айгүл Серікқызы", false)]
    [InlineData("findings", "anything", false)]
    public void A_value_is_what_the_form_would_take(string name, string typed, bool isTaken) =>
        Assert.Equal(isTaken, Known.Single(variable => variable.Name == name).Read(typed) is not null);

    [Fact]
    public void Every_choice_of_a_form_is_taken_and_no_free_text_is_offered()
    {
        var verdict = Known.Single(variable => variable.Name == "verdict");
        Assert.NotEmpty(verdict.Field!.Choices);
        Assert.All(verdict.Field.Choices, choice => Assert.Equal(choice.Value, verdict.Read(choice.Value)!.AsText()));
        Assert.All(Known.Where(variable => variable.IsText), variable => Assert.Null(variable.Read("x")));
        Assert.Contains(Known, variable => variable is { Name: "findings", IsText: true });
    }
}
