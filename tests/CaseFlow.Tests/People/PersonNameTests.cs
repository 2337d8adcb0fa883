using CaseFlow.Core.People;

namespace CaseFlow.Tests.People;

[Requirement("P14.6")]
public class PersonNameTests
{
    [Theory]
    [InlineData("Иванов", "Иван", "Иванович", "Иванов Иван Иванович", "Иванов И. И.")]
    [InlineData("Әбілқайыров", "Қанат", "", "Әбілқайыров Қанат", "Әбілқайыров Қ.")]
    [InlineData(" Нұрлан-Оғлы ", "Ұлжан", "Серік  қызы", "Нұрлан-Оғлы Ұлжан Серік қызы", "Нұрлан-Оғлы Ұ. С.")]
    [InlineData("", "Асан", "", "Асан", "А.")]
    public void It_is_written_in_the_order_of_papers(string surname, string name, string patronymic, string full, string shortForm)
    {
        var person = new PersonName(surname, name, patronymic);

        Assert.Equal(full, person.Full);
        Assert.Equal(shortForm, person.Short.Replace('\u00A0', ' '));
    }

    [Fact]
    public void Under_a_signature_the_initials_come_first() =>
        Assert.Equal("Е. Қ. Сейітов", new PersonName("Сейітов", "Ерлан", "Қайратұлы").Signature.Replace('\u00A0', ' '));

    [Fact]
    public void Decomposed_letters_become_one() =>
        Assert.Equal("Майлыбай", new PersonName("Маи\u0306лыбаи\u0306", "А").Surname);

    [Theory]
    [InlineData("", "Асан", "", "Surname", PersonErrors.Required)]
    [InlineData("Иванов", " ", "", "Name", PersonErrors.Required)]
    [InlineData("Иванов2", "Иван", "", "Surname", PersonErrors.NameLetters)]
    [InlineData("Иванов", "<b>", "", "Name", PersonErrors.NameLetters)]
    [InlineData("Иванов", "Иван", "-", "Patronymic", PersonErrors.NameLetters)]
    public void What_is_no_name_is_told_by_its_field(string surname, string name, string patronymic, string field, string key)
    {
        var error = Assert.Single(new PersonName(surname, name, patronymic).Check());

        Assert.Equal((field, key), (error.Field, error.Key));
    }

    [Theory]
    [InlineData("О’Коннор")]
    [InlineData("Мамин-Сибиряк")]
    [InlineData("Нұрмұхамедұлы")]
    public void Hyphens_and_apostrophes_belong_to_names(string surname) => Assert.Empty(new PersonName(surname, "Асан").Check());

    [Fact]
    public void A_name_in_a_log_line_says_nothing() =>
        Assert.DoesNotContain("Иванов", $"{new PersonName("Иванов", "Иван")}", StringComparison.Ordinal);
}
