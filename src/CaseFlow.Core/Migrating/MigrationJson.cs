using System.Collections.Immutable;
using System.Text.Json;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using NodaTime;

namespace CaseFlow.Core.Migrating;

/// <summary>What the rows of a migration keep as JSON.</summary>
internal static class MigrationJson
{
    public static byte[] Write(IReadOnlyDictionary<string, string> mapping) => JsonSerializer.SerializeToUtf8Bytes(mapping.OrderBy(one => one.Key, StringComparer.Ordinal).ToDictionary());

    public static ImmutableSortedDictionary<string, string> ReadMapping(byte[] json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json)!.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static byte[] Write(IEnumerable<Obstacle> obstacles) => JsonSerializer.SerializeToUtf8Bytes(obstacles);

    public static IReadOnlyList<Obstacle> ReadObstacles(byte[] json) => json.Length == 0 ? [] : JsonSerializer.Deserialize<List<Obstacle>>(json)!;

    public static byte[] Write(IReadOnlyDictionary<int, KnownTimer> timers) => JsonSerializer.SerializeToUtf8Bytes(
        timers.OrderBy(one => one.Key).ToDictionary(one => one.Key, one => new[] { one.Value.CountedFrom.ToUnixTimeMilliseconds(), one.Value.DueAt.ToUnixTimeMilliseconds() }));

    public static IReadOnlyDictionary<int, KnownTimer> ReadTimers(byte[] json) => JsonSerializer.Deserialize<Dictionary<int, long[]>>(json)!.ToDictionary(
        one => one.Key, one => new KnownTimer(Instant.FromUnixTimeMilliseconds(one.Value[0]), Instant.FromUnixTimeMilliseconds(one.Value[1])));
}
