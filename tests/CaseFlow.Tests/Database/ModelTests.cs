using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CaseFlow.Tests.Database;

/// <summary>The database rules, asked of the model of each provider.</summary>
public class ModelTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory, EveryDatabase]
    public async Task Every_table_keeps_the_rules(Provider provider)
    {
        await using var db = (await databases.Get(provider)).CreateDbContext();
        Assert.Empty(Violations(db.GetService<IDesignTimeModel>().Model));
    }

    [Fact]
    public void The_rules_find_what_is_wrong()
    {
        using var db = new WrongDb();
        Assert.Equal(
            [
                "Child deletes by Cascade",
                "Child.Amount is a Decimal",
                "Child.Code has no length",
                "Child.Code is unique and may be null",
                "Child.Id is an identity column",
                "Child.Mark is a Guid",
                "Child.Moment is stored as a DateTime",
                "Children: the table is not in snake case",
                "Parent.Id is an identity column",
            ],
            Violations(db.GetService<IDesignTimeModel>().Model).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Violations(IModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            var name = entity.ClrType.Name;
            foreach (var property in entity.GetProperties())
            {
                var stored = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
                stored = Nullable.GetUnderlyingType(stored) ?? stored;
                if (stored == typeof(string) && property.GetMaxLength() is null)
                {
                    yield return $"{name}.{property.Name} has no length";
                }

                if (stored == typeof(decimal) || stored == typeof(double) || stored == typeof(float) || stored == typeof(Guid))
                {
                    yield return $"{name}.{property.Name} is a {stored.Name}";
                }

                if (stored == typeof(DateTime) || stored == typeof(DateTimeOffset))
                {
                    yield return $"{name}.{property.Name} is stored as a {stored.Name}";
                }

                if (property.ValueGenerated != ValueGenerated.Never)
                {
                    yield return $"{name}.{property.Name} is an identity column";
                }

                var unique = property.GetContainingKeys().Any() || property.GetContainingIndexes().Any(static index => index.IsUnique);
                if (unique && property.IsNullable)
                {
                    yield return $"{name}.{property.Name} is unique and may be null";
                }
            }

            foreach (var foreignKey in entity.GetForeignKeys().Where(static key => key.DeleteBehavior != DeleteBehavior.NoAction))
            {
                yield return $"{name} deletes by {foreignKey.DeleteBehavior}";
            }

            foreach (var index in entity.GetIndexes().Where(static index => index.GetDatabaseName()!.Length > 63))
            {
                yield return $"{index.GetDatabaseName()} is longer than PostgreSQL's names";
            }

            var table = entity.GetTableName()!;
            if (!table.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'))
            {
                yield return $"{table}: the table is not in snake case";
            }
        }
    }

    private sealed class WrongDb : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite("Data Source=:memory:");

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Parent>().ToTable("parents");
            modelBuilder.Entity<Child>().ToTable("Children").HasIndex(static child => child.Code).IsUnique();
        }
    }

    private sealed class Parent
    {
        public long Id { get; set; }

        public List<Child> Children { get; } = [];
    }

    private sealed class Child
    {
        public long Id { get; set; }

        public long ParentId { get; set; }

        public decimal Amount { get; set; }

        public string? Code { get; set; }

        public Guid Mark { get; set; }

        public DateTime Moment { get; set; }
    }
}
