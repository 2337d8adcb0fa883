namespace CaseFlow.Engine.Decisions;

internal static class DmnNames
{
    /// <summary>The namespaces of DMN 1.1 to 1.5; for 1.1 as the specification and as modelers write it.</summary>
    public static readonly IReadOnlySet<string> Namespaces = new HashSet<string>(StringComparer.Ordinal)
    {
        "http://www.omg.org/spec/DMN/20151101", "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20151101/dmn11.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/", "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/",
    };

    /// <summary>Kinds of logic a decision may have that are not run.</summary>
    public static readonly IReadOnlySet<string> OtherLogic = new HashSet<string>(StringComparer.Ordinal)
    {
        "context", "invocation", "relation", "list", "functionDefinition", "conditional", "for", "every", "some", "filter",
    };

    /// <summary>Attribute, in any namespace, that gives the input of a column a name of its own in its cells.</summary>
    public const string InputVariable = "inputVariable";

    /// <summary>The name every column's input has in its cells, besides <c>?</c>.</summary>
    public const string CellInput = "cellInput";
}
