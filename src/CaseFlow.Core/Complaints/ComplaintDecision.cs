using System.Globalization;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Engine.Values;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Complaints;

/// <summary>What was decided on a complaint, as the variables and texts of its case hold it.</summary>
public static class ComplaintDecision
{
    public const string NoRemedy = "none";

    /// <summary>A new decision on the service case.</summary>
    public const string NewDecision = "newDecision";

    /// <summary>The certificate is annulled, and the service case decided anew.</summary>
    public const string AnnulAndReplace = "annulAndReplace";

    /// <summary>How many measures a decision may hold.</summary>
    public const int MostMeasures = 3;

    /// <summary>The verdict in the variables: justified, partlyJustified, notJustified.</summary>
    public static ComplaintVerdict VerdictOf(IReadOnlyDictionary<string, Value> variables) => TextOf(variables, "verdict") switch
    {
        "justified" => ComplaintVerdict.Justified,
        "partlyJustified" => ComplaintVerdict.PartlyJustified,
        "notJustified" => ComplaintVerdict.NotJustified,
        _ => ComplaintVerdict.None,
    };

    /// <summary>As the form writes it; empty: none yet.</summary>
    public static string NameOf(ComplaintVerdict verdict) => verdict switch
    {
        ComplaintVerdict.Justified => "justified",
        ComplaintVerdict.PartlyJustified => "partlyJustified",
        ComplaintVerdict.NotJustified => "notJustified",
        _ => "",
    };

    /// <summary>What follows from it; a complaint that is not justified has no remedy.</summary>
    public static string RemedyOf(IReadOnlyDictionary<string, Value> variables) =>
        VerdictOf(variables) is ComplaintVerdict.Justified or ComplaintVerdict.PartlyJustified && TextOf(variables, "remedy") is { Length: > 0 } remedy ? remedy : NoRemedy;

    /// <summary>The measures decided on, with their days; half ones are left out.</summary>
    /// <param name="variables">Of the case, with the days.</param>
    /// <param name="text">The newest text of a key.</param>
    public static IReadOnlyList<(int No, string Text, LocalDate Due)> MeasuresOf(IReadOnlyDictionary<string, Value> variables, Func<string, string> text)
    {
        var measures = new List<(int No, string Text, LocalDate Due)>();
        for (var no = 1; no <= MostMeasures && VerdictOf(variables) is ComplaintVerdict.Justified or ComplaintVerdict.PartlyJustified; no++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"measure{no}");
            if (text(key) is { Length: > 0 } what && LocalDatePattern.Iso.Parse(TextOf(variables, key + "Due")) is { Success: true, Value: var due })
            {
                measures.Add((no, what, due));
            }
        }

        return measures;
    }

    /// <summary>What the reply says as far as it is known: for the letter, and for a look at its draft.</summary>
    /// <param name="db">The database.</param>
    /// <param name="bodies">Where the complainant may go further.</param>
    /// <param name="row">The case.</param>
    /// <param name="complaint">The complaint.</param>
    /// <param name="variables">All variables visible.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="unsaved">Texts being typed, before those that are stored; null: none.</param>
    internal static async Task<ReplyContent> Content(
        CaseFlowDb db,
        ComplaintBodies bodies,
        Case row,
        Complaint complaint,
        IReadOnlyDictionary<string, Value> variables,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? unsaved = null)
    {
        var written = await CaseTexts.Newest(db, row.Id, cancellation);
        string Text(string key) => unsaved?.GetValueOrDefault(key) ?? written.GetValueOrDefault(key)?.Text ?? "";
        return new ReplyContent
        {
            Number = "",
            Verdict = VerdictOf(variables),
            Satisfied = Value.True.Equals(variables.GetValueOrDefault("satisfied")),
            Remedy = RemedyOf(variables),
            Facts = Text("facts"),
            Law = Text("law"),
            Decision = Text("decision"),
            Measures = [.. MeasuresOf(variables, Text).Select(measure => new ReplyMeasure(measure.Text, measure.Due))],
            Further = await bodies.Further(row, complaint, cancellation),
            SignatoryId = variables.GetValueOrDefault("approver") is NumberValue approver ? decimal.ToInt64(approver.Number) : 0,
            Now = default,
        };
    }

    private static string TextOf(IReadOnlyDictionary<string, Value> variables, string name) =>
        variables.GetValueOrDefault(name) is TextValue text ? text.Text : "";
}
