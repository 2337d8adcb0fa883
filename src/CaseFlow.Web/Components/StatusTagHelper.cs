using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>What a status tag says by its colour, beside its word.</summary>
public enum StatusKind
{
    /// <summary>Nothing to do.</summary>
    Neutral,

    /// <summary>Going on.</summary>
    Active,

    /// <summary>Done, or met in time.</summary>
    Good,

    /// <summary>Soon due.</summary>
    Soon,

    /// <summary>Late.</summary>
    Late,

    /// <summary>Stopped by a fault, a manager has to look.</summary>
    Fault,
}

/// <summary>A coloured word: <c>&lt;cf-status kind="Late"&gt;…&lt;/cf-status&gt;</c>. The word says it all; colour only helps.</summary>
[HtmlTargetElement("cf-status")]
public sealed class StatusTagHelper : TagHelper
{
    /// <summary>The colour.</summary>
    public StatusKind Kind { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "strong";
        output.Attributes.SetAttribute("class", $"govuk-tag govuk-tag--{Colour}");
    }

    private string Colour => Kind switch
    {
        StatusKind.Active => "blue",
        StatusKind.Good => "green",
        StatusKind.Soon => "yellow",
        StatusKind.Late => "red",
        StatusKind.Fault => "orange",
        _ => "grey",
    };
}
