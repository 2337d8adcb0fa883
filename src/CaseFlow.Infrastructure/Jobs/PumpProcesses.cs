using CaseFlow.Core.Publishing;
using CaseFlow.Core.Running;
using Hangfire.Server;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace CaseFlow.Infrastructure.Jobs;

/// <summary>
/// The timer pump as a background process of Hangfire's server: works off what is due, then sleeps until the next due time,
/// a nudge, or a second.
/// </summary>
internal sealed partial class TimerProcess(TimerPump pump, PlannedVersions versions, Nudge nudge, IClock clock, ILogger<TimerProcess> log) : IBackgroundProcess
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public void Execute(BackgroundProcessContext context)
    {
        var wait = Longest;
        try
        {
            // First: what was to start cases under the version before must not any more.
            versions.SwitchDue(context.StoppingToken).GetAwaiter().GetResult();
            pump.RunDue(context.StoppingToken).GetAwaiter().GetResult();
            if (pump.NextDue(context.StoppingToken).GetAwaiter().GetResult() is { } next)
            {
                wait = TimeSpan.FromMilliseconds(Math.Clamp((next - clock.GetCurrentInstant()).TotalMilliseconds, 0, Longest.TotalMilliseconds));
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Hangfire would wait longer and longer after an error; timers are not to be late for a database's short absence.
            Failed(error);
        }

        nudge.WaitForTimers(wait, context.StoppingToken);
    }

    [LoggerMessage(LogLevel.Error, "The timer pump failed and goes on in a second")]
    private partial void Failed(Exception error);
}

/// <summary>The outbox pump as a background process of Hangfire's server.</summary>
internal sealed partial class OutboxProcess(OutboxPump pump, Nudge nudge, ILogger<OutboxProcess> log) : IBackgroundProcess
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

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

        nudge.WaitForOutbox(Longest, context.StoppingToken);
    }

    [LoggerMessage(LogLevel.Error, "The outbox pump failed and goes on in a second")]
    private partial void Failed(Exception error);
}
