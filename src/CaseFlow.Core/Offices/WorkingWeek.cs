namespace CaseFlow.Core.Offices;

/// <summary>Which working calendar an office follows (P9).</summary>
public enum WorkingWeek
{
    /// <summary>Monday to Friday.</summary>
    FiveDay = 5,

    /// <summary>Monday to Saturday.</summary>
    SixDay = 6,
}
