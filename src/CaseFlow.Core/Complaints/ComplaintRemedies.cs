using CaseFlow.Core.Cases;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace CaseFlow.Core.Complaints;

/// <summary>
/// What follows a justified complaint: a certificate is annulled, a new decision on the service case is ordered, measures
/// become tasks; and a reply that came back is sent again.
/// </summary>
internal sealed class ComplaintRemedies(ComplaintWork work)
{
    public void AddTo(Handlers handlers) => handlers
        .AddLocal("annulCertificate", Annul, ComplaintHandlers.Needs)
        .AddLocal("orderNewDecision", OrderNewDecision, ComplaintHandlers.Needs)
        .AddLocal("planMeasures", PlanMeasures, ComplaintHandlers.Needs)
        .AddLocal("resendReply", Resend, ComplaintHandlers.Needs);

    /// <summary>The certificate stays as it was made, and is marked: its QR code says so. The reason stands with both cases.</summary>
    private static async Task<ServiceAnswer> Annul(ServiceCall call, CancellationToken cancellation)
    {
        var complaint = await ComplaintWork.Find(call, cancellation);
        if (await CertificateOf(call.Db, complaint.ServiceCaseId, cancellation) is not { } certificate)
        {
            return new ServiceFailed(null, "The service case has no certificate that could be annulled.");
        }

        var approver = ComplaintWork.Number(call, "approver");
        (certificate.AnnulledAt, certificate.AnnulledBy) = (call.Now, approver);
        var reason = (await CaseTexts.Newest(call.Db, call.Case.Id, cancellation)).GetValueOrDefault("annulment")?.Text ?? "";
        await CaseTexts.Write(
            call.Db, complaint.ServiceCaseId, new Dictionary<string, string>(StringComparer.Ordinal) { ["annulment"] = reason }, approver, call.Now, cancellation);
        return ServiceAnswer.Done;
    }

    /// <summary>The certificate of a service case that holds; null: there is none.</summary>
    public static Task<StoredLetter?> CertificateOf(Database.CaseFlowDb db, long serviceCaseId, CancellationToken cancellation) => db.Set<StoredLetter>()
        .Where(letter => letter.CaseId == serviceCaseId && letter.Template == "certificate" && letter.AnnulledAt == null)
        .OrderByDescending(letter => letter.CreatedAt).ThenByDescending(letter => letter.Id).FirstOrDefaultAsync(cancellation);

    /// <summary>An id for the new case, and the link to it; it begins a moment later from the outbox, since a step never writes two cases.</summary>
    private static async Task<ServiceAnswer> OrderNewDecision(ServiceCall call, CancellationToken cancellation)
    {
        var complaint = await ComplaintWork.Find(call, cancellation);
        if (complaint.ServiceCaseId == 0)
        {
            return new ServiceFailed(null, "The complaint names no service case that could be decided anew.");
        }

        var newCase = call.Db.Keys.Next(inTransaction: true);
        call.Db.Add(new CaseLink
        {
            FromCaseId = call.Case.Id,
            ToCaseId = newCase,
            Kind = CaseLinkKind.OrdersDecision,
            LinkedAt = call.Now,
            LinkedBy = ComplaintWork.Number(call, "approver"),
        });
        return ServiceAnswer.DoneWith(("newCase", Value.Of(newCase)), ("serviceCase", Value.Of(complaint.ServiceCaseId)));
    }

    /// <summary>Each measure is due when the office complained of closes on its day.</summary>
    private async Task<ServiceAnswer> PlanMeasures(ServiceCall call, CancellationToken cancellation)
    {
        var written = await CaseTexts.Newest(call.Db, call.Case.Id, cancellation);
        var calendar = await work.CalendarOf(call, ComplaintWork.Number(call, "aboutOffice"), cancellation);
        var measures = ComplaintDecision.MeasuresOf(call.Variables, key => written.GetValueOrDefault(key)?.Text ?? "");
        return ServiceAnswer.DoneWith(("measures", Value.Of(measures.Select(measure => (Value)new MapValue(Variables.Of(
            ("no", Value.Of(measure.No)),
            ("due", Value.Of(InstantPattern.General.Format(calendar.ClosingOf(calendar.WorkingDayFrom(measure.Due)))))))))));
    }

    /// <summary>The same letter once more, to a new address if one was found.</summary>
    private static async Task<ServiceAnswer> Resend(ServiceCall call, CancellationToken cancellation)
    {
        // The address was written in this very step.
        await call.Save(cancellation);
        var written = await CaseTexts.Newest(call.Db, call.Case.Id, cancellation);
        if (await ComplaintWork.Complainant(call, cancellation) is { } complainant && written.GetValueOrDefault("newAddress")?.Text is { Length: > 0 } address)
        {
            complainant.Address = address;
        }

        var letter = await LetterStore.Newest(call.Db, call.Case.Id, "reply", cancellation)
            ?? throw new InvalidOperationException("The complaint has no reply that could be sent again.");
        await ComplaintWork.Post(call, letter, call.Case.OfficeId, DispatchPurpose.Reply, cancellation);
        return ServiceAnswer.Done;
    }
}
