using CaseFlow.Core.Cases;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Complaints;

/// <summary>Registers a complaint (P24.1–P24.3, R3, R6), passes it on (R6), and asks for an explanation.</summary>
internal sealed class ComplaintRegistration(ComplaintWork work)
{
    private const string TicketTemplate = "ticket";
    private const string StampTemplate = "stamp";

    public void AddTo(Handlers handlers) => handlers
        .AddLocal("registerComplaint", Register, ComplaintHandlers.Needs with { Letters = ["ticket", "stamp", "acknowledgement"] })
        .AddLocal("forwardComplaint", Forward, ComplaintHandlers.Needs with { Letters = ["forwarded"] })
        .AddLocal("askForExplanation", AskForExplanation, ComplaintHandlers.Needs);

    /// <summary>The body that owes the reply, its term, and the ticket and stamp with the number that was drawn at the beginning of this very step.</summary>
    private async Task<ServiceAnswer> Register(ServiceCall call, CancellationToken cancellation)
    {
        var complaint = await ComplaintWork.Find(call, cancellation);
        var definition = await work.DefinitionOf(call);
        await call.Save(cancellation);
        var (route, bodies) = await work.Bodies(call).First(definition, complaint, call.Now, cancellation);
        ComplaintWork.ReportPassed(call, route);
        // Where nobody can decide it lies with the first of them: it stays due, and somebody will be appointed.
        call.Case.OfficeId = (route.Body ?? bodies[0]).Id;
        await work.StartDeadline(
            call, ComplaintSettings.Reply, definition.Complaint!.Terms[ComplaintSettings.Reply], complaint.RegisteredAt, call.Case.OfficeId, cancellation);
        await MakePapers(call, complaint, cancellation);
        return ServiceAnswer.Done;
    }

    /// <summary>P24.2: the ticket; P24.1: the stamp for what came by hand or by post. By post both go with an acknowledgement.</summary>
    private async Task MakePapers(ServiceCall call, Complaint complaint, CancellationToken cancellation)
    {
        var (values, officeId, number) = (work.Values(call), call.Case.IntakeOfficeId, call.Case.Number);
        var deadline = call.FindDeadline(ComplaintSettings.Reply)!;
        var ticket = await values.Ticket(call.Case, complaint, deadline, work.Secrets.Of(call.Case.Id), cancellation);
        await work.Make(call, TicketTemplate, complaint, officeId, number, ticket, cancellation);
        if (complaint.Channel is ComplaintChannel.ByHand or ComplaintChannel.ByPost)
        {
            await work.Make(call, StampTemplate, complaint, officeId, number, await values.Stamp(call.Case, complaint, cancellation), cancellation);
        }

        if (complaint is { Channel: ComplaintChannel.ByPost, Anonymous: false })
        {
            var letter = await work.Make(
                call, "acknowledgement", complaint, officeId, number, await values.Acknowledgement(call.Case, complaint, deadline, call.Now, cancellation), cancellation);
            await ComplaintWork.Post(call, letter, officeId, DispatchPurpose.Acknowledgement, cancellation);
        }
    }

    /// <summary>R6: another body considers it, the complainant is told, and the term runs on.</summary>
    private async Task<ServiceAnswer> Forward(ServiceCall call, CancellationToken cancellation)
    {
        var complaint = await ComplaintWork.Find(call, cancellation);
        var (from, to) = (call.Case.OfficeId, long.Parse(ComplaintWork.Text(call, "forwardTo"), System.Globalization.CultureInfo.InvariantCulture));
        await call.Save(cancellation);
        var reason = (await CaseTexts.Newest(call.Db, call.Case.Id, cancellation)).GetValueOrDefault("forwardReason")?.Text ?? "";
        call.Case.OfficeId = to;
        var values = await work.Values(call).Forwarded(
            call.Case, complaint, from, to, reason, call.FindDeadline(ComplaintSettings.Reply)!, ComplaintWork.Number(call, "assignedBy"), call.Now, cancellation);
        var letter = await work.Make(call, "forwarded", complaint, from, call.Case.Number, values, cancellation);
        await ComplaintWork.Post(call, letter, from, DispatchPurpose.Forwarded, cancellation);
        await work.TellHeads(call, to, "complaint-forwarded", cancellation);
        return ServiceAnswer.Done;
    }

    /// <summary>The office complained of is asked to explain, in a term of its own; without an answer the consideration goes on.</summary>
    private async Task<ServiceAnswer> AskForExplanation(ServiceCall call, CancellationToken cancellation)
    {
        var definition = await work.DefinitionOf(call);
        var no = ComplaintWork.Number(call, "explanations") + 1;
        var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ComplaintSettings.Explanation}.{no}");
        var about = ComplaintWork.Number(call, "aboutOffice");
        await work.StartDeadline(call, id, definition.Complaint!.Terms[ComplaintSettings.Explanation], call.Now, about, cancellation);
        await work.TellHeads(call, about, "complaint-explain", cancellation);
        return ServiceAnswer.DoneWith(("explanationTerm", Value.Of(id)), ("explanations", Value.Of(no)));
    }
}
