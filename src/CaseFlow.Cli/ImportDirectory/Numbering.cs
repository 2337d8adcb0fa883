using System.Globalization;

namespace CaseFlow.Cli.ImportDirectory;

/// <summary>Follows the numbers of a section and notices what is left out.</summary>
internal sealed class Numbering
{
    private int last;
    private int first;
    private bool printed;

    /// <summary>The number of a row; a missing one is the number after the last.</summary>
    /// <param name="cell">As printed: «7.», «7)», «7» or nothing.</param>
    public int Next(string cell)
    {
        first = last + 1;
        printed = cell.Length > 0;
        last = printed ? int.Parse(cell.AsSpan().TrimEnd(".)"), NumberStyles.None, CultureInfo.InvariantCulture) : first;
        return last;
    }

    /// <summary>Writes down what is odd about the number just taken.</summary>
    public void NoteOn(OfficeDraft draft)
    {
        if (!printed)
        {
            draft.Note(NoteCodes.NumberMissing, last.ToString(CultureInfo.InvariantCulture));
        }
        else if (last != first)
        {
            draft.Note(NoteCodes.NumberGap, string.Join(", ", Enumerable.Range(first, Math.Max(0, last - first))));
        }
    }
}
