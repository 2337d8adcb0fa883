using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CaseFlow.Core.Database;

/// <summary>What holds for every table: names, keys from blocks, no cascades.</summary>
internal static class ModelRules
{
    public static void Apply(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            Name(entity);
            GiveKeys(entity);
            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.DeleteBehavior = DeleteBehavior.NoAction;
            }
        }
    }

    /// <summary>DueAt becomes due_at: names that no database needs quoted, so that plain SQL reads the same everywhere.</summary>
    internal static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var at = 0; at < name.Length; at++)
        {
            if (char.IsUpper(name[at]) && at > 0 && (!char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1]))))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[at]));
        }

        return text.ToString();
    }

    private static void Name(IMutableEntityType entity)
    {
        var given = ((IConventionEntityType)entity).GetTableNameConfigurationSource() == ConfigurationSource.Explicit;
        var table = given ? entity.GetTableName()! : Plural(Snake(entity.ClrType.Name));
        entity.SetTableName(table);
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(Snake(property.Name));
        }

        foreach (var key in entity.GetKeys())
        {
            key.SetName(key.IsPrimaryKey() ? $"pk_{table}" : $"ak_{table}_{Columns(key.Properties)}");
        }

        foreach (var foreignKey in entity.GetForeignKeys())
        {
            foreignKey.SetConstraintName($"fk_{table}_{Columns(foreignKey.Properties)}");
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName($"ix_{table}_{Columns(index.Properties)}");
        }
    }

    private static string Columns(IEnumerable<IMutableProperty> properties) =>
        string.Join('_', properties.Select(static property => Snake(property.Name)));

    private static string Plural(string name)
    {
        if (name.EndsWith('y') && !"aeiou".Contains(name[^2], StringComparison.Ordinal))
        {
            return name[..^1] + "ies";
        }

        return name.EndsWith('s') || name.EndsWith('x') || name.EndsWith("ch", StringComparison.Ordinal) ? name + "es" : name + "s";
    }

    private static void GiveKeys(IMutableEntityType entity)
    {
        var key = entity.FindPrimaryKey()?.Properties;
        foreach (var property in key ?? [])
        {
            property.ValueGenerated = ValueGenerated.Never;
        }

        if (key is not [{ Name: "Id" } id] || id.IsForeignKey())
        {
            return;
        }

        if (id.ClrType == typeof(long))
        {
            id.SetValueGeneratorFactory(static (_, _) => new LongKeyGenerator());
        }
        else if (id.ClrType == typeof(int))
        {
            id.SetValueGeneratorFactory(static (_, _) => new IntKeyGenerator());
        }
    }
}
