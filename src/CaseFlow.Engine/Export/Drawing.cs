using System.Xml;
using System.Xml.Linq;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Engine.Export;

/// <summary>Where a shape stands, in the pixels of its diagram.</summary>
internal sealed record Bounds(double X, double Y, double Width, double Height);

/// <summary>What a BPMN file says of its elements beyond how they run: where they are drawn, and their documentation. Of several diagrams the first counts.</summary>
internal sealed class Drawing
{
    private static readonly XNamespace Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static readonly XNamespace Coordinates = "http://www.omg.org/spec/DD/20100524/DC";
    private static readonly XNamespace Edges = "http://www.omg.org/spec/DD/20100524/DI";

    private readonly Dictionary<string, Bounds> shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (double X, double Y)[]> edges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> documentation = new(StringComparer.Ordinal);

    /// <param name="file">A file that <see cref="BpmnReader"/> has accepted.</param>
    public Drawing(byte[] file)
    {
        foreach (var element in SafeXml.Load(file, out _)!.Root!.Descendants())
        {
            if (element.Name == Diagram + "BPMNShape" && element.Element(Coordinates + "Bounds") is { } bounds)
            {
                shapes.TryAdd(Target(element), new Bounds(Number(bounds, "x"), Number(bounds, "y"), Number(bounds, "width"), Number(bounds, "height")));
            }
            else if (element.Name == Diagram + "BPMNEdge")
            {
                edges.TryAdd(Target(element), [.. element.Elements(Edges + "waypoint").Select(point => (Number(point, "x"), Number(point, "y")))]);
            }
            else if (element.Name == BpmnNames.Model + "documentation" && (string?)element.Parent!.Attribute("id") is { } id)
            {
                documentation.TryAdd(id, element.Value.Trim());
            }
        }
    }

    public Bounds? ShapeOf(string id) => shapes.GetValueOrDefault(id);

    /// <summary>The points between the ends of an edge.</summary>
    public IEnumerable<(double X, double Y)> BendsOf(string id) => edges.TryGetValue(id, out var points) && points.Length > 2 ? points[1..^1] : [];

    public string? DocumentationOf(string id) => documentation.GetValueOrDefault(id) is { Length: > 0 } text ? text : null;

    private static string Target(XElement element)
    {
        var name = (string?)element.Attribute("bpmnElement") ?? "";
        return name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>The schema has checked that it is one; infinity is none for JSON.</summary>
    private static double Number(XElement element, string attribute) =>
        XmlConvert.ToDouble(element.Attribute(attribute)!.Value) is var number && double.IsFinite(number) ? number : 0;
}
