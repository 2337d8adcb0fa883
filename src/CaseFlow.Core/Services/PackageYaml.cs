using System.Globalization;
using CaseFlow.Core.Calendars;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CaseFlow.Core.Services;

/// <summary>Reads the YAML files of a package: an unknown or missing key is an error that names the file.</summary>
internal static class PackageYaml
{
    private static readonly IDeserializer Deserializer = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .Build();

    private static readonly ISerializer Serializer = new SerializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull)
        .WithQuotingNecessaryStrings(quoteYaml1_1Strings: true)
        .DisableAliases()
        .Build();

    /// <summary>Reads a text into the file's shape, and that into what it means.</summary>
    /// <exception cref="InvalidDataException">The file is malformed or incomplete.</exception>
    public static TResult Read<TShape, TResult>(string text, string name, Func<TShape, TResult> make)
        where TShape : class
    {
        try
        {
            return make(Deserializer.Deserialize<TShape>(text) ?? throw new InvalidDataException("it is empty"));
        }
        catch (Exception wrong) when (wrong is YamlException or InvalidDataException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{name}: {(wrong is YamlException { InnerException: { } inner } ? inner.Message : wrong.Message)}", wrong);
        }
    }

    /// <summary>A file that <see cref="Read"/> understands; what is null is left out, what looks like a number is quoted.</summary>
    public static string Write(object file) => Serializer.Serialize(file);

    public static T Need<T>(T? value, string key)
        where T : class => value ?? throw new InvalidDataException($"«{key}» is missing");

    public static TEnum OneOf<TEnum>(string? text, string key)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && !char.IsAsciiDigit(text![0])
            ? value
            : throw new InvalidDataException($"«{key}: {text}» is none of {string.Join(", ", Enum.GetNames<TEnum>())}");
}

/// <summary>A name in three languages; English may be missing.</summary>
internal sealed class ThreeNames
{
    public string? Kk { get; set; }

    public string? Ru { get; set; }

    public string? En { get; set; }

    public Names ToNames(string key) =>
        new(PackageYaml.Need(Kk, key + ".kk"), PackageYaml.Need(Ru, key + ".ru"), En ?? PackageYaml.Need(Ru, key + ".ru"));
}

/// <summary>A term as a package writes it.</summary>
internal sealed class TermShape
{
    public string? Period { get; set; }

    public bool Working { get; set; }

    public string? Rule { get; set; }

    public string? Schedule { get; set; }

    public ThreeNames? Name { get; set; }

    public ServiceTerm ToTerm(string id, string? schedule)
    {
        var period = PackageYaml.Need(Period, $"terms.{id}.period");
        return new ServiceTerm(
            Term.FromIso(period, Working),
            string.Create(CultureInfo.InvariantCulture, $"{period}{(Working ? " working" : "")}"),
            PackageYaml.OneOf<DeadlineRule>(Rule, $"terms.{id}.rule"),
            schedule,
            PackageYaml.Need(Name, $"terms.{id}.name").ToNames($"terms.{id}.name"));
    }
}
