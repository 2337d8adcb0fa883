using CaseFlow.Core.Drafts;
using CaseFlow.Core.Publishing;
using CaseFlow.Web.Components;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>What the pages of publishing have in common.</summary>
public static class PublishTexts
{
    /// <summary>Key of what is told when a step did not work.</summary>
    public static string Of(PublishOutcome outcome) => outcome switch
    {
        PublishOutcome.Shut => "publish.outcome.shut",
        PublishOutcome.Running => "publish.outcome.running",
        PublishOutcome.OwnWork => "publish.outcome.own-work",
        PublishOutcome.Planned => "publish.outcome.planned",
        PublishOutcome.Refused => "publish.outcome.refused",
        _ => "drafts.moved-on",
    };

    /// <summary>Refuses a reason that is missing or too long.</summary>
    public static void CheckReason(this PageModel page, string field, string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > Draft.ReasonLength)
        {
            page.Refuse(field, string.IsNullOrWhiteSpace(reason) ? "drafts.reason-needed" : "drafts.reason-too-long");
        }
    }
}
