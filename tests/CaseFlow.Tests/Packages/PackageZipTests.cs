using System.IO.Compression;
using CaseFlow.Core.Access;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Packages;
using CaseFlow.Tests.Comparing;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Publishing;

namespace CaseFlow.Tests.Packages;

/// <summary>A whole service in a zip: out, in, and what hostile zips come to.</summary>
public class PackageZipTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static byte[] Whole { get; } = PackageZip.Write([("delivery", Versions.Shipped("delivery")), ("complaint", Versions.Shipped("complaint"))]);

    [Fact]
    public void What_is_packed_is_unpacked_the_same_and_the_same_content_is_the_same_zip()
    {
        var read = PackageZip.Read(Whole);
        Assert.Equal(["complaint", "delivery"], read.Select(static one => one.Process));
        Assert.Equal([Versions.Shipped("complaint").Hash, Versions.Shipped("delivery").Hash], read.Select(static one => one.Package.Hash));
        Assert.Equal(Whole, PackageZip.Write([("delivery", Versions.Shipped("delivery")), ("complaint", Versions.Shipped("complaint"))]));
    }

    [Fact]
    public void Unzipped_it_is_a_folder_as_they_lie_under_workflows()
    {
        var folder = Directory.CreateTempSubdirectory("caseflow-package-");
        try
        {
            ZipFile.ExtractToDirectory(new MemoryStream(Whole), folder.FullName);
            var packages = DefinitionPackage.ReadAll(folder.FullName);
            Assert.Equal(DefinitionPackage.ReadAll(Path.Combine(Repository.Root, "workflows")).Where(static one => one.ServiceKey == "personal-farm-certificate").Select(static one => one.Hash), packages.Select(static one => one.Hash));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory, EveryDatabase]
    public async Task A_package_comes_in_as_drafts_and_puts_nothing_in_force(Provider provider)
    {
        await using var desk = await PublishingDesk.Open(await databases.New(provider));
        var packages = new ServicePackages(desk.Db, desk.Catalog, desk.Drafts, desk.Clock);
        var drafts = await packages.Import(PublishingDesk.Author, Whole, None);
        Assert.Equal(["complaint", "delivery"], (await desk.Drafts.List(PublishingDesk.Author, None)).Select(static row => row.Draft.Key).Order(StringComparer.Ordinal));
        Assert.Equal(Versions.Shipped("complaint").Hash, (await desk.Drafts.Find(PublishingDesk.Author, drafts[0], None))!.Package().Hash);
        Assert.Equal(1, await desk.VersionNow());
        Assert.Contains("Imported v0 by 7:", (await desk.Record()).Select(static line => line.TrimEnd()));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => packages.Import(PublishingDesk.Auditor, Whole, None));

        var version = (await desk.List.Periods(PublishingDesk.Author, None))[0].Row.DefinitionId;
        var (name, zip) = (await packages.Export(PublishingDesk.Auditor, version, None))!.Value;
        Assert.Equal("personal-farm-certificate-delivery-v1.zip", name);
        Assert.Equal(Versions.Shipped("delivery").Hash, Assert.Single(PackageZip.Read(zip)).Package.Hash);
        Assert.Null(await packages.Export(Scope.Of(3, [new Grant(1, Roles.Clerk)]), version, None));
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("personal-farm-certificate/../../evil.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/evil.txt")]
    [InlineData("personal-farm-certificate\\delivery\\v1\\process.bpmn")]
    [InlineData("personal-farm-certificate/delivery/v1/forms/../../../evil.json")]
    [InlineData("personal-farm-certificate/delivery/v1/.hidden")]
    [InlineData("personal-farm-certificate/delivery/v1/bin/evil.dll")]
    [InlineData("personal-farm-certificate/delivery/v0/process.bpmn")]
    [InlineData("personal-farm-certificate/delivery/v1/letters/a\u0000.kk.md")]
    public void A_path_that_leaves_its_folder_is_named(string path) => Refused(PackageZipCodes.Path, With(zip => TestZip.Put(zip, path, "x")));

    [Fact]
    public void A_link_to_elsewhere_is_no_file() => Refused(PackageZipCodes.Path, With(static zip => TestZip.Put(zip, "personal-farm-certificate/delivery/v1/scenarios/link.yaml", "/etc/passwd").ExternalAttributes = unchecked((int)0xA1FF0000)));

    [Theory]
    [InlineData("personal-farm-certificate/delivery/v1/Process.bpmn")]
    [InlineData("personal-farm-certificate/delivery/v1/process.bpmn")]
    public void Two_names_that_one_disk_takes_for_the_same_are_refused(string path) => Refused(PackageZipCodes.Duplicate, With(zip => TestZip.Put(zip, path, "x")), path);

    [Fact]
    public void More_than_a_package_may_hold_is_not_unpacked()
    {
        // 6 MB of nothing are 6 kB in a zip.
        Refused(PackageZipCodes.TooLarge, With(static zip => TestZip.Put(zip, "personal-farm-certificate/delivery/v1/scenarios/big.yaml", new string(' ', 6 * 1024 * 1024))), "personal-farm-certificate/delivery/v1/scenarios/big.yaml");
        Refused(PackageZipCodes.TooLarge, With(static zip =>
        {
            for (var no = 0; no < 12; no++)
            {
                TestZip.Put(zip, $"personal-farm-certificate/delivery/v1/scenarios/big{no}.yaml", new string(' ', 4 * 1024 * 1024));
            }
        }));
        Refused(PackageZipCodes.TooManyFiles, With(static zip =>
        {
            for (var no = 0; no < 5_000; no++)
            {
                zip.CreateEntry($"personal-farm-certificate/delivery/v1/scenarios/s{no}.yaml");
            }
        }));
        Refused(PackageZipCodes.TooLarge, new byte[PackageZip.MaximumZip + 1]);
        Refused(PackageZipCodes.NoZip, "PK but no zip"u8.ToArray());
        Refused(PackageZipCodes.NoZip, Whole[..(Whole.Length / 2)]);
    }

    [Fact]
    public void The_manifest_is_held_to_file_by_file()
    {
        const string Letter = "personal-farm-certificate/delivery/v1/letters/refusal.ru.md";
        Refused(PackageZipCodes.Hash, With(static zip => { zip.GetEntry(Letter)!.Delete(); TestZip.Put(zip, Letter, "other"); }), Letter);
        Refused(PackageZipCodes.Missing, With(static zip => zip.GetEntry(Letter)!.Delete()), Letter);
        Refused(PackageZipCodes.Unlisted, With(static zip => TestZip.Put(zip, "personal-farm-certificate/delivery/v1/scenarios/more.yaml", "x")), "personal-farm-certificate/delivery/v1/scenarios/more.yaml");
        Refused(PackageZipCodes.NoManifest, With(static zip => zip.GetEntry("personal-farm-certificate/manifest.json")!.Delete()));
        foreach (var wrong in new[] { "{", "{}", "[]", "null", "{\"format\":2,\"service\":\"personal-farm-certificate\",\"files\":[]}", "{\"format\":1,\"service\":\"other\",\"files\":[]}", "{\"format\":1,\"service\":\"personal-farm-certificate\",\"files\":[null]}" })
        {
            Refused(PackageZipCodes.Manifest, With(zip => { zip.GetEntry("personal-farm-certificate/manifest.json")!.Delete(); TestZip.Put(zip, "personal-farm-certificate/manifest.json", wrong); }));
        }
    }

    [Fact]
    public async Task What_no_draft_could_mend_is_refused_as_a_whole()
    {
        await using var desk = await PublishingDesk.Open(await databases.New(Provider.Sqlite));
        var packages = new ServicePackages(desk.Db, desk.Catalog, desk.Drafts, desk.Clock);
        foreach (var (code, wrong) in new[]
        {
            (PackageZipCodes.NoProcess, Versions.Shipped("complaint").With("process.bpmn", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")),
            (PackageZipCodes.NoProcess, Versions.Shipped("complaint").Without("process.bpmn")),
            (PackageZipCodes.Path, Versions.Shipped("complaint").With("notes.txt", "x")),
            (PackageZipCodes.Service, Versions.Shipped("complaint").With("service.yaml", "key: personal-farm-certificate", "key: other")),
            (PackageZipCodes.Service, Versions.Shipped("complaint").With("service.yaml", "key: [")),
        })
        {
            var thrown = await Assert.ThrowsAsync<PackageZipException>(() => packages.Import(PublishingDesk.Author, PackageZip.Write([("complaint", wrong), ("delivery", Versions.Shipped("delivery"))]), None));
            Assert.Equal(code, thrown.Code);
        }

        Assert.Empty(await desk.Drafts.List(PublishingDesk.Author, None));
    }

    private static byte[] With(Action<ZipArchive> change) => TestZip.Changed(Whole, change);

    private static void Refused(string code, byte[] zip, string? file = null)
    {
        var wrong = Assert.Throws<PackageZipException>(() => PackageZip.Read(zip));
        Assert.Equal(code, wrong.Code);
        if (file is not null)
        {
            Assert.Equal(file, wrong.File);
        }
    }
}
