using CaseFlow.Core.Calendars;
using NodaTime;

namespace CaseFlow.Tests.Calendars;

public sealed class TermTests
{
    public static TheoryData<string, bool, Term> Terms => new()
    {
        { "P2D", true, new Term.WorkingDays(2) },
        { "PT4H", true, new Term.WorkingHours(Duration.FromHours(4)) },
        { "PT1H30M", true, new Term.WorkingHours(Duration.FromMinutes(90)) },
        { "P15D", false, new Term.CalendarDays(15) },
        { "P2W", false, new Term.CalendarDays(14) },
        { "P1M", false, new Term.CalendarMonths(1) },
        { "P1Y", false, new Term.CalendarMonths(12) },
    };

    [Theory]
    [MemberData(nameof(Terms))]
    public void Iso_periods(string text, bool working, Term term)
    {
        Assert.Equal(term, Term.FromIso(text, working));
        Assert.Equal(term, Term.FromIso(term.Iso, term.IsWorking));
    }

    [Theory]
    [InlineData("P1W", true)]
    [InlineData("P1M", true)]
    [InlineData("P1DT2H", true)]
    [InlineData("PT0S", true)]
    [InlineData("P0D", true)]
    [InlineData("P-2D", true)]
    [InlineData("PT4H", false)]
    [InlineData("P1M2D", false)]
    [InlineData("2 days", false)]
    [InlineData("P99999999999D", false)]
    [InlineData("P99999Y", false)]
    [InlineData("", true)]
    public void What_is_no_term_is_refused(string text, bool working) => Assert.Throws<FormatException>(() => Term.FromIso(text, working));

    [Fact]
    public void A_term_is_longer_than_nothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Term.WorkingDays(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Term.CalendarDays(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Term.CalendarMonths(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Term.WorkingHours(Duration.Zero));
    }
}
