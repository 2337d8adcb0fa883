namespace CaseFlow.Core.Offices;

/// <summary>How an office is reached.</summary>
public enum ContactKind
{
    /// <summary>A telephone.</summary>
    Phone = 1,

    /// <summary>A fax.</summary>
    Fax = 2,

    /// <summary>One line for both, printed as «тел/факс».</summary>
    PhoneAndFax = 3,

    /// <summary>An e-mail address.</summary>
    Email = 4,

    /// <summary>A web site.</summary>
    Website = 5,
}
