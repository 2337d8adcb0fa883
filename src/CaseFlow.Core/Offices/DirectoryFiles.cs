using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CaseFlow.Core.Offices;

/// <summary>The data files of the directory (workflows/directory), as read.</summary>
/// <param name="Regions">The republic, its oblasts, and the two cities that rank with them.</param>
/// <param name="Offices">All offices, a parent always before its children.</param>
/// <param name="NoteTexts">What each code of a note means, kk, ru and en.</param>
public sealed record DirectoryFiles(
    IReadOnlyList<RegionEntry> Regions,
    IReadOnlyList<OfficeEntry> Offices,
    IReadOnlyDictionary<string, OfficeText> NoteTexts)
{
    /// <summary>File of the regions.</summary>
    public const string RegionsFile = "regions.yaml";

    /// <summary>File of the texts of notes.</summary>
    public const string NoteTextsFile = "notes.yaml";

    /// <summary>File of hand-written remarks, which the importer adds to its own notes.</summary>
    public const string RemarksFile = "remarks.yaml";

    /// <summary>Annex 1, made by the importer.</summary>
    public const string AkimatsFile = "akimats.yaml";

    /// <summary>Annex 2 and P26, made by the importer.</summary>
    public const string CentresFile = "centres.yaml";

    /// <summary>Invented LEBs for trying the product out.</summary>
    public const string DemoLebsFile = "demo-lebs.yaml";

    /// <summary>Reads and checks all files of a folder.</summary>
    /// <param name="folder">The folder, such as workflows/directory.</param>
    /// <param name="demo">Also the invented LEBs.</param>
    /// <exception cref="InvalidDataException">Two offices have one code, or an office names what is not there.</exception>
    public static DirectoryFiles Read(string folder, bool demo)
    {
        var offices = ReadFile<OfficeFile>(folder, AkimatsFile).Offices
            .Concat(ReadFile<OfficeFile>(folder, CentresFile).Offices);
        if (demo)
        {
            offices = offices.Concat(ReadFile<OfficeFile>(folder, DemoLebsFile).Offices);
        }

        var files = new DirectoryFiles(
            ReadRegions(folder), [.. offices], ReadFile<Dictionary<string, OfficeText>>(folder, NoteTextsFile));
        files.Check();
        return files;
    }

    /// <summary>The regions alone.</summary>
    public static IReadOnlyList<RegionEntry> ReadRegions(string folder) =>
        ReadFile<RegionFile>(folder, RegionsFile).Regions;

    /// <summary>One YAML file of the folder. An unknown key is an error, so that no misspelt key is lost silently.</summary>
    public static T ReadFile<T>(string folder, string name)
    {
        using var reader = File.OpenText(Path.Combine(folder, name));
        return new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .Build()
            .Deserialize<T>(reader);
    }

    private void Check()
    {
        var regions = Regions.Select(static region => region.Code).ToHashSet(StringComparer.Ordinal);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var office in Offices)
        {
            Require(regions.Contains(office.Region), $"{office.Code}: there is no region {office.Region}.");
            Require(office.Parent is null || codes.Contains(office.Parent), $"{office.Code}: no office {office.Parent} stands above it.");
            Require(office.Kind != default, $"{office.Code} has no kind.");
            Require(codes.Add(office.Code), $"Two offices have the code {office.Code}.");
            foreach (var note in office.Notes)
            {
                Require(NoteTexts.ContainsKey(note.Code), $"{office.Code}: the note {note.Code} has no text.");
            }
        }

        var places = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in Offices.SelectMany(static office => office.Territory))
        {
            Require(places.Add(place.Code), $"Two localities have the code {place.Code}.");
        }
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidDataException(message);
        }
    }
}
