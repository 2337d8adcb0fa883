namespace CaseFlow.Core.Letters;

/// <summary>
/// A finished letter as a small tree: what the preview, the mail and the paper are all made from, so that they cannot differ.
/// </summary>
/// <param name="Language"><c>kk</c> or <c>ru</c>: what a screen reader speaks and the PDF says of itself.</param>
/// <param name="Title">The plain text of the title block (or the first heading); may be empty.</param>
/// <param name="Blocks">The text, in order.</param>
/// <param name="Footer">Small text at the foot of every page; empty for none.</param>
public sealed record LetterDocument(
    string Language, string Title, IReadOnlyList<LetterBlock> Blocks, IReadOnlyList<LetterInline> Footer);

public abstract record LetterInline;

/// <summary>A run of text of one style; its link, if any, is an http, https or mailto address.</summary>
public sealed record LetterText(string Text, bool Bold = false, bool Italic = false, string? Link = null) : LetterInline;

public sealed record LetterBreak : LetterInline;

public abstract record LetterBlock;

/// <summary>A heading within the letter; levels are 1 to 6.</summary>
public sealed record LetterHeading(int Level, IReadOnlyList<LetterInline> Text) : LetterBlock;

public sealed record LetterParagraph(IReadOnlyList<LetterInline> Text) : LetterBlock;

/// <summary>A list with bullets, or with numbers from <c>Start</c> on.</summary>
public sealed record LetterList(bool Ordered, int Start, IReadOnlyList<IReadOnlyList<LetterBlock>> Items) : LetterBlock;

public sealed record LetterTable(
    IReadOnlyList<LetterAlign> Columns,
    IReadOnlyList<IReadOnlyList<LetterInline>> Header,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<LetterInline>>> Rows) : LetterBlock;

public enum LetterAlign
{
    Left,
    Center,
    Right,
}

public sealed record LetterRule : LetterBlock;

/// <summary>The office's heading in two columns, Kazakh on the left and Russian on the right, over a double rule.</summary>
public sealed record LetterHead(IReadOnlyList<LetterBlock> Left, IReadOnlyList<LetterBlock> Right) : LetterBlock;

/// <summary>To whom the letter goes: the right half of the page.</summary>
public sealed record LetterAddressee(IReadOnlyList<LetterBlock> Content) : LetterBlock;

/// <summary>The name of the document, centred; the first paragraph large.</summary>
public sealed record LetterTitle(IReadOnlyList<LetterBlock> Content) : LetterBlock;

/// <summary>Labels with their values in two columns.</summary>
public sealed record LetterFields(IReadOnlyList<LetterField> Rows) : LetterBlock;

public sealed record LetterField(IReadOnlyList<LetterInline> Label, IReadOnlyList<LetterBlock> Value);

/// <summary>Lines to be filled in by hand, or already filled: label, value over a line, small caption under it.</summary>
public sealed record LetterFillIn(IReadOnlyList<LetterFillInRow> Rows) : LetterBlock;

public sealed record LetterFillInRow(
    IReadOnlyList<LetterInline> Label, IReadOnlyList<LetterInline> Value, IReadOnlyList<LetterInline> Caption);

/// <summary>Who signs: position, a line for the signature, name. Not set apart from what stands before it by a page break.</summary>
public sealed record LetterSignature(IReadOnlyList<LetterSignatureRow> Rows) : LetterBlock;

public sealed record LetterSignatureRow(
    IReadOnlyList<LetterInline> Position, IReadOnlyList<LetterInline> Name, IReadOnlyList<LetterInline> Caption);

/// <summary>Room for the round seal, marked with «М.О.» or «М.П.».</summary>
public sealed record LetterSeal(IReadOnlyList<LetterInline> Text) : LetterBlock;

/// <summary>A QR code of an http or https address, with its caption beside it.</summary>
public sealed record LetterQr(string Data, IReadOnlyList<LetterBlock> Caption) : LetterBlock;

/// <summary>Blocks side by side, in columns of one width.</summary>
public sealed record LetterColumns(IReadOnlyList<IReadOnlyList<LetterBlock>> Columns) : LetterBlock;

/// <summary>Blocks that stay on one page if they fit on one.</summary>
public sealed record LetterKeep(IReadOnlyList<LetterBlock> Content) : LetterBlock;

/// <summary>Centred lines in a frame, such as a stamp; never cut by a page break.</summary>
public sealed record LetterFrame(IReadOnlyList<LetterBlock> Content) : LetterBlock;

/// <summary>Small print.</summary>
public sealed record LetterNote(IReadOnlyList<LetterBlock> Content) : LetterBlock;

public sealed record LetterPageBreak : LetterBlock;
