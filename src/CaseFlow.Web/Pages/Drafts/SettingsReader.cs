using System.Globalization;
using System.Text.RegularExpressions;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Services;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>Reads the fields of <see cref="SettingsForm"/>: every mistake is told at its field, and something stands in for it.</summary>
internal sealed partial class SettingsReader(Action<string, string> refuse)
{
    private const int MostDays = 1000;
    private const int WordLength = 60;

    private static readonly Names Nothing = new("", "", "");

    public bool HasRefused { get; private set; }

    public Names Names(ThreeWords words, string field)
    {
        var kk = Text(words.Kk, field + ".Kk");
        var ru = Text(words.Ru, field + ".Ru");
        return HasRefused ? Nothing : new Names(kk, ru, string.IsNullOrWhiteSpace(words.En) ? ru : words.En.Trim());
    }

    /// <summary>An id, or another short text that has no blanks around it.</summary>
    public string Word(string? text, string field)
    {
        var word = text?.Trim() ?? "";
        return word.Length is > 0 and <= WordLength ? word : Refuse(field, "settings.error.word", "");
    }

    /// <summary>Rows with their fields; an id that is no id, or stands twice, is refused.</summary>
    public IReadOnlyList<(T Row, string Field)> Distinct<T>(IReadOnlyList<T> rows, string list, Func<T, string?> id)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var read = new List<(T, string)>();
        for (var at = 0; at < rows.Count; at++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"{list}[{at}]");
            var name = id(rows[at]) ?? "";
            if (!IdPattern().IsMatch(name))
            {
                Refuse(field + ".Id", "settings.error.id", 0);
            }
            else if (!seen.Add(name))
            {
                Refuse(field + ".Id", "settings.error.twice", 0);
            }

            read.Add((rows[at], field));
        }

        return read;
    }

    public Decree Decree(DecreeRow row, string field)
    {
        var day = row.Date.ToDate() ?? Refuse(field + ".Date", "settings.error.day", new LocalDate(2000, 1, 1));
        var act = DecreeRow.Acts.Contains(row.Act, StringComparer.Ordinal) ? row.Act! : Refuse(field + ".Act", "settings.error.choose", "");
        return new Decree(Word(row.Number, field + ".Number"), day, act);
    }

    public (string Id, ServiceTerm Term) Term(TermRow row, string field)
    {
        var (term, text) = Length(row, field);
        var rule = Enum.TryParse<DeadlineRule>(row.Rule, out var known) ? known : Refuse(field + ".Rule", "settings.error.choose", DeadlineRule.FromNextWorkingDay);
        return (row.Id ?? "", new ServiceTerm(term, text, rule, Word(row.Schedule, field + ".Schedule"), Names(row.Name, field + ".Name")));
    }

    public LocalTime Time(LocalTimePattern pattern, string? text, string field) =>
        pattern.Parse(text?.Trim() ?? "") is { Success: true } time ? time.Value : Refuse(field, "settings.error.time", LocalTime.Midnight);

    public RequiredDocument Document(DocumentRow row, string field) => new(
        row.Id ?? "",
        row.Source?.Trim() ?? "",
        Enum.TryParse<DocumentRequired>(row.Required, out var required) ? required : Refuse(field + ".Required", "settings.error.choose", DocumentRequired.Always),
        row.Original,
        Names(row.Name, field + ".Name"));

    /// <summary>Without its number every letter of a year would have the same.</summary>
    public string Series(SeriesRow row, string field)
    {
        var format = Word(row.Format, field + ".Format");
        return format.Contains("{no}", StringComparison.Ordinal) && format.Contains("{year}", StringComparison.Ordinal) && format.Contains("{office}", StringComparison.Ordinal)
            ? format
            : Refuse(field + ".Format", "settings.error.format", "");
    }

    public int? PerCent(string? text, string field) =>
        string.IsNullOrWhiteSpace(text) ? null
        : int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 100 ? number
        : Refuse<int?>(field, "settings.error.per-cent", null);

    private (Term Term, string Text) Length(TermRow row, string field)
    {
        var length = decimal.TryParse(row.Length?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var whole = decimal.IsInteger(length);
        if (length <= 0 || length > MostDays || (row.Unit == "workingHours" ? !decimal.IsInteger(length * 60) : !whole))
        {
            return (new Term.WorkingDays(1), Refuse(field + ".Length", "settings.error.length", ""));
        }

        Term? term = row.Unit switch
        {
            "workingDays" => new Term.WorkingDays((int)length),
            "workingHours" => new Term.WorkingHours(Duration.FromMinutes((long)(length * 60))),
            "calendarDays" => new Term.CalendarDays((int)length),
            "calendarMonths" => new Term.CalendarMonths((int)length),
            _ => null,
        };
        return term is null
            ? (new Term.WorkingDays(1), Refuse(field + ".Unit", "settings.error.choose", ""))
            : (term, term.IsWorking ? term.Iso + " working" : term.Iso);
    }

    private string Text(string? text, string field) => string.IsNullOrWhiteSpace(text) ? Refuse(field, "settings.error.name", "") : text.Trim();

    private T Refuse<T>(string field, string key, T instead)
    {
        HasRefused = true;
        refuse(field, key);
        return instead;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex IdPattern();
}
