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
    /// <param name="reservedNo">A number reserved during an outage; null: the next is drawn.</param>
    public static ImmutableSortedDictionary<string, Value> AtStart(Complaint complaint, ComplaintSettings settings, int? reservedNo) => Variables.Of(
        ("caseId", Value.Of(complaint.CaseId.ToString(CultureInfo.InvariantCulture))),
        ("reservedNo", reservedNo is { } no ? Value.Of(no) : Value.Null),
        ("considered", Value.Of(!complaint.Anonymous || settings.Anonymous == AnonymousRule.Considered)),
        ("anonymous", Value.Of(complaint.Anonymous)),
        ("aboutOffice", Value.Of(complaint.AboutOfficeId)));
}
