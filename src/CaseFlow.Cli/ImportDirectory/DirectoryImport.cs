using CaseFlow.Core.Offices;

namespace CaseFlow.Cli.ImportDirectory;

/// <summary>The directory as read from the standard's text.</summary>
/// <param name="Akimats">Annex 1.</param>
/// <param name="Centres">P26 and annex 2.</param>
/// <param name="Regions">The regions, in the order of their file.</param>
internal sealed record DirectoryImport(OfficeFile Akimats, OfficeFile Centres, IReadOnlyList<RegionEntry> Regions)
{
    /// <summary>Reads the text. Nothing is written.</summary>
    /// <param name="standard">The standard's text.</param>
    /// <param name="folder">Folder with the hand-kept files: regions and remarks.</param>
    /// <exception cref="InvalidDataException">Something in the annexes is not understood, or a remark does not fit.</exception>
    public static DirectoryImport Run(string standard, string folder)
    {
        var regions = DirectoryFiles.ReadRegions(folder);
        var text = StandardText.Read(standard);
        var byName = regions.ToDictionary(static region => region.Name.Kk, StringComparer.Ordinal);
        var byHeading = regions.ToDictionary(ImportDirectory.Centres.HeadingOf, StringComparer.Ordinal);
        var one = AnnexReader.Read(text.AnnexOne, byName.Keys.ToHashSet(StringComparer.Ordinal));
        var two = AnnexReader.Read(text.AnnexTwo, byHeading.Keys.ToHashSet(StringComparer.Ordinal));
        IReadOnlyList<OfficeDraft> akimats = [.. ImportDirectory.Akimats.From(one, byName)];
        var centres = ImportDirectory.Centres.From(text.Rse, two, byHeading, regions[0]);

        IReadOnlyList<OfficeDraft> all = [.. akimats, .. centres];
        Oddities.Note(all, regions.ToDictionary(static region => region.Code, StringComparer.Ordinal));
        Remarks.Add(all, folder);
        return new DirectoryImport(FileOf(one, akimats), FileOf(two, centres), regions);
    }

    /// <summary>Writes both data files.</summary>
    public void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, DirectoryFiles.AkimatsFile), OfficeFileWriter.Write("annex 1", Akimats));
        File.WriteAllText(Path.Combine(folder, DirectoryFiles.CentresFile), OfficeFileWriter.Write("paragraph 26 and annex 2", Centres));
    }

    private static OfficeFile FileOf(PrintedTable table, IReadOnlyList<OfficeDraft> drafts) => new()
    {
        Headings = [.. table.Headings],
        Offices = [.. drafts.Select(static draft => draft.Finish())],
    };
}
