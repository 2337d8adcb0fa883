namespace CaseFlow.Engine.Expressions;

/// <summary>
/// Names that are no identifiers, such as <c>Type of day</c>. FEEL has no mark for them: one can be told only by whoever
/// knows it. Kept as a tree of characters, so that many names cost no more than one.
/// </summary>
internal sealed class KnownNames
{
    /// <summary>Longer names are not sought.</summary>
    public const int MaximumLength = 100;

    private readonly Node root = new();

    public KnownNames(IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => name.Length <= MaximumLength))
        {
            Add(name);
        }
    }

    public static KnownNames None { get; } = new([]);

    /// <summary>The length of the longest name that stands at this position; 0 when there is none.</summary>
    public int LengthAt(string text, int position)
    {
        var (node, longest) = (root, 0);
        for (var length = 1; position + length <= text.Length && node.Next.TryGetValue(text[position + length - 1], out var next); length++)
        {
            node = next;
            longest = node.EndsName && !Lexer.IsNamePart(text, position + length) ? length : longest;
        }

        return longest;
    }

    private void Add(string name)
    {
        var node = root;
        foreach (var character in name)
        {
            if (!node.Next.TryGetValue(character, out var next))
            {
                node.Next.Add(character, next = new Node());
            }

            node = next;
        }

        node.EndsName = true;
    }

    private sealed class Node
    {
        public Dictionary<char, Node> Next { get; } = [];

        public bool EndsName { get; set; }
    }
}
