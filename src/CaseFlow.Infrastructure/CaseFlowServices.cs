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
    /// Registers the database and the services over it. Configuration: <c>Database:Provider</c> is sqlite (default) or
    /// postgres; <c>ConnectionStrings:CaseFlow</c> is its connection string (default: data/caseflow.db).
    /// </summary>
    /// <exception cref="InvalidOperationException">The provider is not known.</exception>
    public static IServiceCollection AddCaseFlow(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton<ILetterPainter>(new PdfLetterPainter());
        services.AddFeatures(configuration);
        var provider = configuration["Database:Provider"] ?? "sqlite";
        var connectionString = configuration.GetConnectionString("CaseFlow") ?? "Data Source=data/caseflow.db";
        return provider switch
        {
            "sqlite" => services.AddDb<SqliteCaseFlowDb>(CaseFlowDbOptions.Sqlite(connectionString)),
            "postgres" => services.AddDb<PostgresCaseFlowDb>(CaseFlowDbOptions.Postgres(connectionString)),
            _ => throw new InvalidOperationException($"Database:Provider is '{provider}'; sqlite and postgres are known."),
        };
    }

    private static IServiceCollection AddDb<TDb>(
        this IServiceCollection services, Action<DbContextOptionsBuilder> options)
        where TDb : CaseFlowDb
    {
        services.AddPooledDbContextFactory<TDb>(options);
        services.AddSingleton<IDbContextFactory<CaseFlowDb>, CaseFlowDbFactory<TDb>>();
        services.AddScoped<CaseFlowDb>(static provider =>
            provider.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext());
        return services;
    }

    private sealed class CaseFlowDbFactory<TDb>(IDbContextFactory<TDb> inner) : IDbContextFactory<CaseFlowDb>
        where TDb : CaseFlowDb
    {
        public CaseFlowDb CreateDbContext() => inner.CreateDbContext();
    }
}
