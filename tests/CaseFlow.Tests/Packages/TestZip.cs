using System.IO.Compression;
using System.Text;

namespace CaseFlow.Tests.Packages;

/// <summary>A package with something changed in it.</summary>
internal static class TestZip
{
    public static byte[] Changed(byte[] whole, Action<ZipArchive> change)
    {
        using var bytes = new MemoryStream();
        bytes.Write(whole);
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            change(zip);
        }

        return bytes.ToArray();
    }

    public static ZipArchiveEntry Put(ZipArchive zip, string path, string text)
    {
        var entry = zip.CreateEntry(path);
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
        return entry;
    }
}
