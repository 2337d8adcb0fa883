using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using CaseFlow.Core.Access;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Packages;
using CaseFlow.Core.Texts;
using CaseFlow.Tests.Packages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Tests.Web;

/// <summary>A service goes out of one installation and into another by their pages, and what is hostile stays outside with a reason.</summary>
public sealed class PackagePagesTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    private const string Folder = "personal-farm-certificate/delivery/v1/";

    /// <summary>What is sent, the code of the answer, and the file that it names.</summary>
    private static readonly Dictionary<string, (Func<byte[], byte[]> Make, string Code, string File)> Hostile = new(StringComparer.Ordinal)
    {
        ["climbs"] = (zip => With(zip, "personal-farm-certificate/../../evil.txt"), PackageZipCodes.Path, "personal-farm-certificate/../../evil.txt"),
        ["absolute"] = (zip => With(zip, "/etc/passwd"), PackageZipCodes.Path, "/etc/passwd"),
        ["backslashes"] = (zip => With(zip, "..\\evil.txt"), PackageZipCodes.Path, "..\\evil.txt"),
        ["link"] = (zip => TestZip.Changed(zip, static one => TestZip.Put(one, Folder + "scenarios/link.yaml", "/etc/passwd").ExternalAttributes = unchecked((int)0xA1FF0000)), PackageZipCodes.Path, Folder + "scenarios/link.yaml"),
        ["case"] = (zip => With(zip, Folder + "Process.bpmn"), PackageZipCodes.Duplicate, Folder + "Process.bpmn"),
        ["ratio"] = (zip => With(zip, Folder + "scenarios/big.yaml", new string(' ', 6 * 1024 * 1024)), PackageZipCodes.TooLarge, Folder + "scenarios/big.yaml"),
        ["count"] = (static zip => TestZip.Changed(zip, static one =>
        {
            for (var no = 0; no < 5_000; no++)
            {
                one.CreateEntry(FormattableString.Invariant($"{Folder}scenarios/s{no}.yaml"));
            }
        }), PackageZipCodes.TooManyFiles, ""),
        ["too large"] = (static _ => new byte[PackageZip.MaximumZip + 1], PackageZipCodes.TooLarge, ""),
        ["no zip"] = (static _ => "PK but no zip"u8.ToArray(), PackageZipCodes.NoZip, ""),
        ["half"] = (static zip => zip[..(zip.Length / 2)], PackageZipCodes.NoZip, ""),
        ["hash"] = (zip => TestZip.Changed(zip, static one =>
        {
            one.GetEntry(Folder + "texts.yaml")!.Delete();
            TestZip.Put(one, Folder + "texts.yaml", "other");
        }), PackageZipCodes.Hash, Folder + "texts.yaml"),
        ["missing"] = (zip => TestZip.Changed(zip, static one => one.GetEntry(Folder + "texts.yaml")!.Delete()), PackageZipCodes.Missing, Folder + "texts.yaml"),
        ["unlisted"] = (zip => With(zip, Folder + "scenarios/more.yaml"), PackageZipCodes.Unlisted, Folder + "scenarios/more.yaml"),
        ["no manifest"] = (zip => TestZip.Changed(zip, static one => one.GetEntry("personal-farm-certificate/manifest.json")!.Delete()), PackageZipCodes.NoManifest, ""),
        ["bad manifest"] = (zip => TestZip.Changed(zip, static one =>
        {
            one.GetEntry("personal-farm-certificate/manifest.json")!.Delete();
            TestZip.Put(one, "personal-farm-certificate/manifest.json", "{");
        }), PackageZipCodes.Manifest, "personal-farm-certificate/manifest.json"),
    };

    public static TheoryData<string, string> EachInALanguage { get; } = new(Hostile.Keys.Select(static (name, no) => (name, ((string[])[Languages.Kk, Languages.Ru, Languages.En])[no % 3])));

    [Fact]
    public async Task A_service_that_is_taken_out_comes_in_elsewhere_with_the_same_content()
    {
        var zip = await ExportAsync(factory);
        await using var other = new CaseFlowFactory();
        await other.InitializeAsync();
        var manager = await other.AsAsync(Roles.Manager);
        var answer = await SendAsync(manager, zip);
        Assert.Equal((HttpStatusCode.Redirect, "/Drafts"), (answer.Status, answer.Location));
        Assert.Contains("Пакет қабылданды: 2 жоба жасалды", (await manager.PageAsync("/Drafts")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var shipped = new Dictionary<string, string>(StringComparer.Ordinal);
        await factory.WithDatabaseAsync(async db =>
            shipped = await db.Set<DefinitionVersion>().Where(static row => row.ServiceKey == "personal-farm-certificate").ToDictionaryAsync(static row => row.Key, static row => row.Hash));
        await using var scope = other.Services.CreateAsyncScope();
        var drafts = scope.ServiceProvider.GetRequiredService<DraftStore>();
        var read = Scope.Of(1, [new Grant(1, Roles.Manager)]);
        var list = await drafts.List(read, CancellationToken.None);
        Assert.Equal(shipped.Keys.Order(StringComparer.Ordinal), list.Select(static row => row.Draft.Key).Order(StringComparer.Ordinal));
        foreach (var row in list)
        {
            Assert.Equal(shipped[row.Draft.Key], (await drafts.Find(read, row.Draft.Id, CancellationToken.None))!.Package().Hash);
        }
    }

    [Theory]
    [MemberData(nameof(EachInALanguage))]
    public async Task What_is_hostile_is_refused_with_its_reason_and_nothing_is_kept(string name, string language)
    {
        var (make, code, file) = Hostile[name];
        var hostile = make(await ExportAsync(factory));
        var manager = await factory.AsAsync(Roles.Manager);
        await manager.LanguageAsync(language);
        var before = await KeptAsync();

        var answer = await SendAsync(manager, hostile);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var texts = factory.Services.GetRequiredService<TextCatalog>();
        var told = texts.In(language, $"package.error.{code}", file);
        Assert.Equal(language, told.Language);
        Assert.Contains(told.Text.Trim(), answer.Document.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(language, answer.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(before, await KeptAsync());
    }

    [Fact]
    public async Task Whoever_may_only_read_takes_out_and_brings_nothing_in_and_more_than_a_request_may_carry_is_not_read()
    {
        var zip = await ExportAsync(factory);
        var auditor = await factory.AsAsync(Roles.Auditor);
        Assert.Null((await auditor.PageAsync("/Packages")).QuerySelector("main form input[type=file]"));
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(auditor, zip)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await factory.AsAsync(Roles.Clerk)).GetAsync("/Packages")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(await factory.AsAsync(Roles.Manager), new byte[52 * 1024 * 1024])).Status);
        Assert.Equal((0, 0), await KeptAsync());
    }

    private static async Task<byte[]> ExportAsync(CaseFlowFactory from)
    {
        var auditor = await from.AsAsync(Roles.Auditor);
        var link = (await auditor.PageAsync("/Packages")).QuerySelectorAll("section[aria-labelledby=export] a").OfType<IHtmlAnchorElement>().First();
        using var file = await auditor.Client.GetAsync(new Uri(link.GetAttribute("href")!, UriKind.Relative));
        Assert.Equal("application/zip", file.Content.Headers.ContentType!.MediaType);
        return await file.Content.ReadAsByteArrayAsync();
    }

    private static async Task<Answer> SendAsync(Browser browser, byte[] zip)
    {
        // The token of any form of this person's: who may not bring in has no form of it.
        var page = await browser.PageAsync("/Packages");
        using var content = new MultipartFormDataContent { { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" } };
        using var file = new ByteArrayContent(zip);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        content.Add(file, "Zip", "service.zip");
        using var message = new HttpRequestMessage(HttpMethod.Post, "/Packages") { Content = content };
        return await browser.SendAsync(message);
    }

    private async Task<(int Drafts, int Changes)> KeptAsync()
    {
        var kept = (0, 0);
        await factory.WithDatabaseAsync(async db => kept = (await db.Set<Draft>().CountAsync(), await db.Set<DefinitionChange>().CountAsync(static row => row.Kind == DefinitionChangeKind.Imported)));
        return kept;
    }

    private static byte[] With(byte[] whole, string path, string text = "x") => TestZip.Changed(whole, zip => TestZip.Put(zip, path, text));
}
