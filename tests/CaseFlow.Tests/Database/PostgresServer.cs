using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CaseFlow.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

[assembly: AssemblyFixture(typeof(CaseFlow.Tests.Database.PostgresServer))]

namespace CaseFlow.Tests.Database;

/// <summary>
/// A private PostgreSQL server for one test run: made on first use, removed at the end. CASEFLOW_TEST_POSTGRES (a
/// connection string of a user who may create databases) names a running server to use instead.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Template = "caseflow_template";

    private static readonly string? Given = Environment.GetEnvironmentVariable("CASEFLOW_TEST_POSTGRES");
    private static int databases;

    private readonly SemaphoreSlim gate = new(1);
    private string? server;
    private string? directory;
    private string? templateName;

    /// <summary>
    /// Why the tests on PostgreSQL are skipped; null when they run. Root gets a failure instead: there the package can be
    /// installed.
    /// </summary>
    public static string? SkipReason =>
        Given is not null || Bin is not null || Environment.IsPrivilegedProcess
            ? null
            : "PostgreSQL is not installed (Debian: apt-get install postgresql), and CASEFLOW_TEST_POSTGRES is not set.";

    private static string? Bin =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(static path => Path.GetFileName(path).PadLeft(4, '0'), StringComparer.Ordinal)
                .Select(static path => Path.Combine(path, "bin"))
                .FirstOrDefault(static bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;

    /// <summary>A new database with the tables of the product; returns its connection string.</summary>
    public async Task<string> CreateDatabase()
    {
        await gate.WaitAsync();
        try
        {
            server ??= Given ?? await Start();
            templateName ??= await MakeTemplate();
            var name = NewName("caseflow_test");
            await Execute($"CREATE DATABASE {name} TEMPLATE {templateName}");
            return Named(name);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Removes a database made by <see cref="CreateDatabase"/>.</summary>
    public async Task DropDatabase(string connectionString)
    {
        using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        // A server of our own goes as a whole.
        if (Given is null)
        {
            return;
        }

        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    public async ValueTask DisposeAsync()
    {
        if (Given is not null && templateName is not null)
        {
            await Execute($"DROP DATABASE IF EXISTS {templateName} WITH (FORCE)");
        }

        if (directory is not null)
        {
            NpgsqlConnection.ClearAllPools();
            Run("pg_ctl", $"-D {directory}/data -m immediate -w stop");
            Directory.Delete(directory, recursive: true);
        }

        gate.Dispose();
    }

    private static string NewName(string prefix) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{prefix}_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");

    private async Task<string> MakeTemplate()
    {
        var name = Given is null ? Template : NewName(Template);
        await Execute($"CREATE DATABASE {name}");
        var options = new DbContextOptionsBuilder<PostgresCaseFlowDb>();
        var connectionString = Named(name) + ";Pooling=false";
        CaseFlowDbOptions.Postgres(connectionString)(options);
        await using var db = new PostgresCaseFlowDb(options.Options);
        await db.Database.MigrateAsync();
        return name;
    }

    private string Named(string database) =>
        new NpgsqlConnectionStringBuilder(server) { Database = database, IncludeErrorDetail = true }.ConnectionString;

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(server + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> Start()
    {
        Assert.True(Bin is not null, "PostgreSQL is not installed. Install it: apt-get install postgresql");
        directory = Directory.CreateTempSubdirectory("caseflow-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            RunProgram("chown", ["postgres", directory]);
        }

        var port = FreePort();
        Run("initdb", $"-D {directory}/data -A trust -U caseflow -E UTF8 --locale=C.UTF-8 --no-sync");

        // Durability is not what a throw-away server is for; the product's own settings are not touched by this.
        Run("pg_ctl", $"-D {directory}/data -l {directory}/log -o \"-p {port} -k {directory} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200\" -w start");
        await Task.CompletedTask;
        return $"Host=127.0.0.1;Port={port};Username=caseflow;Database=postgres";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root, so root runs it as its own user.</summary>
    private static void Run(string program, string arguments)
    {
        var command = $"{Bin}/{program} {arguments}";
        if (Environment.IsPrivilegedProcess)
        {
            RunProgram("su", ["postgres", "-s", "/bin/sh", "-c", command]);
        }
        else
        {
            RunProgram("/bin/sh", ["-c", command]);
        }
    }

    private static void RunProgram(string program, string[] arguments)
    {
        // Nothing is redirected to a pipe: the server would inherit it and keep it open.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", program, program, .. arguments]);
        start.WorkingDirectory = "/";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
