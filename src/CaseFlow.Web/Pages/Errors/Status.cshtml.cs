using CaseFlow.Web.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CaseFlow.Web.Pages.Errors;

/// <summary>
/// The page of every refusal and every fault. It is reached only by re-execution, with the method of the request that
/// failed, so it has no anti-forgery check of its own: it changes nothing.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[DisableRateLimiting]
public sealed partial class StatusModel(ILogger<StatusModel> log) : PageModel
{
    private static readonly int[] Known = [400, 403, 404, 409, 413, 429, 500, 503];

    /// <summary>The status the page is about: one of those that have texts.</summary>
    public int Status { get; private set; }

    /// <summary>The number to tell the administrator; null where nothing went wrong on our side.</summary>
    public string? Reference { get; private set; }

    /// <summary>The form that could not be saved, to be sent again as it was; empty when there is nothing to keep.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Kept { get; private set; } = [];

    /// <summary>Where the kept form goes.</summary>
    public string KeptFor { get; private set; } = "";

    /// <summary>True when files came with the form: those cannot be kept in a page.</summary>
    public bool LostFiles { get; private set; }

    /// <summary>For whatever method failed.</summary>
    public void OnGet() => Show();

    /// <summary>For whatever method failed.</summary>
    public void OnPost() => Show();

    private void Show()
    {
        var failure = HttpContext.Features.Get<IExceptionHandlerFeature>();
        if (failure is null && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            // Somebody opened the address itself.
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        Status = Known.Contains(Response.StatusCode) ? Response.StatusCode : Response.StatusCode >= 500 ? 500 : 400;
        if (failure is null || Response.StatusCode < 500)
        {
            return;
        }

        Reference = ErrorPages.Reference(HttpContext);
        Failed(log, Reference, Request.Method, failure.Endpoint?.DisplayName ?? "no endpoint", Response.StatusCode, ErrorPages.WithoutMessages(failure.Error));
        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            Keep(failure.Path);
        }
    }

    /// <summary>Nothing was saved: what the person typed goes into the page, from where one button sends it again.</summary>
    private void Keep(string path)
    {
        if (!HttpMethods.IsPost(Request.Method) || !Request.HasFormContentType)
        {
            return;
        }

        KeptFor = path + Request.QueryString;
        LostFiles = Request.Form.Files.Count > 0;
        Kept =
        [
            .. from field in Request.Form
               where !field.Key.StartsWith("__", StringComparison.Ordinal) && !field.Key.Contains("password", StringComparison.OrdinalIgnoreCase)
               from value in field.Value
               select KeyValuePair.Create(field.Key, value),
        ];
    }

    [LoggerMessage(LogLevel.Error, "Failed {Reference}: {Method} {Endpoint} with {Status}\n{Exception}")]
    private static partial void Failed(ILogger log, string reference, string method, string endpoint, int status, string exception);
}
