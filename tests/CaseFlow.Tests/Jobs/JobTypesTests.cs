using CaseFlow.Infrastructure.Jobs;

namespace CaseFlow.Tests.Jobs;

public class JobTypesTests
{
    [Fact]
    public void Our_jobs_are_known_with_and_without_their_assembly()
    {
        Assert.Equal(typeof(PumpJobs), JobTypes.Resolve("CaseFlow.Infrastructure.Jobs.PumpJobs"));
        Assert.Equal(typeof(PumpJobs), JobTypes.Resolve(typeof(PumpJobs).AssemblyQualifiedName!));
        Assert.Equal(typeof(CancellationToken), JobTypes.Resolve("System.Threading.CancellationToken, mscorlib"));
    }

    [Theory]
    [InlineData("System.Diagnostics.Process, System.Diagnostics.Process")]
    [InlineData("CaseFlow.Infrastructure.Jobs.PumpJobs+Nested, CaseFlow.Infrastructure")]
    [InlineData("System.Collections.Generic.List`1[[CaseFlow.Infrastructure.Jobs.PumpJobs, CaseFlow.Infrastructure]]")]
    [InlineData("")]
    public void Any_other_type_is_refused(string name) =>
        Assert.Throws<InvalidOperationException>(() => JobTypes.Resolve(name));
}
