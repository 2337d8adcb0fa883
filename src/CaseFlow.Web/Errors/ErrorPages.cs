using System.Diagnostics;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Errors;

/// <summary>What turns an exception into a status, a line in the log without personal data, and a page.</summary>
public static class ErrorPages
{
    /// <summary>Where the page is.</summary>
    public const string Path = "/Errors/Status";

    /// <summary>Every status from 400 on without a body of its own, and every exception, gets the page.</summary>
    /// <param name="app">The application.</param>
    /// <param name="isStorageFault">True for an exception that says: the database cannot be reached or written.</param>
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app, Func<Exception, bool> isStorageFault)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = Path,
            StatusCodeSelector = exception => Status(exception, isStorageFault),

            // Our own line is written by the page: the framework's would hold messages, and these may hold names.
            SuppressDiagnosticsCallback = static _ => true,
        });
        return app.UseStatusCodePagesWithReExecute(Path);
    }

    /// <summary>The status of an exception.</summary>
    public static int Status(Exception exception, Func<Exception, bool> isStorageFault) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException { Source: "Microsoft.AspNetCore.Http" or "Microsoft.AspNetCore.WebUtilities" } => StatusCodes.Status413PayloadTooLarge,
        AntiforgeryValidationException => StatusCodes.Status400BadRequest,
        DbUpdateConcurrencyException => StatusCodes.Status409Conflict,
        _ when Chain(exception).Any(isStorageFault) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The number by which a person's call and a line of the log are brought together.</summary>
    public static string Reference(HttpContext context) =>
        Activity.Current?.TraceId.ToHexString()[..12] ?? context.TraceIdentifier;

    /// <summary>Where an exception came from, by types and places in the code alone: messages may hold names or numbers.</summary>
    public static string WithoutMessages(Exception exception) => string.Join(
        Environment.NewLine,
        Chain(exception).Select(static link => $"{link.GetType().FullName}{Environment.NewLine}{link.StackTrace}"));

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }
}
