using System.Globalization;
using System.Text.Json;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Core.Applications;

/// <summary>Which letter is the result of a service case: drafts and the letter that is issued are chosen and filled alike.</summary>
public static class Result
{
    /// <summary>The variable ground while nothing stands against a certificate.</summary>
    public const string NoGround = "none";

    /// <summary>The letters that may be one.</summary>
    public static IReadOnlyList<string> Templates { get; } = ["certificate", "refusal"];

    /// <summary>certificate, or refusal when the process has found a ground (P16).</summary>
    public static string TemplateOf(IReadOnlyDictionary<string, Value> variables) =>
        GroundOf(variables) == NoGround ? "certificate" : "refusal";

    /// <summary>The values of the result's letter; <paramref name="unsaved"/> are texts that are still being typed.</summary>
    /// <exception cref="InvalidOperationException">The certificate is of an account of the register, and none was chosen.</exception>
    public static Task<JsonElement> Values(
        LetterValues values,
        Case row,
        Definition definition,
        Application application,
        IReadOnlyDictionary<string, Value> variables,
        string number,
        long signatoryId,
        Instant now,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? unsaved = null) => GroundOf(variables) is var ground && ground == NoGround
            ? values.Certificate(row, definition, application, AccountOf(definition, variables), variables, number, signatoryId, now, cancellation, unsaved)
            : values.Refusal(row, definition, application, ground, variables, number, signatoryId, now, cancellation, unsaved);

    /// <summary>The ground of a refusal, such as P16.2; null while a certificate is due.</summary>
    public static string? RefusalGround(IReadOnlyDictionary<string, Value> variables) =>
        GroundOf(variables) is var ground && ground != NoGround ? ground : null;

    /// <summary>Whether enough is known for the letter: a refusal has its ground, a certificate of the register its account.</summary>
    public static bool IsKnown(Definition definition, IReadOnlyDictionary<string, Value> variables) =>
        RefusalGround(variables) is not null || !definition.UsesRegister || variables.GetValueOrDefault("accountId") is TextValue;

    private static string GroundOf(IReadOnlyDictionary<string, Value> variables) =>
        variables.GetValueOrDefault("ground") is TextValue ground ? ground.Text : NoGround;

    /// <summary>Null: the service has nothing to do with the household register.</summary>
    private static long? AccountOf(Definition definition, IReadOnlyDictionary<string, Value> variables) =>
        !definition.UsesRegister ? null
        : variables.GetValueOrDefault("accountId") is { } chosen && long.TryParse(chosen.AsText(), NumberStyles.None, CultureInfo.InvariantCulture, out var accountId)
            ? accountId
            : throw new InvalidOperationException("No account of the household register was chosen.");
}
