using System.Buffers.Binary;

namespace CaseFlow.Core.Files;

public enum FileProblem
{
    Empty,
    TooLarge,

    /// <summary>Neither PDF nor JPEG nor PNG, whatever its name says.</summary>
    UnknownKind,

    /// <summary>Begins like one of them, and is broken.</summary>
    Damaged,

    /// <summary>The picture has more pixels than anybody needs to read a card.</summary>
    TooManyPixels,
}

/// <summary>What a scan is, found in its own bytes. Names and content types of a client are never believed.</summary>
public static class FileKind
{
    public const string Pdf = "application/pdf";
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";

    /// <summary>Bytes a scan may have.</summary>
    public const int MaximumSize = 10 * 1024 * 1024;

    /// <summary>Pixels a picture may have: an A3 page at 300 dpi has 17 million.</summary>
    public const long MaximumPixels = 40_000_000;

    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The content type; or the problem for which the file is refused.</summary>
    public static string? Find(ReadOnlySpan<byte> content, out FileProblem? problem)
    {
        problem = content.Length switch
        {
            0 => FileProblem.Empty,
            > MaximumSize => FileProblem.TooLarge,
            _ => null,
        };
        if (problem is not null)
        {
            return null;
        }

        if (content.StartsWith("%PDF-"u8))
        {
            return Whole(Pdf, HasPdfEnd(content), 1, out problem);
        }

        if (content.StartsWith(PngStart))
        {
            var isWhole = TryReadPng(content, out var pixels);
            return Whole(Png, isWhole, pixels, out problem);
        }

        if (content.StartsWith(new byte[] { 0xFF, 0xD8, 0xFF }))
        {
            var isWhole = TryReadJpeg(content, out var pixels);
            return Whole(Jpeg, isWhole, pixels, out problem);
        }

        problem = FileProblem.UnknownKind;
        return null;
    }

    private static string? Whole(string type, bool isWhole, long pixels, out FileProblem? problem)
    {
        problem = !isWhole ? FileProblem.Damaged : pixels > MaximumPixels ? FileProblem.TooManyPixels : null;
        return problem is null ? type : null;
    }

    /// <summary>A PDF ends with %%EOF; writers may put a little behind it.</summary>
    private static bool HasPdfEnd(ReadOnlySpan<byte> content) => content[Math.Max(0, content.Length - 1024)..].IndexOf("%%EOF"u8) >= 0;

    private static bool TryReadPng(ReadOnlySpan<byte> content, out long pixels)
    {
        pixels = 0;
        if (content.Length < 45 || !content[12..16].SequenceEqual("IHDR"u8) || content[^16..].IndexOf("IEND"u8) < 0)
        {
            return false;
        }

        pixels = (long)BinaryPrimitives.ReadUInt32BigEndian(content[16..]) * BinaryPrimitives.ReadUInt32BigEndian(content[20..]);
        return pixels > 0;
    }

    /// <summary>Walks the segments to the frame header, which has height and width.</summary>
    private static bool TryReadJpeg(ReadOnlySpan<byte> content, out long pixels)
    {
        pixels = 0;
        var at = 2;
        while (at + 9 < content.Length && content[at] == 0xFF)
        {
            var marker = content[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                pixels = (long)BinaryPrimitives.ReadUInt16BigEndian(content[(at + 5)..]) * BinaryPrimitives.ReadUInt16BigEndian(content[(at + 7)..]);
                return pixels > 0 && content[^Math.Min(64, content.Length)..].IndexOf(new byte[] { 0xFF, 0xD9 }) >= 0;
            }

            // 0xFF before a marker may be repeated as filling; the markers without a length do not occur here.
            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
        }

        return false;
    }
}
