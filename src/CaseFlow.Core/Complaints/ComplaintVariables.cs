using System.Collections.Immutable;
using System.Globalization;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Complaints;

/// <summary>What a complaint's process knows from its start: ids and decisions, never names or texts.</summary>
internal static class ComplaintVariables
{
    /// <summary>The variables of the start; every name that the process asks for has a value from here on.</summary>
    /// <param name="complaint">The complaint.</param>
    /// <param name="settings">Of its version.</param>
    public static ImmutableSortedDictionary<string, Value> AtStart(Complaint complaint, ComplaintSettings settings) => Variables.Of(
        ("caseId", Value.Of(complaint.CaseId.ToString(CultureInfo.InvariantCulture))),
        ("considered", Value.Of(!complaint.Anonymous || settings.Anonymous == AnonymousRule.Considered)),
        ("anonymous", Value.Of(complaint.Anonymous)),
        ("aboutOffice", Value.Of(complaint.AboutOfficeId)),
        // Who owes the reply: raised by each takeover; the consideration begins anew when it is greater than the other (R4).
        ("owner", Value.Of(0)),
        ("considering", Value.Of(0)),
        ("aboveOffice", Value.Of(0)),
        ("aboveTop", Value.False),
        ("escalations", Value.Of(0)),
        ("innerTerm", Value.Of("")),
        ("replyTerm", Value.Of(ComplaintSettings.Reply)),
        ("explanations", Value.Of(0)),
        ("explanationTerm", Value.Of("")),
        ("signed", Value.False),
        ("verdict", Value.Of("")),
        ("satisfied", Value.False),
        ("remedy", Value.Of(ComplaintDecision.NoRemedy)),
        ("measures", Value.Of([])),
        ("outcome", Value.Of("")));
}
