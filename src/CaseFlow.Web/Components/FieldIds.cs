using Microsoft.AspNetCore.Mvc.Rendering;

namespace CaseFlow.Web.Components;

/// <summary>One rule from a field's name to its id, so that the error summary finds what the field wrote.</summary>
public static class FieldIds
{
    /// <summary>The id of a field's first control.</summary>
    public static string Of(string name) => TagBuilder.CreateSanitizedId(name, "-");
}
