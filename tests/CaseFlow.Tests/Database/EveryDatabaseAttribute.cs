using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace CaseFlow.Tests.Database;

public enum Provider
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a theory on each database; see <see cref="TestDatabases"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new(
        [
            new TheoryDataRow<Provider>(Provider.Sqlite),
            new TheoryDataRow<Provider>(Provider.Postgres) { Skip = PostgresServer.SkipReason },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
