using System.Globalization;
using CaseFlow.Core.Calendars;
using NodaTime.Text;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CaseFlow.Core.Services;

/// <summary>Reads <c>service.yaml</c>. An unknown or missing key is an error that names the file: a typing error must not become law.</summary>
public static class ServiceFile
{
    private static readonly IDeserializer Deserializer = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .Build();

    /// <summary>The package described by this text.</summary>
    /// <param name="text">Content of <c>service.yaml</c>.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="InvalidDataException">The file is malformed or incomplete.</exception>
    public static ServicePackage Read(string text, string name)
    {
        try
        {
            return (Deserializer.Deserialize<File>(text) ?? throw new InvalidDataException("it is empty")).ToPackage();
        }
        catch (Exception wrong) when (wrong is YamlException or InvalidDataException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{name}: {(wrong is YamlException { InnerException: { } inner } ? inner.Message : wrong.Message)}", wrong);
        }
    }

    private static T Need<T>(T? value, string key)
        where T : class => value ?? throw new InvalidDataException($"«{key}» is missing");

    private static TEnum OneOf<TEnum>(string? text, string key)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && !char.IsAsciiDigit(text![0])
            ? value
            : throw new InvalidDataException($"«{key}: {text}» is none of {string.Join(", ", Enum.GetNames<TEnum>())}");

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
            Terms = Need(Terms, "terms").ToDictionary(term => term.Key, term => term.Value.ToTerm(term.Key), StringComparer.Ordinal),
            PickupTime = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(Need(Need(Pickup, "pickup").Time, "pickup.time")).GetValueOrThrow(),
            Documents = [.. Need(Documents, "documents").Select(document => document.ToDocument())],
            RefusalGrounds = [.. Need(RefusalGrounds, "refusalGrounds").Select(ground => ground.ToGround())],
            Numbering = Need(Numbering, "numbering"),
            Indicators = [.. Need(Indicators, "indicators").Select(indicator => new Indicator(Need(indicator.Id, "indicators.id"), indicator.AtLeast, indicator.AtMost))],
        };
    }

    private sealed class ThreeNames
    {
        public string? Kk { get; set; }

        public string? Ru { get; set; }

        public string? En { get; set; }

        public Names ToNames(string key) => new(Need(Kk, key + ".kk"), Need(Ru, key + ".ru"), En ?? Need(Ru, key + ".ru"));
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

    private sealed class TermShape
    {
        public string? Period { get; set; }

        public bool Working { get; set; }

        public string? Rule { get; set; }

        public string? Schedule { get; set; }

        public ThreeNames? Name { get; set; }

        public ServiceTerm ToTerm(string id)
        {
            var period = Need(Period, $"terms.{id}.period");
            return new ServiceTerm(
                Term.FromIso(period, Working),
                string.Create(CultureInfo.InvariantCulture, $"{period}{(Working ? " working" : "")}"),
                OneOf<DeadlineRule>(Rule, $"terms.{id}.rule"),
                Need(Schedule, $"terms.{id}.schedule"),
                Need(Name, $"terms.{id}.name").ToNames($"terms.{id}.name"));
        }
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
