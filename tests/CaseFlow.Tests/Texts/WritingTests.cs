using CaseFlow.Core.Texts;
using NodaTime;

namespace CaseFlow.Tests.Texts;

public sealed class WritingTests
{
    [Theory]
    [InlineData("kk", "2026 жылғы 9 қараша")]
    [InlineData("ru", "9 ноября 2026 года")]
    [InlineData("en", "9 November 2026")]
    public void A_day_in_full(string language, string expected) =>
        Assert.Equal(expected, Writing.LongDay(new LocalDate(2026, 11, 9), language));

    [Fact]
    public void A_moment_is_shown_by_the_clocks_of_its_zone()
    {
        // Almaty left +06 for +05 on 1 March 2024.
        var zone = DateTimeZoneProviders.Tzdb["Asia/Almaty"];
        Assert.Equal("29.02.2024, 09:05", Writing.Moment(Instant.FromUtc(2024, 2, 29, 3, 5), zone, "kk"));
        Assert.Equal("01.03.2024, 08:05", Writing.Moment(Instant.FromUtc(2024, 3, 1, 3, 5), zone, "kk"));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1234567, "-1\u00A0234\u00A0567")]
    public void Numbers_are_grouped(long number, string expected) => Assert.Equal(expected, Writing.Number(number, "ru"));
}
