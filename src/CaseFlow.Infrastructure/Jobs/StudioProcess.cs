using CaseFlow.Core.Trials;
using CaseFlow.Core.WhatIf;
using Hangfire.Server;
using Microsoft.Extensions.Logging;

namespace CaseFlow.Infrastructure.Jobs;

/// <summary>Scenarios of drafts and what-ifs as a background process of Hangfire's server: long work that no page waits for.</summary>
internal sealed partial class StudioProcess(ScenarioRounds rounds, WhatIfPump whatIfs, ILogger<StudioProcess> log) : IBackgroundProcess
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            rounds.RunDue(context.StoppingToken).GetAwaiter().GetResult();
            whatIfs.RunDue(context.StoppingToken).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Failed(error);
        }

        context.Wait(Pause);
    }

    [LoggerMessage(LogLevel.Error, "Work on drafts failed and goes on in a second")]
    private partial void Failed(Exception error);
}
