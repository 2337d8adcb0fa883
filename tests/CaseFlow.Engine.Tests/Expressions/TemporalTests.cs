using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Tests.Decisions;
using CaseFlow.Engine.Tests.Support;
using CsCheck;

namespace CaseFlow.Engine.Tests.Expressions;

public sealed class TemporalTests
{
    [Theory]
    [InlineData("date(\"2026-01-31\")", "\"2026-01-31\"")]
    [InlineData("date(\"2026-01-31T10:00:00+05:00\")", "\"2026-01-31\"")]
    [InlineData("date(2026, 1, 31)", "\"2026-01-31\"")]
    [InlineData("date(2026, 2, 29)", "!There is no such day.")]
    [InlineData("date(2026, 13, 1)", "!There is no such day.")]
    [InlineData("date(0, 1, 1)", "!There is no such day.")]
    [InlineData("date(2026, 1)", "!A date is made of one text, or of year, month and day.")]
    [InlineData("date(\"tomorrow\")", "!The text is not an ISO 8601 date such as 2026-11-23 or 2026-11-23T09:00:00+05:00.")]
    [InlineData("date(5)", "!A text is needed, not number.")]
    [InlineData("date and time(\"2026-01-31\")", "\"2026-01-31T00:00:00\"")]
    [InlineData("date and time(\"2026-01-31T10:00\")", "\"2026-01-31T10:00:00\"")]
    [InlineData("date and time(\"2026-01-31T10:00:00.5Z\")", "\"2026-01-31T10:00:00.5Z\"")]
    [InlineData("date and time(\"2026-01-31T10:00:00-03:30\")", "\"2026-01-31T10:00:00-03:30\"")]
    [InlineData("@\"2026-01-31\"", "\"2026-01-31\"")]
    [InlineData("[@\"P1D\", {a: @\"2026-01-31\"}]", "[\"P1D\",{\"a\":\"2026-01-31\"}]")]
    [InlineData("\"due \" + date(\"2026-01-31\")", "\"due 2026-01-31\"")]
    [InlineData("string([date(\"2026-01-31\"), duration(\"PT1H\")])", "\"[\\\"2026-01-31\\\",\\\"PT1H\\\"]\"")]
    [InlineData("${date(d)} and ${date(d).year}", "\"2026-01-31 and 2026\"")]
    public void Dates_leave_an_expression_as_text(string text, string json) => Evaluated.Gives(text, json, ("d", "2026-01-31"));

    [Theory]
    [InlineData("P1D", "P1D")]
    [InlineData("PT36H", "P1DT12H")]
    [InlineData("P14M", "P1Y2M")]
    [InlineData("P2W", "P14D")]
    [InlineData("P1Y2M3DT4H5M6.7S", "P1Y2M3DT4H5M6.7S")]
    [InlineData("PT0,5S", "PT0.5S")]
    [InlineData("-P1D", "-P1D")]
    [InlineData("-P1Y2MT3S", "-P1Y2MT3S")]
    [InlineData("PT0S", "PT0S")]
    [InlineData("P0M", "PT0S")]
    public void Durations_are_written_in_one_way(string text, string written) => Evaluated.Gives($"duration(\"{text}\")", $"\"{written}\"");

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("1D")]
    [InlineData("--P1D")]
    [InlineData("P999999999Y999999999W")]
    public void What_is_no_duration_fails(string text) =>
        Evaluated.Gives("duration(t)", "!The text is not an ISO 8601 duration such as P2D or PT15M.", ("t", text));

    [Theory]
    [InlineData("date(\"2026-03-01\") > date(\"2026-02-28\")", true)]
    [InlineData("date and time(\"2026-03-01T10:00:00+05:00\") = date and time(\"2026-03-01T05:00:00Z\")", true)]
    [InlineData("date and time(\"2026-03-01T10:00:00+05:00\") < date and time(\"2026-03-01T05:00:01Z\")", true)]
    [InlineData("date(\"2026-03-01\") = date and time(\"2026-03-01T00:00:00\")", true)]
    [InlineData("date(\"2026-03-01\") = d", true)]
    [InlineData("d = date(\"2026-03-01\")", true)]
    [InlineData("d >= date(\"2026-03-01\") and date(\"2026-03-01\") <= d", true)]
    [InlineData("date(\"2026-03-01\") = \"today\"", false)]
    [InlineData("date(\"2026-03-01\") = 5", false)]
    [InlineData("d in [date(\"2026-02-01\")..date(\"2026-04-01\")]", true)]
    [InlineData("d between date(\"2026-03-02\") and date(\"2026-04-01\")", false)]
    [InlineData("list contains([date(\"2026-03-01\")], d)", true)]
    [InlineData("duration(\"P1D\") = duration(\"PT24H\")", true)]
    [InlineData("duration(\"P1D\") = p", true)]
    [InlineData("duration(\"P1Y\") = duration(\"P12M\")", true)]
    [InlineData("duration(\"P1M\") = duration(\"P30D\")", false)]
    [InlineData("duration(\"P1M\") < duration(\"P1M1D\")", true)]
    [InlineData("duration(\"P1M1D\") < duration(\"P2M2D\")", true)]
    [InlineData("max(duration(\"PT1H\"), duration(\"P1D\"), duration(\"PT2H\")) = p", true)]
    [InlineData("duration(\"-P1D\") < duration(\"PT0S\")", true)]
    public void Dates_and_durations_compare_as_such(string text, bool expected) =>
        Evaluated.Gives(text, expected ? "true" : "false", ("d", "2026-03-01"), ("p", "PT24H"));

    [Theory]
    [InlineData("date(\"2026-01-31\") + duration(\"P1M\")", "\"2026-02-28\"")]
    [InlineData("duration(\"P1D\") + date(\"2026-12-31\")", "\"2027-01-01\"")]
    [InlineData("date(\"2026-01-01\") - duration(\"P1D\")", "\"2025-12-31\"")]
    [InlineData("date(\"2026-01-01\") + duration(\"PT6H\")", "\"2026-01-01T06:00:00\"")]
    [InlineData("date and time(\"2026-01-01T23:00:00+05:00\") + duration(\"PT2H\")", "\"2026-01-02T01:00:00+05:00\"")]
    [InlineData("date(\"2026-03-01\") - date(\"2026-02-01\")", "\"P28D\"")]
    [InlineData("(date(\"2026-03-01\") - date(\"2026-02-01\")).days", "28")]
    [InlineData("duration(\"P1D\") + duration(\"PT1H\") - duration(\"PT30M\")", "\"P1DT30M\"")]
    [InlineData("duration(\"P1D\") - duration(\"P2D\")", "\"-P1D\"")]
    [InlineData("duration(\"PT1H\") * 2.5", "\"PT2H30M\"")]
    [InlineData("3 * duration(\"P1M\")", "\"P3M\"")]
    [InlineData("duration(\"P1D\") / 3", "\"PT8H\"")]
    [InlineData("-duration(\"P1D\")", "\"-P1D\"")]
    [InlineData("duration(\"P1D\") / 0", "!Division by zero.")]
    [InlineData("duration(\"P1M\") - duration(\"P1D\")", "!A duration cannot hold months and days of different signs.")]
    [InlineData("date(\"9999-12-31\") + duration(\"P1D\")", "!The date is out of range.")]
    [InlineData("date(\"2026-01-01\") + duration(\"P999999999Y\")", "!The number is out of range.")]
    [InlineData("duration(\"P999999999W\")", "!The text is not an ISO 8601 duration such as P2D or PT15M.")]
    [InlineData("duration(\"P9999999D\") * 9", "!The duration is out of range.")]
    [InlineData("duration(\"P9999999D\") * 79228162514264337593543950335", "!The number is out of range.")]
    [InlineData("date and time(\"0001-01-01T06:00:00+05:00\") - duration(\"PT6H\")", "\"0001-01-01T00:00:00+05:00\"")]
    [InlineData("date(\"2026-01-01\") + 1", "!A date and a number cannot be reckoned like this; string(…) makes a text of either.")]
    [InlineData("date(\"2026-01-01\") + \"P1D\"", "!A date and a text cannot be reckoned like this; string(…) makes a text of either.")]
    [InlineData("1 - date(\"2026-01-01\")", "!Arithmetic needs a number, not date.")]
    [InlineData("date(\"2026-01-01\") < 5", "!A date cannot be compared with a number.")]
    [InlineData("duration(\"P1M\") < duration(\"P30D\")", "!A duration cannot be compared with a duration.")]
    public void They_are_reckoned_with(string text, string json) => Evaluated.Gives(text, json);

    [Theory]
    [InlineData("date(1, 1, 1)", "\"0001-01-01\"")]
    [InlineData("date(9999, 12, 31)", "\"9999-12-31\"")]
    [InlineData("date(2024, 2, 29)", "\"2024-02-29\"")]
    [InlineData("date(2026, 2, 29)", "!There is no such day.")]
    [InlineData("date(0, 1, 1)", "!There is no such day.")]
    [InlineData("date(10000, 1, 1)", "!There is no such day.")]
    [InlineData("date(2026, 0, 1)", "!There is no such day.")]
    [InlineData("date(2026, 13, 1)", "!There is no such day.")]
    [InlineData("date(2026, 1, 0)", "!There is no such day.")]
    [InlineData("duration(duration(\"P2D\"))", "\"P2D\"")]
    [InlineData("date(date(\"2026-01-31\"))", "\"2026-01-31\"")]
    [InlineData("date and time(date(\"2026-01-31\"))", "\"2026-01-31T00:00:00\"")]
    [InlineData("duration(\"P1Y\") + duration(\"P2M\")", "\"P1Y2M\"")]
    [InlineData("duration(\"P1Y\") - duration(\"P2M\")", "\"P10M\"")]
    [InlineData("duration(\"P1Y\") / 4", "\"P3M\"")]
    [InlineData("duration(\"P3M\") * 4", "\"P1Y\"")]
    [InlineData("duration(\"PT1.5S\")", "\"PT1.5S\"")]
    [InlineData("duration(\"PT0.000001S\")", "\"PT0.000001S\"")]
    public void Days_and_durations_have_bounds_and_forms(string text, string json) => Evaluated.Gives(text, json);

    [Theory]
    [InlineData("date and time(\"2026-03-01T10:20:30Z\")", "year|month|day|weekday|hour|minute|second", "2026,3,1,7,10,20,30")]
    [InlineData("date(\"2026-03-02\")", "weekday|hour", "1,0")]
    [InlineData("duration(\"P1Y2M3DT4H5M6.5S\")", "years|months|days|hours|minutes|seconds", "1,2,3,4,5,6.5")]
    public void They_have_parts(string text, string parts, string values) =>
        Evaluated.Gives($"[{string.Join(", ", parts.Split('|').Select(part => $"{text}.{part}"))}]", $"[{values}]");

    [Theory]
    [InlineData("date(\"2026-03-02\").days", "!A date has no property «days».")]
    [InlineData("duration(\"P1D\").day", "!A duration has no property «day».")]
    public void Other_parts_do_not_exist(string text, string message) => Evaluated.Gives(text, message);

    [Fact]
    public void A_duration_is_read_as_it_is_written() => Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Long[0, long.MaxValue / 2]).Sample(
        (months, ticks) =>
        {
            var duration = DurationValue.Of(months, months < 0 ? -ticks : ticks);
            Assert.Equal(duration, DurationValue.Parse(duration.AsText()));
        },
        iter: 2_000);

    [Fact]
    public void A_date_is_read_as_it_is_written() => Gen.Select(Gen.DateTime, Gen.Int[-14 * 60, 14 * 60], Gen.Int[0, 2]).Sample(
        (local, minutes, kind) =>
        {
            // Within a day of the calendar's ends an offset would leave it.
            var within = local.Year is 1 or 9999 ? local.AddYears(local.Year == 1 ? 1 : -1) : local;
            var moment = DateTime.SpecifyKind(kind == 2 ? within.Date : within, DateTimeKind.Unspecified);
            var date = new DateValue(moment, kind == 1 ? TimeSpan.FromMinutes(minutes) : null, HasTime: kind < 2);
            var read = DateValue.Parse(date.AsText())!;
            Assert.Equal((date.Local, date.Offset, date.HasTime, true), (read.Local, read.Offset, read.HasTime, read.Equals(date)));
        },
        iter: 2_000);

    [Fact]
    public void A_value_that_leaves_holds_no_date() => Assert.Equal(
        Run.Of(new object[] { "2026-01-31" }), Expression.Parse("[date(\"2026-01-31\")]").Evaluate(new Dmn.Source()));
}
