using CaseFlow.Core.Cases;
using CaseFlow.Engine;

namespace CaseFlow.Core.Running;

/// <summary>To whom a task is offered: the roles and logins that the process names, as rows of the work item.</summary>
internal static class WorkItemOffer
{
    /// <summary>Every login that the process names, as users are found by it.</summary>
    public static string[] Logins(OpenWorkItem open) =>
        [.. (open.Assignee is { } assignee ? open.Users.Prepend(assignee) : open.Users).Select(Normal).Distinct(StringComparer.Ordinal)];

    /// <summary>Writes who may do the task, and who has it from the beginning. A role that is longer than any nobody has.</summary>
    /// <param name="item">The work item.</param>
    /// <param name="open">What the process asks for.</param>
    /// <param name="people">The people of its office by normalized login.</param>
    public static void Write(WorkItem item, OpenWorkItem open, IReadOnlyDictionary<string, long> people)
    {
        item.AssigneeId = open.Assignee is { } assignee ? people.GetValueOrDefault(Normal(assignee)) : 0;
        string[] roles = [.. open.Roles.Where(role => role.Length <= WorkItem.RoleLength).Distinct(StringComparer.Ordinal)];
        var users = open.Users.Select(login => people.GetValueOrDefault(Normal(login))).Where(user => user != 0).ToList();
        if (roles.Length + users.Count > 0 && item.AssigneeId != 0)
        {
            // Whom the process has chosen may do it, whatever roles there are besides, and take it again.
            users.Add(item.AssigneeId);
        }

        if (users.Count == 0 && roles.Length < 2)
        {
            item.Role = roles is [var only] ? only : "";
            return;
        }

        item.Role = WorkItem.SeveralRoles;
        var candidates = roles.Select(role => (Role: role, UserId: 0L)).Concat(users.Distinct().Select(user => (Role: "", UserId: user)));
        item.Candidates.AddRange(candidates.Select((one, index) =>
            new WorkItemCandidate { CaseId = item.CaseId, No = item.No, Rank = index + 1, Role = one.Role, UserId = one.UserId }));
    }

    private static string Normal(string login) => login.Normalize().ToUpperInvariant();
}
