using System.Collections.Immutable;
using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Forms;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>Opens and completes tasks.</summary>
public sealed class Tasks(
    CaseFlowDb db, ProcessRunner runner, DefinitionCatalog definitions, TaskChoices choices, IClock clock, IEnumerable<ITaskRule>? rules = null)
{
    /// <summary>An open task with its form; null when there is none for this person.</summary>
    public async Task<TaskView?> Open(Scope scope, long caseId, int no, CancellationToken cancellation)
    {
        var item = await db.Set<WorkItem>().AsNoTracking().Include(found => found.Candidates)
            .FirstOrDefaultAsync(found => found.CaseId == caseId && found.No == no, cancellation);
        if (item is not { State: WorkItemState.Open } || !Inbox.MayDo(scope, item))
        {
            return null;
        }

        var row = await CaseSegment.Complete(db, await db.Set<Case>().AsNoTracking().SingleAsync(found => found.Id == caseId, cancellation), cancellation);
        var definition = await definitions.Get(item.DefinitionId);
        var element = definition.Graph[item.Element];
        var form = element.Extensions.GetValueOrDefault("form") is { } formId ? definition.Forms[formId] : null;
        return new TaskView
        {
            Item = item,
            Case = row,
            Definition = definition,
            Element = element,
            Form = form,
            Variables = VariablesOf(row.ReadState(), no),
            Texts = await CaseTexts.Newest(db, caseId, cancellation),
            Choices = await choices.For(row, form, cancellation),
        };
    }

    /// <summary>Completes a task with the answers of its form. A form posted twice does it once.</summary>
    /// <param name="scope">Who.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="no">The task.</param>
    /// <param name="formToken">Made when the page was shown; names this posting.</param>
    /// <param name="posted">The posted text of a field.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<TaskResult> Complete(
        Scope scope, long caseId, int no, string formToken, Func<string, string?> posted, CancellationToken cancellation)
    {
        if (await Open(scope, caseId, no, cancellation) is not { } task)
        {
            return await WhatBecame(scope, caseId, no, cancellation, formToken);
        }

        var answers = task.Form is null
            ? new FormSubmission(Variables.None, ImmutableDictionary<string, string>.Empty, [])
            : FormSubmission.Bind(task.Form, posted, task.Variables, key => task.Choices.GetValueOrDefault(key) ?? []);
        if (answers.Errors.Count > 0)
        {
            return new TaskInvalid(answers.Errors);
        }

        try
        {
            return await Complete(scope, task, formToken, answers, cancellation);
        }
        catch (TaskRefusedException refused)
        {
            return new TaskInvalid(refused.Errors);
        }
    }

    private async Task<TaskResult> Complete(Scope scope, TaskView task, string formToken, FormSubmission answers, CancellationToken cancellation)
    {
        var (caseId, no, userId, now) = (task.Item.CaseId, task.Item.No, scope.UserId ?? 0, clock.GetCurrentInstant());
        var answer = new TaskAnswer(task, answers.Variables, answers.Texts, userId, now);
        var variables = (rules ?? []).Aggregate(answers.Variables, (all, rule) => all.SetItems(rule.Adds(answer)));
        var result = await runner.Run(
            new CaseCommand(caseId, TriggerId(no, formToken), new CompleteTask(no) { Variables = variables }, userId)
            {
                Alongside = async (database, row, cancel) =>
                {
                    await Check(database, row, answer, cancel);
                    await CaseTexts.Write(database, caseId, answers.Texts, userId, now, cancel);
                    await TaskDrafts.Forget(database, caseId, no, cancel);
                },
            },
            cancellation);
        return result switch
        {
            Committed or AlreadyDone { Same: true } => new TaskDone(),
            AlreadyDone done => new TaskDoneBefore(done.ActorId, done.At),
            Refused { Code: RunnerCodes.NotMine, UserId: var other } => new TaskClaimed(other),
            _ => await WhatBecame(scope, caseId, no, cancellation, formToken),
        };
    }

    private async Task Check(CaseFlowDb database, Case row, TaskAnswer answer, CancellationToken cancellation)
    {
        foreach (var rule in rules ?? [])
        {
            if (await rule.Check(database, row, answer, cancellation) is { Count: > 0 } errors)
            {
                throw new TaskRefusedException(errors);
            }
        }
    }

    /// <summary>Why a task is not open: a stale page, a second click, or a colleague.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="no">The task.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="formToken">The posting that asks; null: somebody opens the page.</param>
    public async Task<TaskResult> WhatBecame(Scope scope, long caseId, int no, CancellationToken cancellation, string? formToken = null)
    {
        var item = await db.Set<WorkItem>().AsNoTracking().FirstOrDefaultAsync(row => row.CaseId == caseId && row.No == no, cancellation);
        if (item is null || !scope.Sees(item.OfficeId))
        {
            return new TaskUnknown();
        }

        var triggerId = TriggerId(no, formToken ?? "");
        var mine = formToken is not null && await db.Set<HistoryRow>().AnyAsync(row => row.CaseId == caseId && row.TriggerId == triggerId, cancellation);
        return (mine, item.State) switch
        {
            (true, _) => new TaskDone(),
            (_, WorkItemState.Open) => new TaskUnknown(),
            _ => new TaskDoneBefore(item.DoneBy, item.DoneAt),
        };
    }

    private static string TriggerId(int no, string formToken) => string.Create(CultureInfo.InvariantCulture, $"task-{no}-{formToken}");

    /// <summary>All variables visible at a node, inner ones hiding outer ones.</summary>
    internal static ImmutableSortedDictionary<string, Value> VariablesOf(ProcessState state, int node)
    {
        var visible = Variables.None.ToBuilder();
        for (var at = node; state.Nodes.TryGetValue(at, out var scope); at = scope.Definition is null ? scope.Parent : 0)
        {
            foreach (var (name, value) in scope.Variables ?? Variables.None)
            {
                visible.TryAdd(name, value);
            }
        }

        return visible.ToImmutable();
    }
}
