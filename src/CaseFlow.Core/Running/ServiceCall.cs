using System.Collections.Immutable;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Mail;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>A service task asks its handler to do its work within the step.</summary>
public sealed class ServiceCall
{
    private readonly EffectWriter writer;

    internal ServiceCall(EffectWriter writer, CaseFlowDb? db, CallService call)
    {
        this.writer = writer;
        Database = db;
        Node = call.Node;
        DefinitionId = writer.Definitions.IdOf(call.Definition);
        Element = writer.GraphOf(call.Definition)[call.Element];
        Variables = call.Variables;
    }

    /// <summary>
    /// The case row that the step will write. A handler may set the number and the offices; the rest is the runner's.
    /// </summary>
    public Case Case => writer.Change.Case;

    public int Node { get; }

    /// <summary>The definition version to which the task belongs: the case's own, or one that it calls. Its letters are meant.</summary>
    public long DefinitionId { get; }

    /// <summary>The service task; its extensions carry the handler's parameters.</summary>
    public FlowElement Element { get; }

    /// <summary>All variables visible at the task.</summary>
    public ImmutableSortedDictionary<string, Value> Variables { get; }

    /// <summary>The time of the step.</summary>
    public Instant Now => writer.Now;

    /// <summary>The user who caused the step; 0: the system.</summary>
    public long ActorId => writer.ActorId;

    /// <summary>
    /// The step's own database transaction. Rows added here are committed with the step, or not at all.
    /// </summary>
    /// <exception cref="InvalidOperationException">The case is kept in memory, where handlers are stand-ins.</exception>
    public CaseFlowDb Db => Database ?? throw new InvalidOperationException("A case kept in memory has no database.");

    private CaseFlowDb? Database { get; }

    /// <summary>
    /// Writes the rows added so far, within the step's transaction, so that the handler can query them. The row of a new
    /// case goes first, since all others refer to it.
    /// </summary>
    public async Task Save(CancellationToken cancellation)
    {
        if (writer.Change.FromVersion == 0 && Db.Entry(Case).State == EntityState.Detached)
        {
            Db.Add(Case);
        }

        await Db.SaveChangesAsync(cancellation);
    }

    /// <summary>The deadlines that have been started, in order.</summary>
    public IReadOnlyList<CaseDeadline> Deadlines => writer.Deadlines;

    /// <summary>The deadline of this requirement, or null while none has been started.</summary>
    public CaseDeadline? FindDeadline(string requirementId) => writer.FindDeadline(requirementId);

    /// <summary>Starts a deadline of this case; its case id is filled in.</summary>
    /// <exception cref="InvalidOperationException">The case has a deadline of this requirement already.</exception>
    public void StartDeadline(CaseDeadline deadline) => writer.StartDeadline(deadline);

    /// <summary>What was owed is done now; too late if the due time has passed. A deadline met before stays as it was.</summary>
    /// <exception cref="InvalidOperationException">The case has no deadline of this requirement.</exception>
    public void MeetDeadline(string requirementId) => writer.MeetDeadline(requirementId);

    /// <summary>Sends a mail after the step's commit; returns the id of its outbox row.</summary>
    public long Send(MailMessage mail) => writer.Send(OutboxKinds.Mail, 0, MailJson.Write(mail));

    /// <summary>Sends a message after the step's commit, to the case that waits for it with this key.</summary>
    public void Tell(string message, string key, params ReadOnlySpan<(string Name, Value Value)> variables) =>
        writer.Send(OutboxKinds.Message, 0, new MessagePayload(message, key, Engine.Values.Variables.Of(variables)).Write());

    /// <summary>Reports what somebody must see to about an office or its people, while the process goes on: an incident to be acknowledged.</summary>
    /// <param name="code">What kind; see <see cref="RunnerCodes"/>.</param>
    /// <param name="message">What is wrong; no personal data.</param>
    public void Report(string code, string message) => writer.Raise(IncidentSource.WorkItem, Node, Element.Id, code, message);

    /// <summary>
    /// Runs this behind all handlers, right before the step is written: for a number free of gaps, whose counter stays
    /// locked until the commit. It may still set the number of <see cref="Case"/>.
    /// </summary>
    public void BeforeCommit(Func<CaseFlowDb, CancellationToken, Task> last) => writer.Change.BeforeCommit.Add(last);
}

/// <summary>What a handler answers.</summary>
public abstract record ServiceAnswer
{
    private protected ServiceAnswer()
    {
    }

    /// <summary>The work is done.</summary>
    public static ServiceAnswer Done { get; } = new ServiceDone(Engine.Values.Variables.None);

    /// <summary>The work is done, and these variables are set.</summary>
    public static ServiceAnswer DoneWith(params ReadOnlySpan<(string Name, Value Value)> variables) =>
        new ServiceDone(Engine.Values.Variables.Of(variables));
}

/// <param name="Variables">Set where they are visible from the task, else on the process.</param>
public sealed record ServiceDone(ImmutableSortedDictionary<string, Value> Variables) : ServiceAnswer;

/// <param name="ErrorCode">A BPMN error for a boundary event to catch; null: an incident.</param>
/// <param name="Message">What went wrong, for the person who repairs; no personal data.</param>
public sealed record ServiceFailed(string? ErrorCode, string Message) : ServiceAnswer;
