using System.Globalization;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>
/// Begins the new service case that a justified complaint has ordered: the same application, people and documents, with a
/// number and a term of its own. Called from the outbox at least once; the id of the case was reserved before, so it begins
/// once.
/// </summary>
internal sealed class NewDecision(ComplaintServices services, Func<ProcessRunner> runner)
{
    public async Task<ServiceAnswer> Begin(RemoteCall call, CancellationToken cancellation)
    {
        var (newCase, oldCase) = (Id(call, "newCase"), Id(call, "serviceCase"));
        await using var db = await services.Databases.CreateDbContextAsync(cancellation);
        if (await db.Set<Case>().AnyAsync(row => row.Id == newCase, cancellation))
        {
            return ServiceAnswer.Done;
        }

        var old = await db.Set<Case>().AsNoTracking().SingleAsync(row => row.Id == oldCase, cancellation);
        var now = Instant.FromUnixTimeMilliseconds(services.Clock.GetCurrentInstant().ToUnixTimeMilliseconds());
        var definitionId = await services.Definitions.InForce(old.ProcessKey, now, cancellation);
        var definition = await services.Definitions.Get(definitionId);
        var approver = Id(call, "approver");
        var start = new Start(definition.Graph.Definition, newCase.ToString(CultureInfo.InvariantCulture))
        {
            // What the complaint has found stands: the papers are enough, and it is looked up anew.
            Variables = Variables.Of(("packageComplete", Value.True), ("ground", Value.Of("none"))),
        };
        var command = new CaseCommand(newCase, "start", start, approver)
        {
            New = new NewCase(old.ServiceKey, definitionId, old.OfficeId, old.IntakeOfficeId),
            Alongside = (database, _, cancel) => Copy(database, oldCase, newCase, approver, now, cancel),
            Why = $"complaint {call.CaseId.ToString(CultureInfo.InvariantCulture)}",
        };
        return await runner().Run(command, cancellation) is Refused refused
            ? new ServiceFailed(null, $"The new case could not begin: {refused.Code}.")
            : ServiceAnswer.Done;
    }

    private static async Task Copy(CaseFlowDb database, long from, long to, long by, Instant now, CancellationToken cancellation)
    {
        var old = await database.Set<Application>().AsNoTracking().SingleAsync(row => row.CaseId == from, cancellation);
        database.Add(new Application
        {
            CaseId = to,
            Language = old.Language,
            LocalityId = old.LocalityId,
            FarmAddress = old.FarmAddress,
            AcceptedAt = now,
            AcceptedBy = old.AcceptedBy,
            PackageComplete = old.PackageComplete,
            PickupAt = now,
            PublicToken = PublicToken.New(),
        });
        foreach (var document in await database.Set<ApplicationDocument>().AsNoTracking().Where(row => row.CaseId == from).OrderBy(row => row.No).ToListAsync(cancellation))
        {
            document.CaseId = to;
            database.Add(document);
        }

        foreach (var party in await database.Set<CaseParty>().AsNoTracking().Where(row => row.CaseId == from).OrderBy(row => row.No).ToListAsync(cancellation))
        {
            party.CaseId = to;
            await CaseParties.Put(database, party, cancellation);
        }

        database.Add(new CaseLink { FromCaseId = to, ToCaseId = from, Kind = CaseLinkKind.DecidesAnew, LinkedAt = now, LinkedBy = by });
    }

    private static long Id(RemoteCall call, string name) =>
        call.Variables.GetValueOrDefault(name) is NumberValue number ? decimal.ToInt64(number.Number) : 0;
}
