using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using CaseFlow.Core.Definitions;

namespace CaseFlow.Core.Packages;

/// <summary>A package that cannot be taken in.</summary>
/// <param name="code">Closed list of <see cref="PackageZipCodes"/>; pages say it in words.</param>
/// <param name="file">The file that is wrong; empty: the package as a whole.</param>
public sealed class PackageZipException(string code, string file) : Exception($"{code}: {file}")
{
    public string Code { get; } = code;

    public string File { get; } = file;
}

/// <summary>What may be wrong with a package.</summary>
public static class PackageZipCodes
{
    public const string NoZip = "no-zip";
    public const string TooLarge = "too-large";
    public const string TooManyFiles = "too-many-files";
    public const string Path = "path";
    public const string Duplicate = "duplicate";
    public const string NoManifest = "no-manifest";
    public const string Manifest = "manifest";

    /// <summary>The manifest names a file that is not there.</summary>
    public const string Missing = "missing";

    /// <summary>A file that the manifest does not name.</summary>
    public const string Unlisted = "unlisted";

    /// <summary>A file is not as the manifest says.</summary>
    public const string Hash = "hash";
    public const string NoProcess = "no-process";

    /// <summary>service.yaml is malformed, or of another service than the manifest.</summary>
    public const string Service = "service";
}

/// <summary>
/// A whole service as a zip: unzipped, it is a folder as they lie under <c>workflows/</c>, with a manifest of hashes beside
/// service.yaml. What comes in is hostile until it has been looked at: nothing of it is written to a disk, and no more of it is
/// unpacked than a package may hold.
/// </summary>
public static partial class PackageZip
{
    public const string ManifestName = "manifest.json";

    /// <summary>Bytes of a zip that is taken in.</summary>
    public const int MaximumZip = 20 * 1024 * 1024;

    /// <summary>Bytes of all files together, unpacked.</summary>
    public const int MaximumTotal = 40 * 1024 * 1024;

    /// <summary>Processes of one service.</summary>
    private const int MaximumProcesses = 20;

    private const int MaximumEntries = (MaximumProcesses * PackagePaths.MaximumFiles) + 2;

    private const int MaximumManifest = 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    // A zip's own times: the same content is the same zip.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs versions of the processes of one service.</summary>
    /// <param name="versions">A version of each process; each with the service.yaml of the service.</param>
    /// <returns>The zip; the same versions give the same bytes.</returns>
    public static byte[] Write(IReadOnlyList<(string Process, DefinitionPackage Package)> versions)
    {
        var service = versions[0].Package;
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [$"{service.ServiceKey}/{DefinitionPackage.ServiceFileName}"] = service.Files.Single(static file => file.Path == DefinitionPackage.ServiceFileName).Content,
        };
        foreach (var (process, package) in versions)
        {
            foreach (var file in package.Files.Where(static file => file.Path != DefinitionPackage.ServiceFileName))
            {
                files[string.Create(CultureInfo.InvariantCulture, $"{package.ServiceKey}/{process}/v{package.Version}/{file.Path}")] = file.Content;
            }
        }

        var manifest = new Manifest(1, service.ServiceKey, [.. files.Select(static file => new ManifestFile(file.Key, HashOf(file.Value)))]);
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, $"{service.ServiceKey}/{ManifestName}", JsonSerializer.SerializeToUtf8Bytes(manifest, Json));
            foreach (var (path, content) in files)
            {
                Add(zip, path, content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a zip.</summary>
    /// <returns>The processes with their files, service.yaml with each, in order of their folders.</returns>
    /// <exception cref="PackageZipException">It is no package, or something of it is not as it should be.</exception>
    public static IReadOnlyList<(string Process, DefinitionPackage Package)> Read(byte[] bytes)
    {
        if (bytes.Length > MaximumZip)
        {
            throw new PackageZipException(PackageZipCodes.TooLarge, "");
        }

        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            return Processes(Unpack(zip));
        }
        catch (InvalidDataException)
        {
            throw new PackageZipException(PackageZipCodes.NoZip, "");
        }
    }

    private static SortedDictionary<string, byte[]> Unpack(ZipArchive zip)
    {
        if (zip.Entries.Count > MaximumEntries)
        {
            throw new PackageZipException(PackageZipCodes.TooManyFiles, "");
        }

        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        // Two names that one disk takes for the same would be one file elsewhere.
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var left = MaximumTotal;
        foreach (var entry in zip.Entries.Where(static entry => !IsFolder(entry)))
        {
            if (IsLink(entry) || !EntryPattern().IsMatch(entry.FullName))
            {
                throw new PackageZipException(PackageZipCodes.Path, Shown(entry.FullName));
            }

            if (!names.Add(entry.FullName))
            {
                throw new PackageZipException(PackageZipCodes.Duplicate, entry.FullName);
            }

            var content = Content(entry, Math.Min(left, entry.Name == ManifestName ? MaximumManifest : (int)DefinitionPackage.MaximumFileSize));
            left -= content.Length;
            files[entry.FullName] = content;
        }

        return files;
    }

    private static List<(string Process, DefinitionPackage Package)> Processes(SortedDictionary<string, byte[]> files)
    {
        var manifest = CheckManifest(files);
        var service = files[$"{manifest.Service}/{DefinitionPackage.ServiceFileName}"];
        var processes = files.Keys.Select(static path => EntryPattern().Match(path)).Where(static match => match.Groups["process"].Success)
            .GroupBy(static match => match.Groups["process"].Value, StringComparer.Ordinal)
            .Select(group => (group.Key, Package: Process(manifest.Service, [.. group], files, service))).ToList();
        return processes.Count is > 0 and <= MaximumProcesses ? processes : throw new PackageZipException(PackageZipCodes.NoProcess, "");
    }

    private static DefinitionPackage Process(string service, IReadOnlyList<Match> paths, SortedDictionary<string, byte[]> files, byte[] serviceFile)
    {
        var versions = paths.Select(static match => match.Groups["version"].Value).Distinct(StringComparer.Ordinal).ToArray();
        if (versions.Length > 1 || paths.Count > PackagePaths.MaximumFiles)
        {
            throw new PackageZipException(versions.Length > 1 ? PackageZipCodes.Duplicate : PackageZipCodes.TooManyFiles, paths[0].Groups["process"].Value);
        }

        PackageFile[] content = [.. paths.Select(match => new PackageFile(match.Groups["file"].Value, files[match.Value])), new(DefinitionPackage.ServiceFileName, serviceFile)];
        return new DefinitionPackage(service, int.Parse(versions[0], CultureInfo.InvariantCulture), [.. content.OrderBy(static file => file.Path, StringComparer.Ordinal)]);
    }

    /// <summary>Every file is as the manifest says, and there is no other.</summary>
    private static Manifest CheckManifest(SortedDictionary<string, byte[]> files)
    {
        var path = files.Keys.FirstOrDefault(static path => path.EndsWith("/" + ManifestName, StringComparison.Ordinal)) ?? throw new PackageZipException(PackageZipCodes.NoManifest, "");
        var manifest = ReadManifest(files[path], path);
        var listed = new HashSet<string>(StringComparer.Ordinal) { path };
        foreach (var file in manifest.Files)
        {
            if (!listed.Add(file.Path))
            {
                throw new PackageZipException(PackageZipCodes.Duplicate, Shown(file.Path));
            }

            var content = files.GetValueOrDefault(file.Path) ?? throw new PackageZipException(PackageZipCodes.Missing, Shown(file.Path));
            if (!string.Equals(HashOf(content), file.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                throw new PackageZipException(PackageZipCodes.Hash, file.Path);
            }
        }

        var unlisted = files.Keys.FirstOrDefault(other => !listed.Contains(other) || !other.StartsWith(manifest.Service + "/", StringComparison.Ordinal));
        return unlisted is null ? manifest : throw new PackageZipException(PackageZipCodes.Unlisted, unlisted);
    }

    private static Manifest ReadManifest(byte[] content, string path)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<Manifest>(content, Json);
            return manifest is { Format: 1, Files: not null } && path == $"{manifest.Service}/{ManifestName}" && manifest.Files.All(static file => file is { Path: not null, Sha256: not null })
                && manifest.Files.Any(file => file.Path == $"{manifest.Service}/{DefinitionPackage.ServiceFileName}")
                ? manifest
                : throw new PackageZipException(PackageZipCodes.Manifest, path);
        }
        catch (JsonException)
        {
            throw new PackageZipException(PackageZipCodes.Manifest, path);
        }
    }

    /// <summary>The content of an entry, no more of it than fits: what the zip says of its length may be a lie.</summary>
    private static byte[] Content(ZipArchiveEntry entry, int most)
    {
        using var packed = entry.Open();
        using var content = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int read; (read = packed.Read(part)) > 0;)
        {
            content.Write(part.AsSpan(0, read));
            if (content.Length > most)
            {
                throw new PackageZipException(PackageZipCodes.TooLarge, entry.FullName);
            }
        }

        return content.ToArray();
    }

    private static void Add(ZipArchive zip, string path, byte[] content)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = Epoch;
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static bool IsFolder(ZipArchiveEntry entry) => entry.FullName.EndsWith('/') && entry.Length == 0 && FolderPattern().IsMatch(entry.FullName);

    /// <summary>The upper half of the external attributes is a Unix mode; of its kinds only a plain file is one.</summary>
    private static bool IsLink(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> 16) & 0xF000) is not (0 or 0x8000);

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>A name from outside, fit to be shown.</summary>
    private static string Shown(string name) => new([.. name.Take(200).Select(static sign => char.IsControl(sign) ? '?' : sign)]);

    private const string Name = "[A-Za-z0-9][A-Za-z0-9_-]{0,59}";

    // What is in a process's folder is looked at once more by PackagePaths, as of every draft.
    [GeneratedRegex($@"\A{Name}/(manifest\.json|service\.yaml|(?<process>{Name})/v(?<version>[1-9][0-9]{{0,5}})/(?<file>((forms|letters|scenarios)/)?[A-Za-z0-9][A-Za-z0-9._-]{{0,99}}))\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EntryPattern();

    [GeneratedRegex(@"\A([A-Za-z0-9][A-Za-z0-9_-]{0,59}/){1,4}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FolderPattern();

    private sealed record Manifest(int Format, string Service, IReadOnlyList<ManifestFile> Files);

    private sealed record ManifestFile(string Path, string Sha256);
}
