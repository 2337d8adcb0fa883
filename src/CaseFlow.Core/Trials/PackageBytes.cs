using System.IO.Compression;
using System.Text.Json;
using CaseFlow.Core.Definitions;

namespace CaseFlow.Core.Trials;

/// <summary>The files of a draft as they were when work on them began, in one column: the draft may change meanwhile.</summary>
internal static class PackageBytes
{
    public static byte[] Write(DefinitionPackage package)
    {
        using var bytes = new MemoryStream();
        using (var packed = new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(packed, new Stored(package.ServiceKey, package.Version, [.. package.Files]));
        }

        return bytes.ToArray();
    }

    public static DefinitionPackage Read(byte[] bytes)
    {
        using var packed = new BrotliStream(new MemoryStream(bytes, writable: false), CompressionMode.Decompress);
        var stored = JsonSerializer.Deserialize<Stored>(packed) ?? throw new InvalidDataException("There are no files.");
        return new DefinitionPackage(stored.ServiceKey, stored.Version, stored.Files);
    }

    private sealed record Stored(string ServiceKey, int Version, PackageFile[] Files);
}
