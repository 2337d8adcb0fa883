using CaseFlow.Core.Offices;

namespace CaseFlow.Tests.Offices;

/// <summary>The directory's files that ship.</summary>
internal static class SourceTree
{
    public static readonly string Root = Repository.Root;
    public static readonly string Standard = Path.Combine(Root, "workflows", "personal-farm-certificate", "standard", "standard.kk.txt");
    public static readonly string Folder = Path.Combine(Root, "workflows", "directory");
    public static readonly DirectoryFiles Files = DirectoryFiles.Read(Folder, demo: true);

    public static OfficeEntry Office(string code) => Files.Offices.Single(office => office.Code == code);
}
