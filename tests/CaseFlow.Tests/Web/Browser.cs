using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Io;

namespace CaseFlow.Tests.Web;

/// <summary>Opens pages and sends forms the way a person does: a form goes with all its fields, hidden ones included.</summary>
public sealed class Browser(HttpClient client)
{
    private static readonly IBrowsingContext Context = BrowsingContext.New(Configuration.Default);

    public HttpClient Client => client;

    public async Task SignInAsync(string userName, string password = CaseFlowFactory.Password)
    {
        var answer = await SubmitAsync(await PageAsync("/Account/SignIn"), "main form", ("UserName", userName), ("Password", password));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
    }

    public async Task LanguageAsync(string language) => await SubmitAsync(await PageAsync("/Account/SignIn"), "form.cf-languages", ("language", language));

    /// <summary>A page that must be there.</summary>
    public async Task<IHtmlDocument> PageAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{path} answered {answer.Status}");
        return answer.Document;
    }

    /// <summary>Whatever the address answers.</summary>
    public async Task<Answer> GetAsync(string path)
    {
        using var message = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(message);
    }

    /// <summary>Fills in a form of a page and sends it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="selector">CSS selector of the form.</param>
    /// <param name="fields">What the person typed or chose, by field name; more than one value by repeating the name.</param>
    public async Task<Answer> SubmitAsync(IHtmlDocument page, string selector, params (string Name, string Value)[] fields)
    {
        var form = page.QuerySelector<IHtmlFormElement>(selector) ?? throw new InvalidOperationException($"No form {selector} on {page.Title}.");
        var filled = fields.Select(static field => field.Name).ToHashSet(StringComparer.Ordinal);
        var content = Sent(form).Where(field => !filled.Contains(field.Name))
            .Concat(fields)
            .Select(static field => KeyValuePair.Create(field.Name, field.Value));
        using var body = new FormUrlEncodedContent(content);
        var action = form.GetAttribute("action") is { Length: > 0 } target ? target : page.BaseUri;
        using var message = await client.PostAsync(new Uri(action, UriKind.RelativeOrAbsolute), body);
        return await ReadAsync(message);
    }

    /// <summary>Fills in a form and presses one of its buttons, which may lead elsewhere than the form.</summary>
    /// <param name="page">The page.</param>
    /// <param name="button">CSS selector of the button.</param>
    /// <param name="fields">As for <see cref="SubmitAsync"/>.</param>
    public async Task<Answer> PressAsync(IHtmlDocument page, string button, params (string Name, string Value)[] fields)
    {
        var pressed = page.QuerySelector<IHtmlButtonElement>(button) ?? throw new InvalidOperationException($"No button {button} on {page.Title}.");
        if (pressed.GetAttribute("formaction") is { Length: > 0 } target)
        {
            pressed.Form!.SetAttribute("action", target);
        }

        pressed.Form!.SetAttribute("data-pressed", "true");
        var answer = await SubmitAsync(page, "[data-pressed]", fields);
        pressed.Form.RemoveAttribute("data-pressed");
        return answer;
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var message = await client.SendAsync(request);
        return await ReadAsync(message);
    }

    /// <summary>What a form would send as it stands.</summary>
    public static IEnumerable<(string Name, string Value)> Sent(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "submit" or "button" or "file" }:
                case IHtmlButtonElement:
                    break;
                case IHtmlInputElement { Name: { Length: > 0 } name } input when !input.IsDisabled:
                    yield return (name, input.Value);
                    break;
                case IHtmlTextAreaElement { Name: { Length: > 0 } name } area:
                    yield return (name, area.Value);
                    break;
                case IHtmlSelectElement { Name: { Length: > 0 } name } select:
                    yield return (name, select.Value ?? "");
                    break;
            }
        }
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage message)
    {
        var text = await message.Content.ReadAsStringAsync();
        var address = message.RequestMessage!.RequestUri!.AbsoluteUri;
        var document = (IHtmlDocument)await Context.OpenAsync(response => response.Content(text).Address(address).Header(HeaderNames.ContentType, "text/html; charset=utf-8"));
        var headers = message.Headers.Concat(message.Content.Headers)
            .ToDictionary(static header => header.Key, static header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(message.StatusCode, document, text, headers);
    }
}

/// <summary>What came back.</summary>
public sealed record Answer(HttpStatusCode Status, IHtmlDocument Document, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Where a redirect leads: path and query.</summary>
    public string? Location => Headers.TryGetValue("Location", out var to) ? new Uri(new Uri("https://localhost"), to).PathAndQuery : null;
}
