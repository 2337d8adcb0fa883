using CaseFlow.Core.Texts;
using NodaTime;

namespace CaseFlow.Core.Register;

/// <summary>
/// What a certificate says of a farm (P5, P16.2), in the letter's language: the account as it is at this moment, without
/// the members of the household, whom the certificate does not name.
/// </summary>
/// <param name="AccountNumber">Number in the household register.</param>
/// <param name="AccountVersion">Which state of the account was taken.</param>
/// <param name="Address">Settlement, street and house.</param>
/// <param name="AsOf">The day for which the entries hold.</param>
/// <param name="Plots">The plots, as the register lists them.</param>
/// <param name="Animals">The kinds that are kept, in the register's order.</param>
/// <param name="Machinery">Tractors and the like.</param>
public sealed record FarmData(
    string AccountNumber,
    long AccountVersion,
    string Address,
    LocalDate AsOf,
    IReadOnlyList<FarmPlot> Plots,
    IReadOnlyList<FarmCount> Animals,
    IReadOnlyList<FarmCount> Machinery)
{
    /// <summary>All plots together, in m².</summary>
    public long TotalAreaM2 => Plots.Sum(static plot => plot.AreaM2);

    /// <summary>The data of an account.</summary>
    /// <param name="account">The account with its rows.</param>
    /// <param name="texts">Texts with the names of uses and kinds (<c>register.use.garden</c>).</param>
    /// <param name="language">The letter's language: kk or ru.</param>
    public static FarmData Of(HouseholdAccount account, TextCatalog texts, string language) => new(
        account.Number,
        account.Version,
        string.Join(", ", new[] { account.Locality, account.Address }.Where(static part => part.Length > 0)),
        account.AsOf,
        [.. account.Plots.Select(plot => new FarmPlot(texts.In(language, RegisterTexts.Use(plot.Use)).Text, plot.CadastralNumber, plot.AreaM2))],
        [.. account.Animals.OrderBy(static row => row.Kind).Select(row => new FarmCount(texts.In(language, RegisterTexts.Animal(row.Kind)).Text, row.Count))],
        [.. account.Machinery.Select(static machine => new FarmCount(machine.Name, machine.Count))]);
}

/// <summary>A plot on a certificate.</summary>
/// <param name="Use">What it is used for, in words.</param>
/// <param name="CadastralNumber">Empty when it has none.</param>
/// <param name="AreaM2">Square metres.</param>
public sealed record FarmPlot(string Use, string CadastralNumber, long AreaM2);

/// <summary>A number of animals or machines on a certificate.</summary>
/// <param name="Kind">Of what, in words.</param>
/// <param name="Count">How many.</param>
public sealed record FarmCount(string Kind, int Count);
