using CaseFlow.Core.Texts;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Components;

/// <summary>What a page tells the person after the redirect, and what it reports about a field.</summary>
public static class Notices
{
    /// <summary>Where the layout looks for the notice.</summary>
    public const string Success = "success";

    /// <summary>Where the layout looks for what the person should know though nothing was done.</summary>
    public const string Important = "important";

    /// <summary>Shows "Please note: …" at the top of the next page.</summary>
    public static void Warned(this PageModel page, string key, params object[] values) =>
        page.TempData[Important] = Texts(page).Plain(key, values);

    /// <summary>Shows "Done: …" at the top of the next page.</summary>
    public static void Succeeded(this PageModel page, string key, params object[] values) =>
        page.TempData[Success] = Texts(page).Plain(key, values);

    /// <summary>Puts an error at a field, or at the form as a whole when the name is empty.</summary>
    public static void Refuse(this PageModel page, string field, string key, params object[] values) =>
        page.ModelState.AddModelError(field, Texts(page).Plain(key, values));

    /// <summary>Puts what a rule found at its field.</summary>
    /// <param name="page">The page.</param>
    /// <param name="error">What the rule found.</param>
    /// <param name="prefix">Name of the bound property that holds the entry; empty when the fields are the page's own.</param>
    public static void Refuse(this PageModel page, FieldError error, string prefix = "")
    {
        var found = prefix.Length == 0 ? error : error.Under(prefix);
        page.Refuse(found.Field, found.Key, found.Values);
    }

    private static PageTexts Texts(PageModel page) => page.HttpContext.RequestServices.GetRequiredService<PageTexts>();
}
