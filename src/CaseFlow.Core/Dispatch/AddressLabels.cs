namespace CaseFlow.Core.Dispatch;

/// <summary>Prints address labels.</summary>
public interface IAddressLabels
{
    /// <summary>Sheets of A4 with two by seven labels of 99.1 × 38.1 mm, as a PDF with its fonts embedded.</summary>
    /// <param name="envelopes">In this order, line by line; the number of its letter stands small on each label.</param>
    /// <param name="first">The label of the first sheet to begin with, from 1: a sheet begun before is used up.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such label on a sheet.</exception>
    byte[] Paint(IReadOnlyList<Envelope> envelopes, int first);
}

/// <summary>The sheet of labels.</summary>
public static class LabelSheet
{
    public const int Columns = 2;
    public const int Rows = 7;
    public const int Labels = Columns * Rows;
}
