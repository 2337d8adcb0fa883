using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CaseFlow.Core.Texts;
using CaseFlow.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Tests.Database;

/// <summary>Starting again on the same database changes nothing in any table.</summary>
public sealed class SecondStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("caseflow-start-").FullName;

    private string ConnectionString => $"Data Source={Path.Combine(folder, "start.db")};Pooling=False";

    [Fact]
    public async Task All_tables_hash_the_same()
    {
        await StartAsync();
        var first = Hashes();
        await StartAsync();
        var second = Hashes();

        Assert.True(first.Count > 30, $"{first.Count} tables");
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_changed_row_would_be_seen()
    {
        await StartAsync();
        var before = Hashes();
        using (var connection = Open())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE offices SET address_kk = address_kk || '.' WHERE code = 'kaz.rse'";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        Assert.NotEqual(before, Hashes());
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task StartAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:CaseFlow"] = ConnectionString,
            ["Workflows:Folder"] = Path.Combine(Repository.Root, "workflows"),
            ["Workflows:Demo"] = "true",
            ["Roles:Worker"] = "false",
        }).Build();
        var texts = TextCatalog.Load(Directory.GetFiles(Path.Combine(Repository.Root, "src", "CaseFlow.Web", "Texts"), "*.yaml").Order(StringComparer.Ordinal), strict: true);
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(texts);
        services.AddCaseFlow(configuration);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await Installation.PrepareAsync(scope.ServiceProvider, CancellationToken.None);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    private List<string> Hashes()
    {
        using var connection = Open();
        return [.. Names(connection).Select(table => $"{table} {Hash(connection, table)}")];
    }

    private static List<string> Names(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        // A process takes a block of keys with its first transaction, used or not: a counter of the program, no data.
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'key_blocks' ORDER BY name";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static string Hash(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY 1, 2";
        using var reader = command.ExecuteReader();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (reader.Read())
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                var value = reader.GetValue(column);
                hash.AppendData(value as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) + "\u001f"));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
