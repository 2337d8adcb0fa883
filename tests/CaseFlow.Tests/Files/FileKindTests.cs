using System.Buffers.Binary;
using CaseFlow.Core.Files;

namespace CaseFlow.Tests.Files;

/// <summary>A scan is what its bytes are, not what its name says.</summary>
public sealed class FileKindTests
{
    [Fact]
    public void The_three_kinds_are_known_by_their_bytes()
    {
        Assert.Equal(FileKind.Pdf, FileKind.Find(Pdf(), out _));
        Assert.Equal(FileKind.Png, FileKind.Find(Png(640, 480), out _));
        Assert.Equal(FileKind.Jpeg, FileKind.Find(Jpeg(640, 480), out _));
    }

    [Fact]
    public void What_only_calls_itself_a_picture_is_refused()
    {
        AssertRefused(FileProblem.UnknownKind, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray());
        AssertRefused(FileProblem.UnknownKind, "MZ\u0090\0"u8.ToArray());
        AssertRefused(FileProblem.UnknownKind, "<html><script>alert(1)</script>"u8.ToArray());
        AssertRefused(FileProblem.Empty, []);
    }

    [Fact]
    public void A_cut_file_is_damaged()
    {
        AssertRefused(FileProblem.Damaged, Pdf()[..^8]);
        AssertRefused(FileProblem.Damaged, Png(640, 480)[..^16]);
        AssertRefused(FileProblem.Damaged, Jpeg(640, 480)[..^2]);
    }

    [Fact]
    public void A_small_file_with_a_giant_picture_is_refused()
    {
        AssertRefused(FileProblem.TooManyPixels, Png(50_000, 50_000));
        AssertRefused(FileProblem.TooManyPixels, Jpeg(60_000, 60_000));
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_whatever_it_is() =>
        AssertRefused(FileProblem.TooLarge, [.. Pdf(), .. new byte[FileKind.MaximumSize]]);

    private static void AssertRefused(FileProblem expected, byte[] content)
    {
        Assert.Null(FileKind.Find(content, out var problem));
        Assert.Equal(expected, problem);
    }

    private static byte[] Pdf() => "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"u8.ToArray();

    private static byte[] Png(uint width, uint height)
    {
        var content = new byte[60];
        new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A }.CopyTo(content, 0);
        "IHDR"u8.CopyTo(content.AsSpan(12));
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(20), height);
        "IEND"u8.CopyTo(content.AsSpan(52));
        return content;
    }

    private static byte[] Jpeg(ushort width, ushort height)
    {
        byte[] content = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 0, 0, 0, 1, 0, 0, 0, 0xFF, 0xD9];
        BinaryPrimitives.WriteUInt16BigEndian(content.AsSpan(13), height);
        BinaryPrimitives.WriteUInt16BigEndian(content.AsSpan(15), width);
        return content;
    }
}
