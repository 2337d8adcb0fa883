using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Register;

/// <summary>How an account lies in the history: enums by name, days as 2026-01-01, Cyrillic letters as they are.</summary>
internal static class HouseholdJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter(), new DayConverter() },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Cyrillic),
    };

    public static byte[] Write(HouseholdAccount account) => JsonSerializer.SerializeToUtf8Bytes(account, Options);

    /// <summary>The account; null for no bytes.</summary>
    public static HouseholdAccount? Read(byte[] json) =>
        json.Length == 0 ? null : JsonSerializer.Deserialize<HouseholdAccount>(json, Options);

    private sealed class DayConverter : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            LocalDatePattern.Iso.Parse(reader.GetString()!).GetValueOrThrow();

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
            writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
    }
}
