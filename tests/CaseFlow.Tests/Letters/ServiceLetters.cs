using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseFlow.Core.Letters;
using CaseFlow.Infrastructure.Letters;
using CaseFlow.Tests.Offices;
using NodaTime;
using UglyToad.PdfPig;

namespace CaseFlow.Tests.Letters;

/// <summary>
/// The letters that ship with the first service, and for each a sample of the values it asks for (samples/*.json, with
/// comments): whoever fills a letter in finds there what it needs.
/// </summary>
internal static class ServiceLetters
{
    public static readonly string[] Names = ["receipt", "certificate", "refusal", "application"];

    /// <summary>Those of a complaint.</summary>
    public static readonly string[] ComplaintNames = ["ticket", "stamp", "acknowledgement", "reply", "forwarded", "withdrawn"];

    public static readonly string[] Languages = ["kk", "ru"];

    private static readonly string Service = Path.Combine(SourceTree.Root, "workflows", "personal-farm-certificate");

    private static readonly string Samples = Path.Combine(SourceTree.Root, "src", "CaseFlow.Core", "Letters", "Samples");

    public static LetterTemplate Template(string name, string language) =>
        LetterTemplate.Parse(name, language, File.ReadAllText(Path.Combine(
            Service, ComplaintNames.Contains(name) ? "complaint" : "delivery", "v1", "letters", $"{name}.{language}.md")));

    public static JsonObject Sample(string name, string language) =>
        JsonNode.Parse(
            File.ReadAllText(Path.Combine(Samples, $"{name}.{language}.json")),
            documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject();

    public static LetterDocument Render(string name, string language, Action<JsonObject>? change = null)
    {
        var values = Sample(name, language);
        change?.Invoke(values);
        return Template(name, language).Render(JsonSerializer.SerializeToElement(values));
    }

    public static byte[] Pdf(LetterDocument letter) => new PdfLetterPainter().Paint(letter, Properties);

    public static readonly LetterProperties Properties = new("Аппарат", Instant.FromUtc(2026, 11, 20, 5, 15));

    /// <summary>The text of a letter's PDF as a reader would copy it out, in one line with single spaces.</summary>
    public static string Text(LetterDocument letter) => Text(Pdf(letter));

    public static string Text(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        var text = new StringBuilder();
        foreach (var page in document.GetPages())
        {
            UglyToad.PdfPig.Content.Letter? last = null;
            foreach (var letter in page.Letters)
            {
                var follows = last is not null
                    && Math.Abs(last.EndBaseLine.Y - letter.StartBaseLine.Y) < 0.5
                    && Math.Abs(last.EndBaseLine.X - letter.StartBaseLine.X) < 0.5;
                text.Append(follows ? "" : " ").Append(letter.Value);
                last = letter;
            }
        }

        return string.Join(' ', text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
