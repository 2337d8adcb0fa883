using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Complaints;

/// <summary>
/// What no form of a complaint can tell: the person complained of does not decide (R3); who has taken it over replies (R4);
/// a reply without reasons or a decision is not approved (P24.3); a remedy needs something that can be mended.
/// </summary>
public sealed class ComplaintTaskRule(OfficeCalendars calendars) : ITaskRule
{
    /// <summary>Tasks of the body that owes the reply; they end when another has taken the complaint over.</summary>
    private static readonly FrozenSet<string> Considering =
        FrozenSet.ToFrozenSet(["assign", "gather", "decide", "draftReply", "approveReply", "signReply"], StringComparer.Ordinal);

    /// <summary>What the person complained of may do: explain, and carry out what was decided.</summary>
    private static readonly FrozenSet<string> OfThoseComplainedOf = FrozenSet.ToFrozenSet(["explain", "carryOutMeasure"], StringComparer.Ordinal);

    /// <inheritdoc />
    public ImmutableSortedDictionary<string, Value> Adds(TaskAnswer answer) => (IsComplaint(answer), answer.Task.Item.Element) switch
    {
        (true, "approveReply") => Variables.Of(("approver", Value.Of(answer.UserId))),
        (true, "assign") => Variables.Of(("assignedBy", Value.Of(answer.UserId))),
        _ => Variables.None,
    };

    /// <inheritdoc />
    public async Task<IReadOnlyList<FieldError>> Check(CaseFlowDb db, Case row, TaskAnswer answer, CancellationToken cancellation)
    {
        if (!IsComplaint(answer))
        {
            return [];
        }

        var element = answer.Task.Item.Element;
        var complaint = await db.Set<Complaint>().AsNoTracking().SingleAsync(found => found.CaseId == row.Id, cancellation);
        if (complaint.AboutUserId != 0 && complaint.AboutUserId == answer.UserId && !OfThoseComplainedOf.Contains(element))
        {
            return [new FieldError("", ComplaintErrors.OwnCase)];
        }

        if (Considering.Contains(element) && await IsClaimedAbove(db, row.Id, cancellation))
        {
            return [new FieldError("", ComplaintErrors.TakenOver)];
        }

        return element switch
        {
            "decide" => await CheckDecision(db, complaint, answer, cancellation),
            "approveReply" when IsText(answer, "approval", "approve") => await CheckReply(db, row.Id, answer, cancellation),
            "signReply" => CheckSignature(complaint, answer, await Today(db, row.OfficeId, answer, cancellation)),
            "carryOutMeasure" => CheckDay("doneOn", answer, await Today(db, answer.Task.Item.OfficeId, answer, cancellation)),
            _ => [],
        };
    }

    private static bool IsComplaint(TaskAnswer answer) => answer.Task.Definition.Complaint is not null;

    private static bool IsText(TaskAnswer answer, string name, string text) => answer.Variables.GetValueOrDefault(name) is TextValue value && value.Text == text;

    /// <summary>R4: once the body above has claimed its task, the reply is its own.</summary>
    private static Task<bool> IsClaimedAbove(CaseFlowDb db, long caseId, CancellationToken cancellation) => db.Set<WorkItem>().AnyAsync(
        item => item.CaseId == caseId && item.Element == "takeOver" && item.State == WorkItemState.Open && item.AssigneeId != 0, cancellation);

    /// <summary>The texts as they are now: in this step, not when the page was shown. The further way is always in the letter.</summary>
    private static async Task<IReadOnlyList<FieldError>> CheckReply(CaseFlowDb db, long caseId, TaskAnswer answer, CancellationToken cancellation)
    {
        var written = await CaseTexts.Newest(db, caseId, cancellation);
        return
        [
            .. ReplyContent.Lacking(key => written.GetValueOrDefault(key)?.Text, ComplaintDecision.VerdictOf(answer.Task.Variables))
                .Select(static lacking => lacking switch
                {
                    "facts" => ComplaintErrors.FactsMissing,
                    "law" => ComplaintErrors.LawMissing,
                    _ => ComplaintErrors.DecisionMissing,
                })
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(static key => new FieldError("approval", key)),
        ];
    }

    private async Task<IReadOnlyList<FieldError>> CheckDecision(CaseFlowDb db, Complaint complaint, TaskAnswer answer, CancellationToken cancellation)
    {
        var errors = new List<FieldError>();
        switch (ComplaintDecision.RemedyOf(answer.Variables))
        {
            case ComplaintDecision.NewDecision when !await HasResult(db, complaint.ServiceCaseId, cancellation):
                errors.Add(new FieldError("remedy", ComplaintErrors.RemedyImpossible));
                break;
            case ComplaintDecision.AnnulAndReplace when await ComplaintRemedies.CertificateOf(db, complaint.ServiceCaseId, cancellation) is null:
                errors.Add(new FieldError("remedy", ComplaintErrors.NoCertificate));
                break;
            default:
                break;
        }

        var today = await Today(db, complaint.AboutOfficeId, answer, cancellation);
        for (var no = 1; no <= ComplaintDecision.MostMeasures; no++)
        {
            CheckMeasure(errors, string.Create(CultureInfo.InvariantCulture, $"measure{no}"), answer, today);
        }

        return errors;
    }

    /// <summary>Something was decided that can be decided anew.</summary>
    private static Task<bool> HasResult(CaseFlowDb db, long serviceCaseId, CancellationToken cancellation) => db.Set<StoredLetter>().AnyAsync(
        letter => letter.CaseId == serviceCaseId && (letter.Template == "refusal" || letter.Template == "certificate"), cancellation);

    private static void CheckMeasure(List<FieldError> errors, string key, TaskAnswer answer, LocalDate today)
    {
        var (text, day) = (answer.Texts.GetValueOrDefault(key, ""), DayOf(answer, key + "Due"));
        if (text.Length > 0 != day is not null)
        {
            errors.Add(new FieldError(day is null ? key + "Due" : key, ComplaintErrors.MeasureHalf));
        }
        else if (day < today)
        {
            errors.Add(new FieldError(key + "Due", ComplaintErrors.MeasureDay));
        }
    }

    private static IReadOnlyList<FieldError> CheckSignature(Complaint complaint, TaskAnswer answer, LocalDate today) =>
        complaint.AboutUserId != 0 && IsText(answer, "signatory", complaint.AboutUserId.ToString(CultureInfo.InvariantCulture))
            ? [new FieldError("signatory", ComplaintErrors.OwnCase)]
            : CheckDay("signedOn", answer, today);

    private static IReadOnlyList<FieldError> CheckDay(string key, TaskAnswer answer, LocalDate today) =>
        DayOf(answer, key) > today ? [new FieldError(key, People.PersonErrors.InFuture)] : [];

    private static LocalDate? DayOf(TaskAnswer answer, string key) =>
        answer.Variables.GetValueOrDefault(key) is TextValue text && LocalDatePattern.Iso.Parse(text.Text) is { Success: true, Value: var day } ? day : null;

    private async Task<LocalDate> Today(CaseFlowDb db, long officeId, TaskAnswer answer, CancellationToken cancellation) =>
        (await calendars.Of(db, officeId, cancellation)).DateOf(answer.Now);
}
