using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CaseFlow.Core.Texts;

/// <summary>Looks at YAML from anywhere before a tree is built of it.</summary>
public static class YamlShape
{
    private const int MaximumAliases = 1_000;
    private const int MaximumDepth = 100;

    /// <summary>
    /// What would end or exhaust the process: deep nesting when the tree is built, and aliases of what holds aliases, which
    /// multiply without end: one may stand only outside what is named by an anchor.
    /// </summary>
    /// <returns>The 1-based line and what is wrong; null: the tree can be built.</returns>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public static (long Line, string What)? FindFault(string text)
    {
        var parser = new Parser(new StringReader(text));
        var (depth, anchored, aliases) = (0, int.MaxValue, 0);
        while (parser.MoveNext())
        {
            if (parser.Current is NodeEvent { Anchor.IsEmpty: false })
            {
                anchored = Math.Min(anchored, depth);
            }

            depth += parser.Current!.NestingIncrease;
            anchored = depth <= anchored && parser.Current.NestingIncrease <= 0 ? int.MaxValue : anchored;
            aliases += parser.Current is AnchorAlias ? 1 : 0;
            var wrong = depth > MaximumDepth ? "nested too deep"
                : aliases > MaximumAliases ? FormattableString.Invariant($"more than {MaximumAliases} aliases")
                : parser.Current is AnchorAlias && anchored < int.MaxValue ? "an alias inside what is anchored"
                : null;
            if (wrong is not null)
            {
                return (parser.Current.Start.Line, wrong);
            }
        }

        return null;
    }
}
