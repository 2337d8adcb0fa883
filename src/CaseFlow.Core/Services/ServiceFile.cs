using System.Text.Json;
using CaseFlow.Core.Calendars;
using NodaTime.Text;
using static CaseFlow.Core.Services.PackageYaml;

namespace CaseFlow.Core.Services;

/// <summary>Reads <c>service.yaml</c>. An unknown or missing key is an error that names the file: a typing error must not become law.</summary>
public static class ServiceFile
{
    /// <summary>The package described by this text.</summary>
    /// <param name="text">Content of <c>service.yaml</c>.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="InvalidDataException">The file is malformed or incomplete.</exception>
    public static ServicePackage Read(string text, string name) => PackageYaml.Read<File, ServicePackage>(text, name, static file => file.ToPackage());

    /// <summary>The text of a <c>service.yaml</c> that reads as this package.</summary>
    public static string Write(ServicePackage package)
    {
        var file = new OrderedDictionary<string, object?>
        {
            ["key"] = package.Key,
            ["process"] = package.Process,
            ["name"] = Three(package.Name),
            ["office"] = package.Office,
            ["edition"] = new { id = package.Edition.Id, decrees = package.Edition.Decrees.Select(static decree => new { number = decree.Number, date = LocalDatePattern.Iso.Format(decree.Date), act = decree.Act }) },
            ["terms"] = package.Terms.OrderBy(static term => term.Key, StringComparer.Ordinal).ToDictionary(static term => term.Key, static term => Written(term.Value)),
            ["pickup"] = new { time = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(package.PickupTime) },
            ["application"] = package.Application is { } application ? new Dictionary<string, object?> { ["address"] = application.Address is { } address ? Three(address) : null } : null,
            ["documents"] = package.Documents.Select(static document => new { id = document.Id, source = document.Source, required = Camel(document.Required), original = document.IsOriginal, name = Three(document.Name) }),
            ["refusalGrounds"] = package.RefusalGrounds.Select(static ground => new { id = ground.Id, wording = Three(ground.Wording) }),
            ["numbering"] = package.Numbering.OrderBy(static series => series.Key, StringComparer.Ordinal).ToDictionary(static series => series.Key, static series => series.Value),
            ["indicators"] = package.Indicators.Select(static indicator => new { id = indicator.Id, atLeast = indicator.AtLeast, atMost = indicator.AtMost }),
        };
        return PackageYaml.Write(file);
    }

    private static object Three(Names names) => new { kk = names.Kk, ru = names.Ru, en = names.En };

    private static object Written(ServiceTerm term)
    {
        var words = term.Text.Split(' ');
        return new { period = words[0], working = words.Length > 1, rule = Camel(term.Rule), schedule = term.Schedule, name = Three(term.Name) };
    }

    private static string Camel<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    // The shape of the file. Everything is nullable: what is missing is told by its key.
    private sealed class File
    {
        public string? Key { get; set; }

        public string? Process { get; set; }

        public ThreeNames? Name { get; set; }

        public string? Office { get; set; }

        public EditionShape? Edition { get; set; }

        public Dictionary<string, TermShape>? Terms { get; set; }

        public PickupShape? Pickup { get; set; }

        public ApplicationShape? Application { get; set; }

        public List<DocumentShape>? Documents { get; set; }

        public List<GroundShape>? RefusalGrounds { get; set; }

        public Dictionary<string, string>? Numbering { get; set; }

        public List<IndicatorShape>? Indicators { get; set; }

        public ServicePackage ToPackage() => new()
        {
            Key = Need(Key, "key"),
            Process = Need(Process, "process"),
            Name = Need(Name, "name").ToNames("name"),
            Office = Office,
            Edition = Need(Edition, "edition").ToEdition(),
            Terms = Need(Terms, "terms").ToDictionary(term => term.Key, term => term.Value.ToTerm(term.Key, Need(term.Value.Schedule, $"terms.{term.Key}.schedule")), StringComparer.Ordinal),
            PickupTime = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(Need(Need(Pickup, "pickup").Time, "pickup.time")).GetValueOrThrow(),
            Application = Application is null ? null : new ApplicationQuestions(Application.Address?.ToNames("application.address")),
            Documents = [.. Need(Documents, "documents").Select(document => document.ToDocument())],
            RefusalGrounds = [.. Need(RefusalGrounds, "refusalGrounds").Select(ground => ground.ToGround())],
            Numbering = Need(Numbering, "numbering"),
            Indicators = [.. Need(Indicators, "indicators").Select(indicator => new Indicator(Need(indicator.Id, "indicators.id"), indicator.AtLeast, indicator.AtMost))],
        };
    }

    private sealed class EditionShape
    {
        public string? Id { get; set; }

        public List<DecreeShape>? Decrees { get; set; }

        public Edition ToEdition() => new(Need(Id, "edition.id"), [.. Need(Decrees, "edition.decrees").Select(decree => decree.ToDecree())]);
    }

    private sealed class DecreeShape
    {
        public string? Number { get; set; }

        public string? Date { get; set; }

        public string? Act { get; set; }

        public Decree ToDecree() => new(Need(Number, "decrees.number"), LocalDatePattern.Iso.Parse(Need(Date, "decrees.date")).GetValueOrThrow(), Need(Act, "decrees.act"));
    }

    private sealed class PickupShape
    {
        public string? Time { get; set; }
    }

    private sealed class ApplicationShape
    {
        public ThreeNames? Address { get; set; }
    }

    private sealed class DocumentShape
    {
        public string? Id { get; set; }

        public string? Source { get; set; }

        public string? Required { get; set; }

        public bool Original { get; set; }

        public ThreeNames? Name { get; set; }

        public RequiredDocument ToDocument()
        {
            var id = Need(Id, "documents.id");
            return new RequiredDocument(
                id, Need(Source, $"documents.{id}.source"), OneOf<DocumentRequired>(Required, $"documents.{id}.required"), Original, Need(Name, $"documents.{id}.name").ToNames($"documents.{id}.name"));
        }
    }

    private sealed class GroundShape
    {
        public string? Id { get; set; }

        public ThreeNames? Wording { get; set; }

        public RefusalGround ToGround()
        {
            var id = Need(Id, "refusalGrounds.id");
            return new RefusalGround(id, Need(Wording, $"refusalGrounds.{id}.wording").ToNames($"refusalGrounds.{id}.wording"));
        }
    }

    private sealed class IndicatorShape
    {
        public string? Id { get; set; }

        public int? AtLeast { get; set; }

        public int? AtMost { get; set; }
    }
}
