using CaseFlow.Core.People;

namespace CaseFlow.Tests.People;

[Requirement("P14.6")]
public class ContactsTests
{
    [Theory]
    [InlineData("+7 701 123 45 67", "+77011234567")]
    [InlineData("8 (7162) 25-79-22", "+77162257922")]
    [InlineData("87011234567; 8 (7162) 25-79-22", "+77011234567 +77162257922")]
    [InlineData("8 701 123 45 67, +77011234567", "+77011234567")]
    [InlineData("+49 30 1234 5678", "+493012345678")]
    [InlineData("+7 912 345 67 89", "+79123456789")]
    [InlineData("", "")]
    public void Usual_writings_become_international_numbers(string written, string stored) =>
        Assert.Equal(stored, Contacts.ParsePhones(written));

    [Theory]
    [InlineData("12")]
    [InlineData("8 701 123 45 6")]
    [InlineData("+7 701 123 45 678")]
    [InlineData("8 701 123 45 67 Асан")]
    [InlineData("30 1234 5678")]
    [InlineData("87011234561, 87011234562, 87011234563, 87011234564")]
    public void What_is_no_telephone_is_refused(string written) => Assert.Null(Contacts.ParsePhones(written));

    [Fact]
    public void People_read_them_in_groups() =>
        Assert.Equal("+7 701 123 45 67, +493012345678", Contacts.ShowPhones("+77011234567 +493012345678").Replace('\u00A0', ' '));

    [Theory]
    [InlineData("asan@mail.example.kz", true)]
    [InlineData("асан@пошта.қаз", true)]
    [InlineData("asan@localhost", false)]
    [InlineData("asan", false)]
    [InlineData("@mail.kz", false)]
    [InlineData("a@b@mail.kz", false)]
    [InlineData("a b@mail.kz", false)]
    [InlineData("a@mail.kz\r\nBcc: b@mail.kz", false)]
    [InlineData("a@-mail.kz", false)]
    [InlineData("a@mail..kz", false)]
    public void An_email_is_checked_loosely(string email, bool right) => Assert.Equal(right, Contacts.EmailProblem(email) is null);
}
