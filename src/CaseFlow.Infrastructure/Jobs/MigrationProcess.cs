using CaseFlow.Core.Migrating;
using Hangfire.Server;
using Microsoft.Extensions.Logging;

namespace CaseFlow.Infrastructure.Jobs;

/// <summary>The pump of migrations as a background process of Hangfire's server: looks every two seconds whether one is under way.</summary>
internal sealed partial class MigrationProcess(MigrationPump pump, ILogger<MigrationProcess> log) : IBackgroundProcess
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            pump.RunDue(context.StoppingToken).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Failed(error);
        }

        context.StoppingToken.WaitHandle.WaitOne(Pause);
    }

    [LoggerMessage(LogLevel.Error, "The pump of migrations failed and goes on in two seconds")]
    private partial void Failed(Exception error);
}
