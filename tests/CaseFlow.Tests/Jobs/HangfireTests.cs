using CaseFlow.Core.Database;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Infrastructure;
using CaseFlow.Infrastructure.Database;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Running;
using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace CaseFlow.Tests.Jobs;

/// <summary>The pumps as Hangfire's server hosts them, registered as the product registers them.</summary>
public sealed class HangfireTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);

    private static readonly ProcessGraph Model = TestModel.Read(
        """
        <startEvent id="s"/><intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
        <serviceTask id="ring" c:handler="ring"/><serviceTask id="ask" c:handler="ask"/><endEvent id="e"/>
        """,
        "s→wait", "wait→ring", "ring→ask", "ask→e");

    [Theory, EveryDatabase]
    public async Task Without_Hangfires_server_no_timer_fires_and_with_it_nothing_was_lost(Provider provider)
    {
        var database = await databases.New(provider);
        var clock = new ManualClock(Bench.Begin);
        var web = new Bell("web");
        var worker = new Bell("worker");
        using var webOnly = NewHost(database, clock, web, isWorker: false);
        await webOnly.StartAsync();
        await Start(webOnly, caseId: 4711);
        clock.Advance(Duration.FromHours(2));

        // Starting a server takes longer than a pump sleeps: time enough for a timer to fire that should not.
        using var withWorker = NewHost(database, clock, worker, isWorker: true);
        await withWorker.StartAsync();
        Assert.Equal("worker", await worker.Asked.WaitAsync(LongEnough));

        Assert.False(web.Asked.IsCompleted);
        await webOnly.StopAsync();
        await withWorker.StopAsync();
    }

    [Fact]
    public async Task A_commit_wakes_the_pumps_and_the_recurring_jobs_are_the_net()
    {
        var database = await databases.New(Provider.Sqlite);
        var clock = new ManualClock(Bench.Begin);
        var bell = new Bell("worker");
        using var host = NewHost(database, clock, bell, isWorker: true);
        await host.StartAsync();

        var jobs = host.Services.GetRequiredService<JobStorage>().GetConnection().GetRecurringJobs();
        Assert.Equal(["census", "migrations", "outbox", "timers", "uploads", "versions"], jobs.Select(static job => job.Id).Order());
        Assert.All(jobs, static job => Assert.Null(job.LoadException));

        await Start(host, caseId: 4712);
        clock.Advance(Duration.FromHours(1));
        await bell.Asked.WaitAsync(LongEnough);
        await host.StopAsync();
    }

    private static IHost NewHost(TestDatabase database, IClock clock, Bell bell, bool isWorker)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Provider == Provider.Sqlite ? "sqlite" : "postgres",
            ["ConnectionStrings:CaseFlow"] = database.ConnectionString,
            ["Roles:Worker"] = isWorker ? "true" : "false",
        });
        builder.Services.AddLogging().AddCaseFlow(builder.Configuration);
        builder.Services.Replace(ServiceDescriptor.Singleton(clock));
        builder.Services.Replace(ServiceDescriptor.Singleton<IDefinitionSource>(new GivenDefinitions([Model])));
        builder.Services.RemoveAll<IHandlerSource>();
        builder.Services.AddSingleton<IHandlerSource>(bell);
        return builder.Build();
    }

    private static async Task Start(IHost host, long caseId)
    {
        await using (var scope = host.Services.CreateAsyncScope())
        {
            await DatabaseStart.PrepareAsync(scope.ServiceProvider.GetRequiredService<CaseFlowDb>(), CancellationToken.None);
        }

        var started = await host.Services.GetRequiredService<ProcessRunner>().Run(
            new CaseCommand(caseId, "form", new Start(Model.Definition)) { New = new NewCase("test", 1, 1, 1) });
        Assert.IsType<Committed>(started);
    }

    /// <summary>Tells in which host a handler ran that a timer had led to, and then a remote one of the outbox.</summary>
    private sealed class Bell(string host) : IHandlerSource
    {
        private readonly TaskCompletionSource<string> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Asked => asked.Task;

        public void AddTo(Handlers handlers) => handlers
            .AddLocal("ring", static (_, _) => Task.FromResult(ServiceAnswer.Done))
            .AddRemote("ask", (_, _) =>
            {
                asked.TrySetResult(host);
                return Task.FromResult(ServiceAnswer.Done);
            });
    }
}
