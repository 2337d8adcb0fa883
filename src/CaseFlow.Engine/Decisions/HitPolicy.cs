namespace CaseFlow.Engine.Decisions;

/// <summary>How many rules of a table may hold, and what becomes of them (DMN 1.3, 8.2.10).</summary>
public enum HitPolicy
{
    /// <summary>At most one rule.</summary>
    Unique = 1,

    /// <summary>Several rules, all with the same outputs.</summary>
    Any,

    /// <summary>The rule whose outputs stand first in the lists of output values.</summary>
    Priority,

    /// <summary>The first rule of the table.</summary>
    First,

    /// <summary>All, in the order of the table.</summary>
    RuleOrder,

    /// <summary>All, in the order of the lists of output values.</summary>
    OutputOrder,

    /// <summary>All, in the order of the table.</summary>
    Collect,

    /// <summary>The sum of all outputs.</summary>
    CollectSum,

    /// <summary>The least output.</summary>
    CollectMinimum,

    /// <summary>The greatest output.</summary>
    CollectMaximum,

    /// <summary>How many rules hold.</summary>
    CollectCount,
}
