using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;

namespace CaseFlow.Web.Security;

/// <summary>
/// How much a request may carry. An ordinary form is small; a page that takes files raises its own limit with
/// [RequestSizeLimit] and [RequestFormLimits].
/// </summary>
public static class RequestSizes
{
    /// <summary>Limit of an ordinary form, in bytes.</summary>
    public const int Form = 1024 * 1024;

    /// <summary>Limit of a form with scans, in bytes: five of the greatest size and the rest of the form.</summary>
    public const int Upload = 51 * 1024 * 1024;

    /// <summary>
    /// Answers 413 before a byte of a declared large body is read. Without it the body is cut off in the middle, which
    /// the anti-forgery check would report as a bad token.
    /// </summary>
    public static IApplicationBuilder UseRequestSizes(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var metadata = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>();
        var limit = metadata is null ? Form : metadata.MaxRequestBodySize;
        var isErrorPage = context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
        if (context.Request.ContentLength > limit && !isErrorPage)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        return next(context);
    });
}
