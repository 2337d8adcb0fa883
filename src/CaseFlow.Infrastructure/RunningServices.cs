using CaseFlow.Core.Definitions;
using CaseFlow.Core.Mail;
using CaseFlow.Core.Running;
using CaseFlow.Core.Trials;
using CaseFlow.Core.WhatIf;
using CaseFlow.Infrastructure.Jobs;
using CaseFlow.Infrastructure.Mail;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseFlow.Infrastructure;

/// <summary>The runner, the pumps and Hangfire.</summary>
internal static class RunningServices
{
    /// <summary>The runner and what it needs; a feature adds its handlers as an <see cref="IHandlerSource"/>.</summary>
    public static void AddRunning(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Running").Get<RunnerOptions>() ?? new RunnerOptions());
        services.AddSingleton(configuration.GetSection("Mail").Get<MailOptions>() ?? new MailOptions());
        services.AddSingleton<IMailSender, SmtpMailSender>();
        services.AddSingleton<ICaseStore, EfCaseStore>();
        services.AddSingleton<DefinitionCatalog>();
        services.AddSingleton<IDefinitionSource, CatalogDefinitions>();
        services.TryAddSingleton<IDueTimes, ElapsedTimes>();
        services.AddSingleton<CaseLocks>();
        services.AddSingleton<Nudge>();
        services.AddSingleton<ProcessRunner>();
        services.AddSingleton<EventStarts>();
        services.AddSingleton<MessageDelivery>();
        services.AddSingleton<SignalDelivery>();
        services.AddSingleton<IncidentRetry>();
        services.AddSingleton<StartTimers>();
        services.AddSingleton<TimerPump>();
        services.AddSingleton<OutboxPump>();
        services.AddSingleton<PumpJobs>();
        services.AddSingleton(configuration.GetSection("WhatIf").Get<WhatIfOptions>() ?? new WhatIfOptions());
        services.AddSingleton<ScenarioRounds>();
        services.AddSingleton<WhatIfPump>();
        services.AddSingleton(static provider =>
        {
            var handlers = new Handlers();
            foreach (var source in provider.GetServices<IHandlerSource>())
            {
                source.AddTo(handlers);
            }

            return handlers;
        });
    }

    /// <summary>
    /// Hangfire: the alarm clock. Its storage holds nothing that matters, so beside SQLite it is memory. With
    /// <c>Roles:Worker</c> false this process runs no pump: timers fire in another process, or not at all.
    /// </summary>
    public static void AddJobs(this IServiceCollection services, IConfiguration configuration, string? postgres)
    {
        services.AddHangfire(hangfire =>
        {
            hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings().UseTypeResolver(JobTypes.Resolve);
            if (postgres is null)
            {
                hangfire.UseInMemoryStorage();
            }
            else
            {
                hangfire.UsePostgreSqlStorage(
                    storage => storage.UseNpgsqlConnection(postgres),
                    new PostgreSqlStorageOptions
                    {
                        SchemaName = "hangfire",
                        QueuePollInterval = TimeSpan.FromSeconds(1),
                        UseSlidingInvisibilityTimeout = true,
                    });
            }
        });
        if (!configuration.GetValue("Roles:Worker", defaultValue: true))
        {
            return;
        }

        services.AddSingleton<IBackgroundProcess, TimerProcess>();
        services.AddSingleton<IBackgroundProcess, OutboxProcess>();
        services.AddSingleton<IBackgroundProcess, MigrationProcess>();
        services.AddSingleton<IBackgroundProcess, StudioProcess>();
        services.AddHostedService<RecurringJobs>();
        services.AddHangfireServer(static server =>
        {
            server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            server.WorkerCount = 2;
        });
    }
}
