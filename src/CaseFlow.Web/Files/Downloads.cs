using CaseFlow.Core.Files;
using CaseFlow.Core.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace CaseFlow.Web.Files;

/// <summary>Hands out stored files. None of them is kept by a browser, and none may do anything there.</summary>
public static class Downloads
{
    private const string Sandbox = "default-src 'none'; frame-ancestors 'none'; sandbox";

    // Without "sandbox": a browser's PDF viewer does not open in one. These files we have made ourselves.
    private const string ForViewer = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'";

    /// <summary>A file that somebody brought: saved, never shown by the browser under our address.</summary>
    public static FileContentResult Attachment(this PageModel page, StoredFile file, byte[] content) =>
        Send(page, "attachment", Sandbox, file.Name, file.ContentType, content);

    /// <summary>A table that we have made: saved, to be opened by a spreadsheet.</summary>
    public static FileContentResult Table(this PageModel page, string name, byte[] csv) =>
        Send(page, "attachment", Sandbox, name, CsvText.ContentType, csv);

    /// <summary>A PDF that we have made: shown, to be printed from there.</summary>
    public static FileContentResult Inline(this PageModel page, string name, byte[] pdf) =>
        Send(page, "inline", ForViewer, name, FileKind.Pdf, pdf);

    private static FileContentResult Send(PageModel page, string disposition, string policy, string name, string contentType, byte[] content)
    {
        var header = new ContentDispositionHeaderValue(disposition);
        header.SetHttpFileName(name);
        page.Response.Headers.ContentDisposition = header.ToString();
        page.Response.Headers.ContentSecurityPolicy = policy;
        page.Response.Headers.CacheControl = "no-store";
        return page.File(content, contentType);
    }
}
