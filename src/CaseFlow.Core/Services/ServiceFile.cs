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
