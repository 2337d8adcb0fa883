using CaseFlow.Core.Database;
using CaseFlow.Core.Letters;
using CaseFlow.Infrastructure.Database;
using CaseFlow.Infrastructure.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CaseFlow.Infrastructure;

/// <summary>Everything the product needs, in one call from a Program.cs.</summary>
public static class CaseFlowServices
{
    /// <summary>
    /// Registers the database, the runner with its pumps, mail and Hangfire. Call <see cref="Installation.PrepareAsync"/> at
    /// the start. Configuration: <c>Database:Provider</c> is sqlite (default) or postgres; <c>ConnectionStrings:CaseFlow</c> is
    /// its connection string (default: data/caseflow.db).
    /// </summary>
    /// <exception cref="InvalidOperationException">The provider is not known.</exception>
    public static IServiceCollection AddCaseFlow(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton<ILetterPainter>(new PdfLetterPainter());
        services.AddRunning(configuration);
        services.AddFeatures(configuration);
        var provider = configuration["Database:Provider"] ?? "sqlite";
        var connectionString = configuration.GetConnectionString("CaseFlow") ?? "Data Source=data/caseflow.db";
        switch (provider)
        {
            case "sqlite":
                services.AddDb<SqliteCaseFlowDb>(CaseFlowDbOptions.Sqlite(connectionString));
                services.AddJobs(configuration, postgres: null);
                return services;
            case "postgres":
                services.AddDb<PostgresCaseFlowDb>(CaseFlowDbOptions.Postgres(connectionString));
                services.AddJobs(configuration, postgres: connectionString);
                return services;
            default:
                throw new InvalidOperationException($"Database:Provider is '{provider}'; sqlite and postgres are known.");
        }
    }

    private static void AddDb<TDb>(
        this IServiceCollection services, Action<DbContextOptionsBuilder> options)
        where TDb : CaseFlowDb
    {
        services.AddPooledDbContextFactory<TDb>(options);
        services.AddSingleton<IDbContextFactory<CaseFlowDb>, CaseFlowDbFactory<TDb>>();
        services.AddScoped<CaseFlowDb>(static provider =>
            provider.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext());
    }

    private sealed class CaseFlowDbFactory<TDb>(IDbContextFactory<TDb> inner) : IDbContextFactory<CaseFlowDb>
        where TDb : CaseFlowDb
    {
        public CaseFlowDb CreateDbContext() => inner.CreateDbContext();
    }
}
