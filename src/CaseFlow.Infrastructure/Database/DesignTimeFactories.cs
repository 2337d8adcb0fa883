using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CaseFlow.Infrastructure.Database;

/// <summary>For <c>dotnet ef migrations add … --context SqliteCaseFlowDb</c>; it never connects.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteCaseFlowDb>
{
    public SqliteCaseFlowDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteCaseFlowDb>();
        CaseFlowDbOptions.Sqlite("Data Source=design.db")(options);
        return new SqliteCaseFlowDb(options.Options);
    }
}

/// <summary>For <c>dotnet ef migrations add … --context PostgresCaseFlowDb</c>; it never connects.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresCaseFlowDb>
{
    public PostgresCaseFlowDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresCaseFlowDb>();
        CaseFlowDbOptions.Postgres("Host=localhost;Database=design")(options);
        return new PostgresCaseFlowDb(options.Options);
    }
}
