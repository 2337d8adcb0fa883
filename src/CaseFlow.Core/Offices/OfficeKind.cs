namespace CaseFlow.Core.Offices;

/// <summary>What an office is. The first seven are printed in the standard; the last five are the LEBs of P1.</summary>
public enum OfficeKind
{
    /// <summary>Akim's apparatus of an oblast (annex 1).</summary>
    OblastAkimat = 1,

    /// <summary>Akim's apparatus of a district (annex 1).</summary>
    DistrictAkimat = 2,

    /// <summary>Akim's apparatus of a city of oblast significance (annex 1).</summary>
    CityAkimat = 3,

    /// <summary>The republican state enterprise over the service centres (P26).</summary>
    Rse = 4,

    /// <summary>Branch of the service centre in an oblast or a city (филиал, annex 2).</summary>
    PscBranch = 5,

    /// <summary>Department of a branch (бөлім, annex 2).</summary>
    PscDepartment = 6,

    /// <summary>Sub-office of a department (бөлімше, annex 2).</summary>
    PscSubOffice = 7,

    /// <summary>LEB: akim's apparatus of a rural district (ауылдық округ).</summary>
    RuralDistrict = 11,

    /// <summary>LEB: akim's apparatus of a village (ауыл) that is in no rural district.</summary>
    Village = 12,

    /// <summary>LEB: akim's apparatus of a township (кент).</summary>
    Township = 13,

    /// <summary>LEB: akim's apparatus of a town of district significance.</summary>
    TownOfDistrictSignificance = 14,

    /// <summary>LEB: agriculture department of a city of oblast significance.</summary>
    AgricultureDepartment = 15,
}

/// <summary>Questions about a kind of office.</summary>
public static class OfficeKinds
{
    /// <summary>True for a local executive body (P1): it decides on applications.</summary>
    public static bool IsLeb(this OfficeKind kind) => kind >= OfficeKind.RuralDistrict;

    /// <summary>True for a public service centre of any level; the RSE above them is none.</summary>
    public static bool IsPsc(this OfficeKind kind) =>
        kind is OfficeKind.PscBranch or OfficeKind.PscDepartment or OfficeKind.PscSubOffice;

    /// <summary>True for an akimat of annex 1: the one complained to (P21).</summary>
    public static bool IsAkimat(this OfficeKind kind) => kind <= OfficeKind.CityAkimat;

    /// <summary>Key of the working calendar it follows (P9): service centres six days, all others five.</summary>
    public static string Schedule(this OfficeKind kind) => kind.IsPsc() ? "psc" : "leb";
}
