using CaseFlow.Core.People;

namespace CaseFlow.Tests.People;

public class IinTests
{
    [Theory]
    [InlineData("900101350003")]
    [InlineData("900101350401")]
    [InlineData("061211600012")]
    public void Both_passes_of_the_check_digit_are_known(string iin)
    {
        Assert.True(Iin.IsValid(iin));
        Assert.Null(Iin.Problem(iin));
    }

    [Theory]
    [InlineData("123456789011", PersonErrors.IinCheck)]
    [InlineData("900101350004", PersonErrors.IinCheck)]
    [InlineData("90010135000", PersonErrors.IinDigits)]
    [InlineData("9001013500033", PersonErrors.IinDigits)]
    [InlineData("90010135000O", PersonErrors.IinDigits)]
    [InlineData("٩٠٠١٠١٣٥٠٠٠٣", PersonErrors.IinDigits)]
    [InlineData("", PersonErrors.IinDigits)]
    [InlineData(null, PersonErrors.IinDigits)]
    public void What_is_no_iin_is_told_why(string? written, string key) => Assert.Equal(key, Iin.Problem(written));

    [Fact]
    public void Some_beginnings_are_never_issued()
    {
        Assert.Null(Iin.CheckDigit("90010135120"));
        for (var last = 0; last < 10; last++)
        {
            Assert.False(Iin.IsValid($"90010135120{last}"));
        }
    }

    [Fact]
    public void A_birth_date_that_is_none_is_no_reason_to_refuse()
    {
        const string elevenDigits = "99139990001";
        var iin = elevenDigits + Iin.CheckDigit(elevenDigits);

        Assert.Null(Iin.Problem(iin));
    }

    [Fact]
    public void Of_ten_last_digits_one_at_most_is_right()
    {
        var unissued = 0;
        for (var serial = 0; serial < 10_000; serial++)
        {
            var valid = Enumerable.Range(0, 10).Count(last => Iin.IsValid($"9001013{serial:0000}{last}"));
            Assert.InRange(valid, 0, 1);
            unissued += 1 - valid;
        }

        // One in eleven needs the second pass, and one in eleven of those has no check digit at all.
        Assert.InRange(unissued, 40, 140);
    }

    [Theory]
    [InlineData(" 900101 350003 ")]
    [InlineData("900\u00A0101\u00A0350\u00A0003")]
    public void Spaces_do_not_matter(string written) => Assert.Equal("900101350003", Iin.Clean(written));

    [Theory]
    [InlineData("900101350003", "9001••••0003")]
    [InlineData("", "")]
    [InlineData("12", "••••••••••••")]
    public void Lists_show_it_masked(string iin, string masked) => Assert.Equal(masked, Iin.Mask(iin));
}
