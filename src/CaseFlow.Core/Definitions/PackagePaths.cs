using System.Text.RegularExpressions;

namespace CaseFlow.Core.Definitions;

/// <summary>The closed list of files that a package may have: what is not on it is read by nobody, or climbs out of its folder.</summary>
public static partial class PackagePaths
{
    public const string Texts = "texts.yaml";

    /// <summary>Most files of a package.</summary>
    public const int MaximumFiles = 200;

    private const string Name = "[A-Za-z0-9][A-Za-z0-9_-]{0,79}";

    /// <summary>Whether a package may have a file of this path.</summary>
    public static bool IsAllowed(string path) => AllowedPattern().IsMatch(path);

    /// <summary>Whether this is the name that a form, letter, table or scenario may have.</summary>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    [GeneratedRegex($@"\A(process\.bpmn|service\.yaml|complaint\.yaml|texts\.yaml|forms/{Name}\.json|letters/{Name}\.(kk|ru)\.md|scenarios/{Name}\.yaml|{Name}\.dmn)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AllowedPattern();

    [GeneratedRegex($@"\A{Name}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
