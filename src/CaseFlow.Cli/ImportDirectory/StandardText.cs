namespace CaseFlow.Cli.ImportDirectory;

/// <summary>The parts of the standard's text that the directory is made from.</summary>
/// <param name="Rse">Paragraph 26.</param>
/// <param name="AnnexOne">Annex 1 with its title.</param>
/// <param name="AnnexTwo">Annex 2 with its title.</param>
internal sealed record StandardText(
    PrintedLine Rse, IReadOnlyList<PrintedLine> AnnexOne, IReadOnlyList<PrintedLine> AnnexTwo)
{
    /// <summary>Finds the parts in the text.</summary>
    /// <exception cref="InvalidDataException">A part is not there.</exception>
    public static StandardText Read(string path)
    {
        PrintedLine[] lines = [.. File.ReadLines(path).Select(static (text, at) => new PrintedLine(at + 1, text))];
        var rse = Find(lines, 0, "paragraph 26", static text => text.StartsWith("26. ", StringComparison.Ordinal));
        var one = Find(lines, rse, "annex 1", static text => text.EndsWith("стандартына 1-қосымша", StringComparison.Ordinal));
        var two = Find(lines, one, "annex 2", static text => text.EndsWith("стандартына 2-қосымша", StringComparison.Ordinal));
        var end = Find(lines, two + 1, "the end of annex 2", static text => text.StartsWith('"'));
        return new StandardText(lines[rse], lines[one..two], lines[two..end]);
    }

    private static int Find(PrintedLine[] lines, int from, string what, Predicate<string> matches)
    {
        var at = Array.FindIndex(lines, from, line => matches(line.Text));
        return at >= 0 ? at : throw new InvalidDataException($"The text has no {what}.");
    }
}
