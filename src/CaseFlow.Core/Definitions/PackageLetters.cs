using CaseFlow.Core.Letters;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Core.Definitions;

/// <summary>
/// Whether each letter can be made: of invented values of the kind that the program will have. A name that is not among them
/// would stop the case that makes the letter.
/// </summary>
internal static class PackageLetters
{
    public static IEnumerable<PackageProblem> Check(Definition definition)
    {
        foreach (var letter in definition.Letters.Values.OrderBy(static letter => letter.Name, StringComparer.Ordinal).ThenBy(static letter => letter.Language, StringComparer.Ordinal))
        {
            if (Fault(definition, letter) is { } fault)
            {
                yield return new PackageProblem($"letters/{letter.Name}.{letter.Language}.md", 0, "", PackageCodes.LetterFails, Severity.Error, fault, "Look at the letter beside its text, and mend what it names.")
                { Values = [letter.Name, letter.Language] };
            }
        }
    }

    private static string? Fault(Definition definition, LetterTemplate letter)
    {
        try
        {
            letter.Render(LetterSamples.Of(definition, letter.Name, letter.Language));
            return null;
        }
        catch (LetterException fault)
        {
            return fault.Message;
        }
    }
}
