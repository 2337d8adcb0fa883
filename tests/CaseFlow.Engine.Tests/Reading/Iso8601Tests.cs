namespace CaseFlow.Engine.Tests.Reading;

public sealed class Iso8601Tests
{
    [Theory]
    [InlineData("P1D", true)]
    [InlineData("PT15M", true)]
    [InlineData("PT0S", true)]
    [InlineData("P1Y2M3W4DT5H6M7.5S", true)]
    [InlineData("P2W", true)]
    [InlineData("P", false)]
    [InlineData("PT", false)]
    [InlineData("P1DT", false)]
    [InlineData("P1H", false)]
    [InlineData("PT1D", false)]
    [InlineData("P1M1Y", false)]
    [InlineData("P1.5D", false)]
    [InlineData("P-1D", false)]
    [InlineData("-P1D", false)]
    [InlineData("p1d", false)]
    [InlineData("P1D ", false)]
    [InlineData("P9999999999D", false)]
    [InlineData("PT1.2.3S", false)]
    [InlineData("PT1,2.3S", false)]
    [InlineData("PT1,5S", true)]
    [InlineData("P5", false)]
    [InlineData("PT5", false)]
    [InlineData("P1D5", false)]
    [InlineData("P123456789D", true)]
    [InlineData("P1234567890D", false)]
    [InlineData("", false)]
    public void Durations(string text, bool expected) => Assert.Equal(expected, Iso8601.IsDuration(text));

    [Theory]
    [InlineData("2026-11-23", true)]
    [InlineData("2026-11-23T09:00", true)]
    [InlineData("2026-11-23T09:00:00", true)]
    [InlineData("2026-11-23T09:00:00Z", true)]
    [InlineData("2026-11-23T09:00:00.123+05:00", true)]
    [InlineData("2026-02-30", false)]
    [InlineData("23.11.2026", false)]
    [InlineData("2026-11-23 09:00", false)]
    [InlineData("", false)]
    public void Date_times(string text, bool expected) => Assert.Equal(expected, Iso8601.IsDateTime(text));

    [Theory]
    [InlineData("R3/PT1H", true, 3, "PT1H")]
    [InlineData("R/P1D", true, null, "P1D")]
    [InlineData("R1/2026-11-23T09:00:00Z/P1D", true, 1, "2026-11-23T09:00:00Z/P1D")]
    [InlineData("R2/PT0S", true, 2, "PT0S")]
    [InlineData("R/PT0.5S", true, null, "PT0.5S")]
    [InlineData("R0/PT1H", false, null, "")]
    [InlineData("R/PT0S", false, null, "")]
    [InlineData("R/2026-11-23/P0DT0H", false, null, "")]
    [InlineData("R3/PT1H/2026-11-23", false, null, "")]
    [InlineData("R3/2026-11-23/2026-11-24", false, null, "")]
    [InlineData("R-1/PT1H", false, null, "")]
    [InlineData("R99999999999/PT1H", false, null, "")]
    [InlineData("PT1H", false, null, "")]
    [InlineData("R3", false, null, "")]
    [InlineData("R3/", false, null, "")]
    [InlineData("R3/x/PT1H", false, null, "")]
    [InlineData("R3/2026-11-23/PT1H/x", false, null, "")]
    [InlineData("", false, null, "")]
    public void Cycles(string text, bool expected, int? occurrences, string rest)
    {
        Assert.Equal(expected, Iso8601.TrySplitCycle(text, out var count, out var interval));
        if (expected)
        {
            Assert.Equal((occurrences, rest), (count, interval));
        }
    }

    [Theory]
    [InlineData("R0/PT1H", "never occurs")]
    [InlineData("R00/2026-11-23/PT1H", "never occurs")]
    [InlineData("R3/PT1H/2026-11-23", "has an end")]
    [InlineData("R/PT0S/2026-11-23T09:00:00Z", "has an end")]
    [InlineData("R3/2026-11-23/2026-11-24", "has an end")]
    [InlineData("R/PT0S", "occurs without end and without a pause")]
    [InlineData("R/2026-11-23/P0D", "occurs without end and without a pause")]
    [InlineData("R0", "is neither")]
    [InlineData("R-1/PT1H", "is neither")]
    [InlineData("R-1/PT1H/2026-11-23", "is neither")]
    [InlineData("R3/x/2026-11-23", "is neither")]
    [InlineData("R3/PT1H/x", "is neither")]
    [InlineData("R/x/y", "is neither")]
    [InlineData("PT1H", "is neither")]
    [InlineData("", "is neither")]
    public void A_cycle_that_is_not_run_is_told_why(string text, string why)
    {
        Assert.False(Iso8601.TrySplitCycle(text, out _, out _));
        Assert.StartsWith(why, Iso8601.FaultOfCycle(text), StringComparison.Ordinal);
    }
}
