using System.Text.Encodings.Web;
using System.Text.Json;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Localization;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>The words of the editors' scripts, in the page's language.</summary>
public static class EditorTexts
{
    /// <summary>For attributes, where Razor encodes once more.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Keys =
    [
        "changed", "offline", "kept", "keepIt", "dropIt", "takeTheirs", "keepMine", "downloadMine", "download", "taken", "notDrawn", "notImported",
        "tooLarge", "close", "canvas", "noProblem", "error", "warning", "bothLanguages", "assignee", "office", "form", "panel", "prefill", "prefillNone",
        "result", "resultHint", "handler", "letter", "decision", "scriptFormat", "script", "deadline", "deadlineHint", "due", "dueHint", "before",
        "beforeHint", "calendar", "calendarWorking", "condition", "conditionHint", "correlationKey", "correlationKeyHint",
    ];

    private static readonly Dictionary<string, string[]> Nested = new(StringComparer.Ordinal)
    {
        ["group"] = ["names", "who", "form", "work", "term", "escalation", "condition"],
        ["escalation"] = ["warn", "late"],
        ["lint"] =
        [
            "end-event-required", "fake-join", "no-bpmndi", "no-disconnected", "no-duplicate-sequence-flows", "no-gateway-join-fork", "no-implicit-end",
            "no-implicit-split", "no-implicit-start", "no-overlapping-elements", "superfluous-termination",
        ],
    };

    /// <summary>What the panel draws for an escalation: the timer, what the program does then, and the end behind it.</summary>
    private static readonly string[] Drawn = ["timer", "task", "end"];

    /// <summary>All of them as JSON.</summary>
    public static string Of(PageTexts texts)
    {
        var all = Keys.ToDictionary(key => key, key => (object)texts.Plain($"editor.{key}"), StringComparer.Ordinal);
        foreach (var (group, keys) in Nested)
        {
            all[group] = keys.ToDictionary(key => key, key => texts.Plain($"editor.{group}.{key}"), StringComparer.Ordinal);
        }

        all["language"] = new[] { Languages.Kk, Languages.Ru, Languages.En }.ToDictionary(language => language, language => texts.Plain($"shell.language-{language}"), StringComparer.Ordinal);
        all["escalationNames"] = Nested["escalation"].ToDictionary(
            kind => kind, kind => Drawn.Select(element => texts.Everywhere($"editor.drawn.{kind}.{element}")), StringComparer.Ordinal);
        return JsonSerializer.Serialize(all, Json);
    }
}
