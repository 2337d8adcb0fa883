using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CaseFlow.Core.Definitions;

/// <summary>A version of a process as files: the folder <c>workflows/&lt;service&gt;/&lt;process&gt;/v&lt;N&gt;</c>, and the service's <c>service.yaml</c> with it (R7).</summary>
/// <param name="ServiceKey">The service's folder name.</param>
/// <param name="Version">N.</param>
/// <param name="Files">By path within the folder, with "/", in ordinal order.</param>
public sealed record DefinitionPackage(string ServiceKey, int Version, IReadOnlyList<PackageFile> Files)
{
    public const string ServiceFileName = "service.yaml";
    public const string ProcessFileName = "process.bpmn";

    /// <summary>Bytes of a file.</summary>
    public const int MaximumFileSize = 5 * 1024 * 1024;

    /// <summary>SHA-256 over the paths and contents of all files, lower-case hex. Line ends count as LF, so that a checkout does not change it.</summary>
    public string Hash { get; } = HashOf(Files);

    /// <summary>All versions that lie under a workflows folder, in order of service, process and version; templates are none.</summary>
    /// <exception cref="InvalidDataException">A folder is not as it should be; the message names it.</exception>
    public static IReadOnlyList<DefinitionPackage> ReadAll(string workflows) =>
        [.. Directory.EnumerateFiles(workflows, ServiceFileName, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Where(service => !service.StartsWith(new WorkflowsFolder(workflows).Templates + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .SelectMany(static service => ReadService(Path.GetDirectoryName(service)!))];

    /// <summary>One version of a process of the service in this folder.</summary>
    /// <exception cref="InvalidDataException">A file is too large.</exception>
    public static DefinitionPackage Read(string service, string process, int version) =>
        ReadVersion(service, Path.Combine(service, process, string.Create(CultureInfo.InvariantCulture, $"v{version}")), version);

    private static IEnumerable<DefinitionPackage> ReadService(string folder) =>
        from process in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
        from version in Directory.EnumerateDirectories(process, "v*")
        let number = VersionOf(version)
        orderby process, number
        where File.Exists(Path.Combine(version, ProcessFileName))
        select ReadVersion(folder, version, number);

    private static int VersionOf(string folder) =>
        int.TryParse(Path.GetFileName(folder).AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new InvalidDataException($"{folder}: a version folder is named v1, v2, v3 …");

    private static DefinitionPackage ReadVersion(string service, string folder, int version)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => ReadFile(path, Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .Append(ReadFile(Path.Combine(service, ServiceFileName), ServiceFileName))
            .OrderBy(file => file.Path, StringComparer.Ordinal);
        return new DefinitionPackage(Path.GetFileName(service), version, [.. files]);
    }

    private static PackageFile ReadFile(string path, string name) => new FileInfo(path).Length <= MaximumFileSize
        ? new PackageFile(name, WithLf(File.ReadAllBytes(path)))
        : throw new InvalidDataException($"{path} is larger than {MaximumFileSize / 1024 / 1024} MB.");

    /// <summary>The content with its line ends as LF: all files of a package are text.</summary>
    public static byte[] WithLf(byte[] content) => Array.FindAll(content, static part => part != (byte)'\r');

    private static string HashOf(IReadOnlyList<PackageFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{file.Path}\n{file.Content.Length}\n")));
            hash.AppendData(file.Content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>A file of a package; text in UTF-8 with LF.</summary>
public sealed record PackageFile(string Path, byte[] Content);
