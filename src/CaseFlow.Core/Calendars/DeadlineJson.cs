using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Calendars;

/// <summary>
/// Keeps an explanation as it was given, as UTF-8 JSON: what has passed is never touched (R5), so it cannot be counted anew once the
/// calendar has changed.
/// </summary>
public static class DeadlineJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(IEnumerable<DeadlineLine> explanation) => JsonSerializer.SerializeToUtf8Bytes(explanation.Select(ToStored), Options);

    /// <summary>The lines as they were written; the last is the due instant.</summary>
    /// <exception cref="JsonException">The bytes are not an explanation.</exception>
    public static ImmutableArray<DeadlineLine> Read(ReadOnlySpan<byte> json) =>
        [.. (JsonSerializer.Deserialize<StoredLine[]>(json, Options) ?? throw new JsonException("There is no explanation.")).Select(FromStored)];

    private static StoredLine ToStored(DeadlineLine line) => new(
        (int)line.Kind,
        LocalDatePattern.Iso.Format(line.Date),
        line.Reason,
        line.Names,
        line.Number,
        (long?)line.Amount?.TotalMilliseconds,
        line.At?.ToUnixTimeMilliseconds(),
        line.Offset?.Seconds);

    private static DeadlineLine FromStored(StoredLine line) =>
        new((DeadlineLineKind)line.Kind, LocalDatePattern.Iso.Parse(line.Date).GetValueOrThrow(), line.Reason, line.Names)
        {
            Number = line.Number,
            Amount = line.AmountMs is { } amount ? Duration.FromMilliseconds(amount) : null,
            At = line.AtMs is { } at ? Instant.FromUnixTimeMilliseconds(at) : null,
            Offset = line.OffsetSeconds is { } offset ? Offset.FromSeconds(offset) : null,
        };

    private sealed record StoredLine(
        int Kind, string Date, string Reason, Names Names, int? Number, long? AmountMs, long? AtMs, int? OffsetSeconds);
}
