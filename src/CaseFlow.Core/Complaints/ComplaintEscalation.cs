using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Complaints;

/// <summary>
/// R4: at the deadline the complaint is late and stays late; the body above gets a task with an inner term and may take it
/// over; until then the body below still owes the reply. Above the top a court is named.
/// </summary>
internal sealed class ComplaintEscalation(ComplaintWork work)
{
    public void AddTo(Handlers handlers) => handlers
        .AddLocal("warnOfReply", Warn, ComplaintHandlers.Needs)
        .AddLocal("recordComplaintLateness", RecordLateness, ComplaintHandlers.Needs)
        .AddLocal("escalateUp", EscalateUp, ComplaintHandlers.Needs)
        .AddLocal("aboveTheTop", AboveTheTop, ComplaintHandlers.Needs)
        .AddLocal("takeOverComplaint", TakeOver, ComplaintHandlers.Needs)
        .AddLocal("tellChancery", TellChancery, ComplaintHandlers.Needs);

    private async Task<ServiceAnswer> Warn(ServiceCall call, CancellationToken cancellation)
    {
        await (IsSigned(call)
            ? work.TellChancery(call, "complaint-unposted", cancellation)
            : work.TellHeads(call, call.Case.OfficeId, "complaint-due-soon", cancellation));
        return ServiceAnswer.Done;
    }

    /// <summary>The runner has put the lateness on record; the heads of the body that owes are told.</summary>
    private async Task<ServiceAnswer> RecordLateness(ServiceCall call, CancellationToken cancellation)
    {
        await work.TellHeads(call, call.Case.OfficeId, "complaint-late", cancellation);
        return ServiceAnswer.Done;
    }

    private async Task<ServiceAnswer> EscalateUp(ServiceCall call, CancellationToken cancellation)
    {
        var route = await Up(call, cancellation);
        ComplaintWork.ReportPassed(call, route);
        if (route.Body is not { } body)
        {
            return ServiceAnswer.DoneWith(("aboveTop", Value.True));
        }

        var definition = await work.DefinitionOf(call);
        var no = ComplaintWork.Number(call, "escalations") + 1;
        var id = ComplaintWork.InnerId(no);
        await work.StartDeadline(call, id, definition.Complaint!.Terms[ComplaintSettings.Inner], call.Now, body.Id, cancellation);
        await work.TellHeads(call, body.Id, "complaint-above", cancellation);
        return ServiceAnswer.DoneWith(
            ("aboveTop", Value.False), ("aboveOffice", Value.Of(body.Id)), ("innerTerm", Value.Of(id)), ("escalations", Value.Of(no)));
    }

    /// <summary>
    /// An incident that stays until the reply is given: the complaint is still due. Retried after somebody was appointed above,
    /// it goes up again.
    /// </summary>
    private async Task<ServiceAnswer> AboveTheTop(ServiceCall call, CancellationToken cancellation) =>
        (await Up(call, cancellation)).Body is null
            ? new ServiceFailed(null, "The complaint is unanswered, and nobody who could decide stands above. The reply is still due; the complainant may go to court (P23).")
            : ServiceAnswer.DoneWith(("aboveTop", Value.False));

    /// <summary>From now on the body above owes the reply; what the body below had issued and not posted is not sent.</summary>
    private async Task<ServiceAnswer> TakeOver(ServiceCall call, CancellationToken cancellation)
    {
        var complaint = await ComplaintWork.Find(call, cancellation);
        var below = call.Case.OfficeId;
        complaint.Level++;
        (complaint.Verdict, complaint.Satisfied, complaint.DecidedAt) = (ComplaintVerdict.None, false, null);
        call.Case.OfficeId = ComplaintWork.Number(call, "aboveOffice");
        await DispatchRegister.Withdraw(call.Db, call.Case.Id, DispatchPurpose.Reply, call.Now, call.ActorId, cancellation);
        await work.TellHeads(call, below, "complaint-taken-over", cancellation);
        return ServiceAnswer.DoneWith(
            ("owner", Value.Of(ComplaintWork.Number(call, "owner") + 1)), ("replyTerm", Value.Of(ComplaintWork.Text(call, "innerTerm"))));
    }

    /// <summary>Signed, and not handed to the post: late, but not up the ladder.</summary>
    private async Task<ServiceAnswer> TellChancery(ServiceCall call, CancellationToken cancellation)
    {
        await work.TellChancery(call, "complaint-unposted", cancellation);
        return ServiceAnswer.Done;
    }

    private async Task<ComplaintRoute> Up(ServiceCall call, CancellationToken cancellation) => await work.Bodies(call).Up(
        call.Case, await ComplaintWork.Find(call, cancellation), ComplaintWork.Number(call, "aboveOffice"), call.Now, cancellation);

    private static bool IsSigned(ServiceCall call) => Value.True.Equals(call.Variables.GetValueOrDefault("signed"));
}
