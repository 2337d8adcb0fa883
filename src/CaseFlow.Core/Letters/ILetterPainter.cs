using NodaTime;

namespace CaseFlow.Core.Letters;

/// <summary>Puts a letter on paper.</summary>
public interface ILetterPainter
{
    /// <summary>
    /// The letter as an A4 PDF with its fonts embedded. The same letter and properties give the same bytes, always:
    /// a reprint must be the document that was handed out.
    /// </summary>
    /// <exception cref="LetterException"><c>too-long</c>: more pages than a letter may have.</exception>
    byte[] Paint(LetterDocument letter, LetterProperties properties);

    /// <summary>The same pages as PNG pictures, for looking at the letter on the screen while its text is written.</summary>
    /// <exception cref="LetterException">As above.</exception>
    IReadOnlyList<byte[]> Pictures(LetterDocument letter);
}

/// <summary>What the PDF says about itself; it holds no personal data.</summary>
/// <param name="Author">The office.</param>
/// <param name="CreatedAt">From the case, never from the clock of the moment of painting.</param>
public sealed record LetterProperties(string Author, Instant CreatedAt);
