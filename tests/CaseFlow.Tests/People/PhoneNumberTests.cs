using CaseFlow.Core.People;

namespace CaseFlow.Tests.People;

public class PhoneNumberTests
{
    [Theory]
    [InlineData("7162", "25-79-22", "+77162257922")]
    [InlineData("71638", "2-02-82", "+77163820282")]
    [InlineData("727", "251-74-46", "+77272517446")]
    [InlineData("716245", "6-14-25", null)]
    [InlineData("7135", "21-343", null)]
    [InlineData("8182", "34-59-05", null)]
    [InlineData("3362", "27-54-81", null)]
    [InlineData("", "25-79-22", null)]
    public void An_area_code_and_a_number_make_ten_digits(string area, string local, string? expected) =>
        Assert.Equal(expected, PhoneNumber.FromArea(area, local));

    [Theory]
    [InlineData("8 (7172) 94-99-95", "+77172949995")]
    [InlineData("8-711-36-92-580", "+77113692580")]
    [InlineData("+7 701 123 45 67", "+77011234567")]
    [InlineData("7011234567", "+77011234567")]
    [InlineData("8 812 123 45 67", null)]
    [InlineData("94-99-95", null)]
    [InlineData("", null)]
    public void A_written_number_loses_its_trunk_prefix(string written, string? expected) =>
        Assert.Equal(expected, PhoneNumber.FromWritten(written));
}
