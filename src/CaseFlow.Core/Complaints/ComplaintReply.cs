using CaseFlow.Core.Cases;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Running;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Complaints;

/// <summary>The written reply (P24.3): drafted from a template, numbered, signed on paper, posted; and the complaint taken back.</summary>
internal sealed class ComplaintReply(ComplaintWork work)
{
    private const string MainReplied = "mainReplied";

    public void AddTo(Handlers handlers) => handlers
        .AddLocal("prepareReply", Prepare, ComplaintHandlers.Needs)
        .AddLocal("issueReply", Issue, ComplaintHandlers.Needs with { Letters = ["reply"] })
        .AddLocal("copyReply", Copy, ComplaintHandlers.Needs)
        .AddLocal("recordSignature", RecordSignature, ComplaintHandlers.Needs)
        .AddLocal("recordReply", RecordReply, ComplaintHandlers.Needs)
        .AddLocal("recordWithdrawal", RecordWithdrawal, ComplaintHandlers.Needs with { Letters = ["withdrawn"] });

    /// <summary>What the draft begins with; what was written before stays. A complaint that is not justified has no remedy, whatever was chosen first.</summary>
    private async Task<ServiceAnswer> Prepare(ServiceCall call, CancellationToken cancellation)
    {
        var complaint = await ComplaintWork.Find(call, cancellation);
        var definition = await work.DefinitionOf(call);
        await call.Save(cancellation);
        var written = await CaseTexts.Newest(call.Db, call.Case.Id, cancellation);
        var day = Writing.Day(complaint.RegisteredOn, complaint.Language);
        var texts = new[] { ("facts", "reply.facts"), ("law", "reply.law"), ("decision", $"reply.decision.{ComplaintWork.Text(call, "verdict")}") }
            .Where(pair => !written.ContainsKey(pair.Item1))
            .ToDictionary(pair => pair.Item1, pair => definition.Texts.In(complaint.Language, pair.Item2, call.Case.Number, day).Text, StringComparer.Ordinal);
        await CaseTexts.Write(call.Db, call.Case.Id, texts, 0, call.Now, cancellation);
        return ComplaintDecision.VerdictOf(call.Variables) == ComplaintVerdict.NotJustified
            ? ServiceAnswer.DoneWith(("satisfied", Value.False), ("remedy", Value.Of(ComplaintDecision.NoRemedy)))
            : ServiceAnswer.Done;
    }

    private async Task<ServiceAnswer> Issue(ServiceCall call, CancellationToken cancellation)
    {
        var complaint = await ComplaintWork.Find(call, cancellation);
        var definition = await work.DefinitionOf(call);
        complaint.Verdict = ComplaintDecision.VerdictOf(call.Variables);
        complaint.Satisfied = Value.True.Equals(call.Variables.GetValueOrDefault("satisfied"));
        complaint.DecidedAt = call.Now;
        await call.Save(cancellation);
        var number = await Number(call, definition.Complaint!, cancellation);
        var content = await ComplaintDecision.Content(call.Db, work.Bodies(call), call.Case, complaint, call.Variables, cancellation);
        content = content with { Number = number, Now = call.Now, ConsideredWith = await MainNumber(call, complaint, cancellation) };
        var letter = await work.Make(
            call, "reply", complaint, call.Case.OfficeId, number, await work.Values(call).Reply(call.Case, complaint, content, cancellation), cancellation);
        await ComplaintWork.Post(call, letter, call.Case.OfficeId, DispatchPurpose.Reply, cancellation);
        return ServiceAnswer.Done;
    }

    /// <summary>Of a joined complaint: what was found and decided on the other; its remedy is carried out there.</summary>
    private static async Task<ServiceAnswer> Copy(ServiceCall call, CancellationToken cancellation)
    {
        var complaint = await ComplaintWork.Find(call, cancellation);
        var main = await call.Db.Set<Complaint>().AsNoTracking().SingleAsync(row => row.CaseId == complaint.JoinedToCaseId, cancellation);
        var texts = (await CaseTexts.Newest(call.Db, main.CaseId, cancellation)).Values.Where(text => text.Key is "facts" or "law" or "decision");
        await CaseTexts.Write(call.Db, call.Case.Id, texts.ToDictionary(text => text.Key, text => text.Text, StringComparer.Ordinal), 0, call.Now, cancellation);
        return ServiceAnswer.DoneWith(
            ("verdict", Value.Of(ComplaintDecision.NameOf(main.Verdict))), ("satisfied", Value.Of(main.Satisfied)), ("remedy", Value.Of(ComplaintDecision.NoRemedy)));
    }

    /// <summary>R9: the print is signed. An edition may stop the clock here; joined complaints get the same reply.</summary>
    private async Task<ServiceAnswer> RecordSignature(ServiceCall call, CancellationToken cancellation)
    {
        var complaint = await ComplaintWork.Find(call, cancellation);
        if ((await work.DefinitionOf(call)).Complaint!.ClockStops == ClockStop.Signed)
        {
            complaint.RepliedAt = call.Now;
            ComplaintWork.MeetReplyDeadlines(call);
        }

        await TellJoined(call, answered: true, cancellation);
        return ServiceAnswer.Done;
    }

    /// <summary>P24.3: it has left the house, or of an anonymous complaint: it lies on file.</summary>
    private async Task<ServiceAnswer> RecordReply(ServiceCall call, CancellationToken cancellation)
    {
        var complaint = await ComplaintWork.Find(call, cancellation);
        complaint.RepliedAt ??= call.Now;
        ComplaintWork.MeetReplyDeadlines(call);
        await work.SendCopy(call, complaint, cancellation);
        return ServiceAnswer.DoneWith(("outcome", Value.Of("replied")));
    }

    /// <summary>Nothing is owed any more. What was joined with this complaint is considered by itself from now on.</summary>
    private async Task<ServiceAnswer> RecordWithdrawal(ServiceCall call, CancellationToken cancellation)
    {
        var complaint = await ComplaintWork.Find(call, cancellation);
        complaint.WithdrawnAt ??= call.Now;
        ComplaintWork.MeetReplyDeadlines(call);
        await call.Save(cancellation);
        await DispatchRegister.Withdraw(call.Db, call.Case.Id, DispatchPurpose.Reply, call.Now, call.ActorId, cancellation);
        var values = await work.Values(call).Withdrawn(call.Case, complaint, complaint.WithdrawnAt.Value, call.ActorId, call.Now, cancellation);
        var letter = await work.Make(call, "withdrawn", complaint, call.Case.OfficeId, call.Case.Number, values, cancellation);
        await ComplaintWork.Post(call, letter, call.Case.OfficeId, DispatchPurpose.Withdrawal, cancellation);
        await TellJoined(call, answered: false, cancellation);
        return ServiceAnswer.DoneWith(("outcome", Value.Of("withdrawn")));
    }

    private static async Task TellJoined(ServiceCall call, bool answered, CancellationToken cancellation)
    {
        var joined = await call.Db.Set<Complaint>().AsNoTracking()
            .Where(row => row.JoinedToCaseId == call.Case.Id && row.WithdrawnAt == null && row.RepliedAt == null)
            .OrderBy(row => row.CaseId).Select(row => row.CaseId).ToListAsync(cancellation);
        foreach (var caseId in joined)
        {
            call.Tell(
                MainReplied,
                caseId.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ("mainAnswered", Value.Of(answered)),
                ("approver", Value.Of(ComplaintWork.Number(call, "approver"))));
        }
    }

    private static async Task<string> MainNumber(ServiceCall call, Complaint complaint, CancellationToken cancellation) =>
        complaint.JoinedToCaseId != 0 && Value.True.Equals(call.Variables.GetValueOrDefault("mainAnswered")) && ComplaintWork.Number(call, "owner") == 0
            ? await call.Db.Set<Case>().Where(row => row.Id == complaint.JoinedToCaseId).Select(row => row.Number).SingleAsync(cancellation)
            : "";

    private async Task<string> Number(ServiceCall call, ComplaintSettings settings, CancellationToken cancellation)
    {
        var officeId = call.Case.OfficeId;
        var day = (await work.CalendarOf(call, officeId, cancellation)).DateOf(call.Now);
        return await ComplaintNumbers.Reply(call.Db, call.Case.Id, officeId, day, settings, call.Now, call.ActorId, cancellation);
    }
}
