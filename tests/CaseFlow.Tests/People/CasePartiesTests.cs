using System.Reflection;
using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using CaseFlow.Core.Texts;
using CaseFlow.Tests.Offices;
using NodaTime;

namespace CaseFlow.Tests.People;

public class CasePartiesTests
{
    private static readonly LocalDate Today = new(2026, 11, 23);

    [Fact]
    [Requirement("P14.6")]
    public void A_person_as_entered_is_put_into_the_form_that_is_stored()
    {
        var party = Representative();
        CaseParties.Clean(party);

        Assert.Empty(CaseParties.Check(party, Today));
        Assert.Equal("900101350003", party.Iin);
        Assert.Equal("+77011234567 +77162257922", party.Phones);
        Assert.Equal("Әбілқайыров Қанат", party.PersonName.Full);
    }

    [Fact]
    [Requirement("P11")]
    public void An_expired_identity_card_is_told_with_its_day()
    {
        var party = Applicant();
        party.DocumentValidUntil = Today.PlusDays(-1);

        var error = Assert.Single(CaseParties.Check(party, Today));

        Assert.Equal((nameof(CaseParty.DocumentValidUntil), PersonErrors.DocumentExpired), (error.Field, error.Key));
        Assert.Equal(Today.PlusDays(-1), Assert.Single(error.Values));
        party.DocumentValidUntil = Today;
        Assert.Empty(CaseParties.Check(party, Today));
    }

    [Fact]
    [Requirement("P15")]
    public void An_expired_power_of_attorney_is_told_with_its_day()
    {
        var party = Representative();
        party.PowerValidUntil = Today.PlusDays(-1);
        CaseParties.Clean(party);

        var error = Assert.Single(CaseParties.Check(party, Today));

        Assert.Equal((nameof(CaseParty.PowerValidUntil), PersonErrors.PowerExpired), (error.Field, error.Key));
    }

    [Fact]
    [Requirement("P11")]
    public void A_representative_without_a_power_of_attorney_lacks_each_of_its_fields()
    {
        var party = Applicant();
        party.Role = PartyRole.Representative;

        Assert.Equal(
            ["PowerIssuedOn", "PowerNotary", "PowerNumber", "PowerScope", "PowerValidUntil"],
            CaseParties.Check(party, Today).Select(static error => error.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_wrong_field_is_named()
    {
        var party = Applicant();
        (party.Surname, party.Iin, party.Phones, party.Email, party.Language, party.Address) = ("", "123456789011", "12", "asan", "en", "");
        (party.DocumentNumber, party.DocumentIssuedOn) = ("", Today.PlusDays(1));

        Assert.Equal(
            ["Address", "DocumentIssuedOn", "DocumentNumber", "Email", "Iin", "Language", "Phones", "Surname"],
            CaseParties.Check(party, Today).Select(static error => error.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_holder_of_an_identity_card_must_have_an_iin()
    {
        var party = Applicant();
        party.Iin = "";
        Assert.Equal(PersonErrors.Required, Assert.Single(CaseParties.Check(party, Today)).Key);

        party.DocumentKind = IdentityDocumentKind.Passport;
        Assert.Empty(CaseParties.Check(party, Today));
    }

    [Theory]
    [InlineData(typeof(PersonErrors))]
    [InlineData(typeof(RegisterErrors))]
    public void Every_error_has_its_text_in_three_languages(Type errors)
    {
        var catalog = Catalog();
        foreach (var key in errors.GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!))
        {
            Assert.NotNull(catalog.Find(key)?.En);
        }
    }

    /// <summary>The texts of the people's and the register's pages.</summary>
    internal static TextCatalog Catalog()
    {
        var folder = Path.Combine(SourceTree.Root, "src", "CaseFlow.Web", "Texts");
        return TextCatalog.Load([Path.Combine(folder, "people.yaml"), Path.Combine(folder, "register.yaml")], strict: true);
    }

    internal static CaseParty Applicant(long caseId = 1, string surname = "Сейітқали", string name = "Әлия", string iin = "900101350401") => new()
    {
        CaseId = caseId,
        No = 1,
        Role = PartyRole.Applicant,
        Surname = surname,
        Name = name,
        Iin = iin,
        DocumentNumber = "012345678",
        DocumentIssuedBy = "ҚР ІІМ",
        DocumentIssuedOn = new LocalDate(2020, 3, 12),
        DocumentValidUntil = new LocalDate(2030, 3, 11),
        Address = "Ақбұлақ ауылы, Достық к., 7",
        Phones = "+77011234567",
    };

    internal static CaseParty Representative(long caseId = 1)
    {
        var party = Applicant(caseId, " Әбілқайыров ", "Қанат  ", "900101 350003");
        (party.No, party.Role) = (2, PartyRole.Representative);
        party.Phones = "8 701 123 45 67, 8 (7162) 25-79-22";
        (party.PowerNumber, party.PowerIssuedOn, party.PowerNotary) = ("1-234", new LocalDate(2026, 1, 15), "Нотариус Омарова С. А., лицензия № 1");
        (party.PowerScope, party.PowerValidUntil) = ("өтініш беру және нәтижесін алу", new LocalDate(2027, 1, 15));
        return party;
    }
}
