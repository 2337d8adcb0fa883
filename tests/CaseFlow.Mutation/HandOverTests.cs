namespace CaseFlow.Mutation;

/// <summary>What Stryker runs: not to judge a mutant, only to get hold of the engine with all of them inside.</summary>
public sealed class HandOverTests
{
    /// <summary>The environment variable with the folder to copy to.</summary>
    private const string Folder = "CASEFLOW_MUTANTS";

    [Fact]
    public void The_engine_is_handed_over()
    {
        // Touches the engine a little: Stryker then knows that this test covers next to nothing, and runs nothing more.
        Assert.True(Engine.Iso8601.IsDuration("PT1H"));
        var engine = typeof(Engine.Stepper).Assembly.Location;
        if (Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder && Mutants.AreIn(typeof(Engine.Stepper).Assembly))
        {
            File.Copy(engine, Path.Combine(folder, Path.GetFileName(engine)), overwrite: true);
        }
    }
}
