using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Database;

/// <summary>
/// The databases differ in what text they take: SQLite ignores a column's length, PostgreSQL refuses U+0000. So both are
/// checked here, before anything is sent.
/// </summary>
internal static class TextRules
{
    /// <summary>Looks at every row that is about to be written.</summary>
    /// <exception cref="InvalidOperationException">
    /// A text is too long for its column, or holds U+0000. The message names the column and not the text, which may be
    /// personal data.
    /// </exception>
    public static void Check(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified))
            {
                continue;
            }

            foreach (var property in entry.Metadata.GetProperties())
            {
                if (property.ClrType != typeof(string) || entry.CurrentValues[property] is not string text)
                {
                    continue;
                }

                if (text.Length > property.GetMaxLength())
                {
                    throw new InvalidOperationException(
                        $"{entry.Metadata.ClrType.Name}.{property.Name} holds {text.Length} characters; {property.GetMaxLength()} fit.");
                }

                if (text.Contains('\0', StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"{entry.Metadata.ClrType.Name}.{property.Name} holds U+0000.");
                }
            }
        }
    }
}
