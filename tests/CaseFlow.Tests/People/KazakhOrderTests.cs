using CaseFlow.Core.People;
using CsCheck;

namespace CaseFlow.Tests.People;

public class KazakhOrderTests
{
    [Fact]
    public void Names_stand_in_the_order_of_the_Kazakh_alphabet()
    {
        string[] sorted =
        [
            "№ 2 бөлім", "№ 10 бөлім", "Zhanar", "Абай", "Әуезов", "Балқаш", "Гүлнар", "Ғабит", "Есіл", "Ёлкин", "Жамбыл",
            "Курчатов", "Қарасу", "Нұра", "Ңа", "Орал", "Өскемен", "Тараз", "Уәлиханов", "Ұлан", "Үржар", "Федоров",
            "Хромтау", "Һа", "Шу", "Ыбырай", "Ілияс", "Юрий",
        ];

        Assert.Equal(sorted, sorted.Reverse().OrderBy(KazakhOrder.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void The_order_by_code_points_would_be_wrong() =>
        Assert.True(string.CompareOrdinal("Әуезов", "Балқаш") > 0 && string.CompareOrdinal(KazakhOrder.Key("Әуезов"), KazakhOrder.Key("Балқаш")) < 0);

    [Theory]
    [InlineData("абай", "АБАЙ")]
    [InlineData("«Абай»", "Абай")]
    [InlineData("№ 1", "№ 01")]
    public void Case_punctuation_and_leading_zeros_do_not_count(string one, string other) =>
        Assert.Equal(KazakhOrder.Key(one), KazakhOrder.Key(other));

    [Fact]
    public void Numbers_order_by_value() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]).Sample(static (a, b) =>
            Math.Sign(string.CompareOrdinal(KazakhOrder.Key($"№ {a}"), KazakhOrder.Key($"№ {b}"))) == a.CompareTo(b));
}
