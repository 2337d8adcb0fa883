using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace CaseFlow.Core.Database;

/// <summary>An instant is stored as Unix milliseconds: it sorts alike in every database. Finer parts are cut off.</summary>
internal sealed class InstantConverter() : ValueConverter<Instant, long>(
    instant => instant.ToUnixTimeMilliseconds(),
    stored => Instant.FromUnixTimeMilliseconds(stored));

/// <summary>A day of the calendar is stored as the provider's date without time.</summary>
internal sealed class LocalDateConverter() : ValueConverter<LocalDate, DateOnly>(
    date => date.ToDateOnly(),
    stored => LocalDate.FromDateOnly(stored));

/// <summary>A time of day is stored as seconds since midnight.</summary>
internal sealed class LocalTimeConverter() : ValueConverter<LocalTime, int>(
    time => (int)(time.TickOfDay / NodaConstants.TicksPerSecond),
    stored => LocalTime.FromSecondsSinceMidnight(stored));

/// <summary>The same storage as <see cref="InstantConverter"/>; SQLite cannot order by a DateTimeOffset.</summary>
internal sealed class DateTimeOffsetConverter() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));
