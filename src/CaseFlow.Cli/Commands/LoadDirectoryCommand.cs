using System.CommandLine;
using System.Globalization;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Cli.Commands;

/// <summary>caseflow load-directory: brings the directory's data files into a database.</summary>
internal static class LoadDirectoryCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--from")
        {
            Description = "The folder of the data files, such as workflows/directory.",
            Required = true,
        }.AcceptExistingOnly();
        var provider = new Option<string>("--provider")
        {
            Description = "Which database it is.",
            DefaultValueFactory = static _ => "sqlite",
        }.AcceptOnlyFromAmong("sqlite", "postgres");
        var connection = new Option<string>("--connection")
        {
            Description = "Its connection string.",
            DefaultValueFactory = static _ => "Data Source=data/caseflow.db",
        };
        var demo = new Option<bool>("--demo")
        {
            Description = "Also the invented local executive bodies, for trying things out.",
        };

        var command = new Command("load-directory", "Brings the directory into a database. Loading again changes nothing.")
        {
            folder,
            provider,
            connection,
            demo,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(folder),
            parsed.GetRequiredValue(provider),
            parsed.GetRequiredValue(connection),
            parsed.GetValue(demo),
            parsed.InvocationConfiguration,
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        DirectoryInfo folder, string provider, string connection, bool demo, InvocationConfiguration console, CancellationToken cancel)
    {
        try
        {
            var files = DirectoryFiles.Read(folder.FullName, demo);
            await using var services = Services(provider, connection);
            await using var scope = services.CreateAsyncScope();
            var load = await DirectoryLoader.LoadAsync(scope.ServiceProvider.GetRequiredService<CaseFlowDb>(), files, cancel);
            await console.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{load.Added} offices added, {load.Changed} changed, {load.Unchanged} unchanged."));
            return 0;
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or System.Data.Common.DbException or DbUpdateException)
        {
            await console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }

    private static ServiceProvider Services(string provider, string connection)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Database:Provider"] = provider,
                ["ConnectionStrings:CaseFlow"] = connection,
            })
            .Build();
        return new ServiceCollection().AddCaseFlow(configuration).BuildServiceProvider();
    }
}
