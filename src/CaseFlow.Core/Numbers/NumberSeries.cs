using System.Globalization;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Numbers;

/// <summary>A journal's counter: gap-free numbers of one kind, per office and year.</summary>
public sealed class NumberSeries
{
    public long OfficeId { get; set; }

    /// <summary>Such as application, certificate, refusal.</summary>
    public string Series { get; set; } = "";

    public int Year { get; set; }

    /// <summary>The number drawn last.</summary>
    public int Last { get; set; }
}

internal sealed class NumberSeriesConfiguration : IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<NumberSeries> builder)
    {
        builder.HasKey(row => new { row.OfficeId, row.Series, row.Year });
        builder.Property(row => row.Series).HasMaxLength(40);
    }
}

/// <summary>Draws numbers. A number belongs to the transaction that drew it: rolled back, it is drawn again.</summary>
public static class Journal
{
    /// <summary>The next number of a series. The counter stays locked until the transaction ends, so draw late.</summary>
    /// <param name="db">A database with a transaction open.</param>
    /// <param name="officeId">Whose journal.</param>
    /// <param name="series">Which journal.</param>
    /// <param name="year">Year of registration at the office.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="InvalidOperationException">There is no transaction: a number could be lost.</exception>
    public static async Task<int> Draw(CaseFlowDb db, long officeId, string series, int year, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A number is drawn within a transaction.");
        }

        var rows = db.Set<NumberSeries>().Where(row => row.OfficeId == officeId && row.Series == series && row.Year == year);
        if (await rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Last, row => row.Last + 1), cancellation) == 0)
        {
            db.Add(new NumberSeries { OfficeId = officeId, Series = series, Year = year, Last = 1 });
            await db.SaveChangesAsync(cancellation);
            return 1;
        }

        return await rows.AsNoTracking().Select(row => row.Last).SingleAsync(cancellation);
    }

    /// <summary>A number as printed: <c>{office}</c>, <c>{year}</c> and <c>{no}</c>, of five digits, are filled in.</summary>
    public static string Format(string format, string office, int year, int no) => format
        .Replace("{office}", office, StringComparison.Ordinal)
        .Replace("{year}", year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{no}", no.ToString("00000", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
