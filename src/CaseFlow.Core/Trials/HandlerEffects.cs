using System.Collections.Frozen;
using System.Globalization;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using CaseFlow.Core.Scenarios;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Trials;

/// <summary>What a handler leaves behind that a trial shows; the rows that it writes in production are no concern of a trial.</summary>
/// <param name="Letters">Names of the templates that it makes, from the variables at the task.</param>
/// <param name="Answers">The variables that it sets and the deadlines that it starts; null: none.</param>
/// <param name="Meets">True: what was owed until then is done.</param>
internal sealed record HandlerEffect(Func<ServiceCall, IEnumerable<string>>? Letters = null, Func<ServiceCall, StandIn>? Answers = null, bool Meets = false);

/// <summary>
/// The product's handlers as trials know them. A handler that is not here does nothing in a trial. Tests compare these with
/// what the handlers do in production.
/// </summary>
internal static class HandlerEffects
{
    private static readonly FrozenDictionary<string, HandlerEffect> All = new Dictionary<string, HandlerEffect>(StringComparer.Ordinal)
    {
        ["registerApplication"] = new(Letters: static _ => ["receipt"]),
        ["issueResult"] = new(Letters: static call => [Result.TemplateOf(call.Variables)]),
        ["makeLetter"] = new(Letters: static call => call.Element.Extensions.TryGetValue("letter", out var letter) ? [letter] : []),
        ["placeReady"] = new(Meets: true),
        ["registerComplaint"] = new(Letters: static _ => ["ticket"]),
        ["forwardComplaint"] = new(Letters: static _ => ["forwarded"]),
        ["askForExplanation"] = new(Answers: static call => Starting(ComplaintSettings.Explanation, "explanations", "explanationTerm", call)),
        ["escalateUp"] = new(Answers: static call => Starting(ComplaintSettings.Inner, "escalations", "innerTerm", call, ("aboveTop", Value.False))),
        ["aboveTheTop"] = new(Answers: static _ => Setting(("aboveTop", Value.False))),
        ["takeOverComplaint"] = new(Answers: static call => Setting(("owner", Value.Of(Number(call, "owner") + 1)), ("replyTerm", call.Variables.GetValueOrDefault("innerTerm", Value.Of(""))))),
        ["planMeasures"] = new(Answers: static _ => Setting(("measures", Value.Of([])))),
        ["issueReply"] = new(Letters: static _ => ["reply"]),
        ["recordReply"] = new(Answers: static _ => Setting(("outcome", Value.Of("replied"))), Meets: true),
        ["recordWithdrawal"] = new(Letters: static _ => ["withdrawn"], Answers: static _ => Setting(("outcome", Value.Of("withdrawn"))), Meets: true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The handlers that leave something behind.</summary>
    public static IEnumerable<string> Names => All.Keys.Order(StringComparer.Ordinal);

    /// <summary>What a handler leaves behind; null: nothing.</summary>
    public static HandlerEffect? Of(string? handler) => handler is null ? null : All.GetValueOrDefault(handler);

    /// <summary>Whether a call of this handler ends what was owed; an edition may stop the clock at the signature.</summary>
    public static bool Meets(string? handler, Definition definition) =>
        Of(handler) is { Meets: true } || (handler == "recordSignature" && definition.Complaint?.ClockStops == ClockStop.Signed);

    /// <summary>A further deadline of a term that a case may have several times: R4.1, R4.2 …</summary>
    private static StandIn Starting(string term, string counter, string variable, ServiceCall call, params ReadOnlySpan<(string Name, Value Value)> more)
    {
        var no = Number(call, counter) + 1;
        var id = string.Create(CultureInfo.InvariantCulture, $"{term}.{no}");
        return Setting([(counter, Value.Of(no)), (variable, Value.Of(id)), .. more]) with { Deadlines = Variables.Of((id, Value.Of(term))) };
    }

    private static StandIn Setting(params ReadOnlySpan<(string Name, Value Value)> variables) => StandIn.Nothing with { Result = Variables.Of(variables) };

    private static decimal Number(ServiceCall call, string name) => call.Variables.GetValueOrDefault(name) is NumberValue number ? number.Number : 0;
}
