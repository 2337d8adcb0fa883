namespace CaseFlow.Engine;

/// <summary>
/// Cron expressions as Quartz writes them: six fields from seconds to day of week, and perhaps a year. Only their shape is
/// checked here: the host computes the times.
/// </summary>
public static class Cron
{
    public static bool IsCron(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return fields.Length is 6 or 7 && Array.TrueForAll(fields, field => field.All(character => char.IsAsciiLetterOrDigit(character) || character is '*' or '?' or ',' or '-' or '/' or '#'));
    }
}
