using System.Globalization;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Services;
using CaseFlow.Web.Components;
using NodaTime.Text;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>What <c>service.yaml</c> says, as fields: every value as it is typed, whether it makes sense or not.</summary>
public sealed class SettingsForm
{
    /// <summary>Values of <see cref="Address"/>.</summary>
    public const string OfFarm = "farm", None = "none", Own = "own";

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public ThreeWords Name { get; set; } = new();

    /// <summary>Code of the office of cases that start by themselves.</summary>
    public string? Office { get; set; }

    public string? Edition { get; set; }

    public List<DecreeRow> Decrees { get; set; } = [];

    public List<TermRow> Terms { get; set; } = [];

    public string? PickupTime { get; set; }

    /// <summary>Whether an address is asked: <see cref="OfFarm"/>, <see cref="None"/> or <see cref="Own"/>.</summary>
    public string? Address { get; set; }

    public ThreeWords AddressLabel { get; set; } = new();

    public List<DocumentRow> Documents { get; set; } = [];

    public List<GroundRow> Grounds { get; set; } = [];

    public List<SeriesRow> Numbering { get; set; } = [];

    public List<IndicatorRow> Indicators { get; set; } = [];

    public static SettingsForm Of(ServicePackage service) => new()
    {
        Name = ThreeWords.Of(service.Name),
        Office = service.Office,
        Edition = service.Edition.Id,
        Decrees = [.. service.Edition.Decrees.Select(static decree => new DecreeRow { Number = decree.Number, Date = new DayInput(decree.Date), Act = decree.Act })],
        Terms = [.. service.Terms.Select(static term => TermRow.Of(term.Key, term.Value))],
        PickupTime = Time.Format(service.PickupTime),
        Address = service.Application is null ? OfFarm : service.AsksAddress ? Own : None,
        AddressLabel = service.Application?.Address is { } label ? ThreeWords.Of(label) : new ThreeWords(),
        Documents = [.. service.Documents.Select(static document => new DocumentRow
        {
            Id = document.Id,
            Source = document.Source,
            Required = document.Required.ToString(),
            Original = document.IsOriginal,
            Name = ThreeWords.Of(document.Name),
        })],
        Grounds = [.. service.RefusalGrounds.Select(static ground => new GroundRow { Id = ground.Id, Wording = ThreeWords.Of(ground.Wording) })],
        Numbering = [.. service.Numbering.OrderBy(static series => series.Key, StringComparer.Ordinal).Select(static series => new SeriesRow { Id = series.Key, Format = series.Value })],
        Indicators = [.. service.Indicators.Select(static indicator => new IndicatorRow { Id = indicator.Id, AtLeast = Text(indicator.AtLeast), AtMost = Text(indicator.AtMost) })],
    };

    /// <summary>The settings of a service; what is wrong goes to <paramref name="refuse"/> with the field and the key of a text.</summary>
    /// <param name="key">Of the service.</param>
    /// <param name="process">On which its cases begin.</param>
    /// <param name="refuse">Takes errors.</param>
    /// <returns>Null when something was refused.</returns>
    public ServicePackage? Read(string key, string process, Action<string, string> refuse)
    {
        var reader = new SettingsReader(refuse);
        var service = new ServicePackage
        {
            Key = key,
            Process = process,
            Name = reader.Names(Name, nameof(Name)),
            Office = string.IsNullOrWhiteSpace(Office) ? null : Office.Trim(),
            Edition = new Edition(reader.Word(Edition, nameof(Edition)), [.. Decrees.Select((row, at) => reader.Decree(row, $"{nameof(Decrees)}[{at}]"))]),
            Terms = reader.Distinct(Terms, nameof(Terms), static row => row.Id).Select(row => reader.Term(row.Row, row.Field))
                .GroupBy(static term => term.Id, StringComparer.Ordinal).ToDictionary(static term => term.Key, static term => term.First().Term, StringComparer.Ordinal),
            PickupTime = reader.Time(Time, PickupTime, nameof(PickupTime)),
            Application = Address switch
            {
                OfFarm => null,
                Own => new ApplicationQuestions(reader.Names(AddressLabel, nameof(AddressLabel))),
                _ => new ApplicationQuestions(Address: null),
            },
            Documents = [.. reader.Distinct(Documents, nameof(Documents), static row => row.Id).Select(row => reader.Document(row.Row, row.Field))],
            RefusalGrounds = [.. reader.Distinct(Grounds, nameof(Grounds), static row => row.Id).Select(row => new RefusalGround(row.Row.Id ?? "", reader.Names(row.Row.Wording, row.Field + ".Wording")))],
            Numbering = reader.Distinct(Numbering, nameof(Numbering), static row => row.Id)
                .GroupBy(static row => row.Row.Id ?? "", StringComparer.Ordinal)
                .ToDictionary(static row => row.Key, row => reader.Series(row.First().Row, row.First().Field), StringComparer.Ordinal),
            Indicators = [.. reader.Distinct(Indicators, nameof(Indicators), static row => row.Id)
                .Select(row => new Indicator(row.Row.Id ?? "", reader.PerCent(row.Row.AtLeast, row.Field + ".AtLeast"), reader.PerCent(row.Row.AtMost, row.Field + ".AtMost")))],
        };
        return reader.HasRefused ? null : service;
    }

    /// <summary>Adds an empty row to a list, or takes one out.</summary>
    /// <returns>False: there is no such list or row.</returns>
    public bool Change(string? list, int? remove) => list switch
    {
        nameof(Decrees) => Change(Decrees, remove),
        nameof(Terms) => Change(Terms, remove),
        nameof(Documents) => Change(Documents, remove),
        nameof(Grounds) => Change(Grounds, remove),
        nameof(Numbering) => Change(Numbering, remove),
        nameof(Indicators) => Change(Indicators, remove),
        _ => false,
    };

    private static bool Change<T>(List<T> rows, int? remove)
        where T : new()
    {
        const int Most = 100;
        if (remove is null && rows.Count < Most)
        {
            rows.Add(new T());
            return true;
        }

        if (remove is >= 0 and var at && at < rows.Count)
        {
            rows.RemoveAt(at);
            return true;
        }

        return false;
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The same in three languages; English may be empty.</summary>
public sealed class ThreeWords
{
    public string? Kk { get; set; }

    public string? Ru { get; set; }

    public string? En { get; set; }

    public static ThreeWords Of(Names names) => new() { Kk = names.Kk, Ru = names.Ru, En = names.En };
}

/// <summary>An act of the edition.</summary>
public sealed class DecreeRow
{
    /// <summary>What an act did, as the file writes it.</summary>
    public static IReadOnlyList<string> Acts { get; } = ["approved", "amended", "restated", "repealed"];

    public string? Number { get; set; }

    public DayInput Date { get; set; } = new();

    public string? Act { get; set; }
}

public sealed class TermRow
{
    /// <summary>In what a term is counted.</summary>
    public static IReadOnlyList<string> Units { get; } = ["workingDays", "workingHours", "calendarDays", "calendarMonths"];

    public string? Id { get; set; }

    public string? Length { get; set; }

    public string? Unit { get; set; } = "workingDays";

    public string? Rule { get; set; } = nameof(DeadlineRule.FromNextWorkingDay);

    public string? Schedule { get; set; } = "leb";

    public ThreeWords Name { get; set; } = new();

    internal static TermRow Of(string id, ServiceTerm term)
    {
        var (length, unit) = term.Term switch
        {
            Term.WorkingDays days => (days.Count, 0),
            Term.WorkingHours hours => ((decimal)hours.Amount.TotalMinutes / 60, 1),
            Term.CalendarDays days => (days.Count, 2),
            Term.CalendarMonths months => (months.Count, 3),
            _ => throw new InvalidOperationException($"There is no such term: {term.Text}."),
        };
        return new TermRow
        {
            Id = id,
            Length = length.ToString("0.##", CultureInfo.InvariantCulture),
            Unit = Units[unit],
            Rule = term.Rule.ToString(),
            Schedule = term.Schedule,
            Name = ThreeWords.Of(term.Name),
        };
    }
}

public sealed class DocumentRow
{
    public string? Id { get; set; }

    public string? Source { get; set; }

    public string? Required { get; set; } = nameof(DocumentRequired.Always);

    public bool Original { get; set; }

    public ThreeWords Name { get; set; } = new();
}

public sealed class GroundRow
{
    public string? Id { get; set; }

    public ThreeWords Wording { get; set; } = new();
}

public sealed class SeriesRow
{
    public string? Id { get; set; }

    public string? Format { get; set; } = "{office}-{year}-{no}";
}

public sealed class IndicatorRow
{
    public string? Id { get; set; }

    public string? AtLeast { get; set; }

    public string? AtMost { get; set; }
}
