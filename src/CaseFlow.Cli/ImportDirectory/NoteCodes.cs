namespace CaseFlow.Cli.ImportDirectory;

/// <summary>The oddities that the importer finds by itself. Their meaning in kk, ru and en is in notes.yaml.</summary>
internal static class NoteCodes
{
    public const string AddressMarkedNoHouse = "address-marked-no-house";
    public const string AddressNoHouse = "address-no-house";
    public const string AddressTwo = "address-two";
    public const string CellDisplaced = "cell-displaced";
    public const string CityAbbreviation = "city-abbreviation";
    public const string ContactRepeated = "contact-repeated";
    public const string ContactShared = "contact-shared";
    public const string ContactsMissing = "contacts-missing";
    public const string EmailInvalid = "email-invalid";
    public const string EmailSpacing = "email-spacing";
    public const string NameDiffersFromHeading = "name-differs-from-heading";
    public const string NameNotInAnnexOne = "name-not-in-annex-1";
    public const string NameRepeated = "name-repeated";
    public const string NameWithoutKind = "name-without-kind";
    public const string NumberGap = "number-gap";
    public const string NumberMissing = "number-missing";
    public const string PhoneArea = "phone-area-unknown";
    public const string PhoneAreaCentre = "phone-area-differs-from-centre";
    public const string PhoneAreaMixed = "phone-areas-mixed";
    public const string PhoneAreaRegion = "phone-area-of-another-region";
    public const string PhoneAreaShared = "phone-area-shared";
    public const string PhoneLength = "phone-length";
    public const string PhoneMissing = "phone-missing";
    public const string PhoneParenthesis = "phone-parenthesis-missing";
    public const string PhoneSpacing = "phone-spacing";
    public const string PhoneTrunk = "phone-trunk-missing";
    public const string SubOfficeNumbered = "sub-office-numbered";
}
