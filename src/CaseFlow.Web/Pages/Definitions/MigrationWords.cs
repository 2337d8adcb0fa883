using CaseFlow.Core.Definitions;
using CaseFlow.Core.Texts;
using CaseFlow.Engine;
using CaseFlow.Web.Localization;

namespace CaseFlow.Web.Pages.Definitions;

/// <summary>What is in the way of a migration, in words.</summary>
internal static class MigrationWords
{
    public static string Of(Obstacle obstacle, Definition from, PageTexts texts, TextCatalog catalog)
    {
        var why = catalog.Has($"repair.refusal.{obstacle.Code}") ? texts.Plain($"repair.refusal.{obstacle.Code}") : obstacle.Code;
        return obstacle.Element.Length == 0 ? why : texts.Plain("repair.action-of", from.NameOf(obstacle.Element, texts.Language), why);
    }
}
