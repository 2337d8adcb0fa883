using System.Text;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Forms;
using CaseFlow.Core.Texts;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>What a form asks or offers, in its three languages.</summary>
public sealed class FormWordsRow
{
    /// <summary>Key of the text; fields may have been added since the page was made.</summary>
    public string Key { get; set; } = "";

    public ThreeWords Words { get; set; } = new();

    /// <summary>The texts of a form as they are; one that is not written yet begins with what the form's own file says.</summary>
    public static List<FormWordsRow> Of(IEnumerable<FormText> texts, string yaml)
    {
        var written = Written(yaml);
        return [.. texts.Select(text => new FormWordsRow
        {
            Key = text.Key,
            Words = written.GetValueOrDefault(text.Key) ?? new ThreeWords { Kk = text.Drawn == text.Field ? null : text.Drawn },
        })];
    }

    /// <summary>The file with these texts; what was left wholly empty, or as it was, is not touched.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read.</exception>
    public static string Write(string yaml, IEnumerable<FormWordsRow> rows, IEnumerable<FormText> texts)
    {
        var (written, known) = (Written(yaml), texts.ToDictionary(static text => text.Key, StringComparer.Ordinal));
        foreach (var row in rows.Where(row => known.ContainsKey(row.Key) && !row.IsEmpty && !Same(row.Words, written.GetValueOrDefault(row.Key))))
        {
            yaml = TextsFile.With(yaml, known[row.Key].Path, row.Words.Kk!.Trim(), row.Words.Ru!.Trim(), row.Words.En?.Trim());
        }

        return yaml;
    }

    /// <summary>The texts that a form of a draft needs; none when its file cannot be read.</summary>
    public static IReadOnlyList<FormText> TextsOf(DraftFile file)
    {
        try
        {
            return [.. FormTexts.Of(FormReader.Read(file.Content))];
        }
        catch (InvalidDataException)
        {
            // The list of problems says what is wrong with it.
            return [];
        }
    }

    public static string Text(DraftFile? file) => Encoding.UTF8.GetString(file?.Content ?? []);

    public bool IsEmpty => string.IsNullOrWhiteSpace(Words.Kk) && string.IsNullOrWhiteSpace(Words.Ru);

    /// <summary>Whether one of the two languages that everybody reads is missing.</summary>
    public bool IsHalf => !IsEmpty && (string.IsNullOrWhiteSpace(Words.Kk) || string.IsNullOrWhiteSpace(Words.Ru));

    private static Dictionary<string, ThreeWords> Written(string yaml) => TextFiles.ReadAll(yaml).Texts.GroupBy(static text => text.Key, StringComparer.Ordinal).ToDictionary(
        static same => same.Key, static same => same.First().Value is var entry ? new ThreeWords { Kk = entry.Kk.Other, Ru = entry.Ru.Other, En = entry.En?.Other } : new(), StringComparer.Ordinal);

    private static bool Same(ThreeWords one, ThreeWords? other) =>
        other is not null && one.Kk?.Trim() == other.Kk && one.Ru?.Trim() == other.Ru && (one.En?.Trim() ?? "") == (other.En ?? "");
}
