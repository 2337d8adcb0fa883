using System.Text.Json;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>The reply as it would be issued now, for who drafts it and for who approves it.</summary>
public sealed class ComplaintDraft(CaseFlowDb db, OfficeCalendars calendars, DefinitionCatalog definitions, TextCatalog texts)
{
    /// <summary>The values of the letter, and its template.</summary>
    /// <param name="task">The task beside which it is shown.</param>
    /// <param name="number">Stands where the number will.</param>
    /// <param name="signatoryId">Who would sign.</param>
    /// <param name="now">The day of the letter.</param>
    /// <param name="unsaved">Texts being typed, before those that are stored; null: none.</param>
    /// <param name="publicAddress">Of the installation; empty: no QR code.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<(string Template, JsonElement Values)> Reply(
        TaskView task,
        string number,
        long signatoryId,
        Instant now,
        IReadOnlyDictionary<string, string>? unsaved,
        string publicAddress,
        CancellationToken cancellation)
    {
        var complaint = await db.Set<Complaint>().AsNoTracking().SingleAsync(row => row.CaseId == task.Case.Id, cancellation);
        var bodies = new ComplaintBodies(db, calendars, definitions);
        var content = await ComplaintDecision.Content(db, bodies, task.Case, complaint, task.Variables, cancellation, unsaved);
        var values = new ComplaintLetterValues(db, calendars, texts, publicAddress);
        return ($"reply.{complaint.Language}", await values.Reply(task.Case, complaint, content with { Number = number, SignatoryId = signatoryId, Now = now }, cancellation));
    }
}
