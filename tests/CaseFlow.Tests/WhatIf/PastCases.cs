using CaseFlow.Core.Cases;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Values;
using CaseFlow.Tests.Applications;
using NodaTime;

namespace CaseFlow.Tests.WhatIf;

/// <summary>Cases that were taken in, decided and handed out by the product itself.</summary>
internal static class PastCases
{
    /// <summary>A refusal (P16.2), from acceptance to hand-out; the head sends the draft back as often as is asked.</summary>
    /// <param name="desk">Where.</param>
    /// <param name="days">How long it lies with the specialist.</param>
    /// <param name="redrafts">How often the head sends it back.</param>
    public static async Task<long> RefusedAsync(this ServiceDesk desk, int days = 0, int redrafts = 0)
    {
        var caseId = await desk.AcceptedAsync(desk.Application());
        desk.Clock.Advance(Duration.FromMinutes(30) + Duration.FromDays(days));
        await desk.DoAsync(caseId, "checkRegister", ("finding", Value.Of("notFound")));
        await desk.DoAsync(caseId, "draftResult");
        for (var sent = 0; sent < redrafts; sent++)
        {
            await desk.DoAsync(caseId, "approve", ("verdict", Value.Of("redraft")));
            await desk.DoAsync(caseId, "draftResult");
        }

        await desk.DoAsync(caseId, "approve", ("verdict", Value.Of("approve")));
        await desk.DoAsync(caseId, "signAndSeal", ("signatory", Value.Of("5")), ("signedOn", Value.Of("2026-11-23")), ("sealed", Value.True));
        await desk.DoAsync(caseId, "handOut", ("receivedBy", Value.Of("applicant")), ("identityChecked", Value.True), ("signedFor", Value.True));
        return caseId;
    }

    private static async Task DoAsync(this ServiceDesk desk, long caseId, string element, params (string Name, Value Value)[] answers)
    {
        desk.Clock.Advance(Duration.FromMinutes(5));
        var item = Assert.Single(await desk.RowsAsync<WorkItem>(row => row.CaseId == caseId && row.Element == element && row.State == WorkItemState.Open));
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["facts"] = "Кітап тексерілді, жазба табылмады." };
        Assert.IsType<Committed>(await desk.Runner.Run(new CaseCommand(caseId, $"task-{item.No}-test", new CompleteTask(item.No) { Variables = Variables.Of(answers) }, desk.Clerk.UserId!.Value)
        {
            Alongside = (db, _, cancel) => CaseTexts.Write(db, caseId, texts, desk.Clerk.UserId!.Value, desk.Clock.GetCurrentInstant(), cancel),
        }));
    }
}
