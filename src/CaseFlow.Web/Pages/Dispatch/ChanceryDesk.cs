using CaseFlow.Core.Access;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.People;
using CaseFlow.Web.Access;

namespace CaseFlow.Web.Pages.Dispatch;

/// <summary>Whose letters the person has on the desk: those of the office they work in, if they are its chancery.</summary>
public sealed class ChanceryDesk(CurrentUser me, OpenPersonalData personalData)
{
    /// <summary>What the person may see.</summary>
    public async Task<Scope> ScopeAsync(CancellationToken cancel) => (await me.RequireAsync(cancel)).Scope;

    /// <summary>The office the person works in now, otherwise the first whose chancery they are.</summary>
    public async Task<long> OfficeAsync(CancellationToken cancel)
    {
        var person = await me.RequireAsync(cancel);
        return person.OfficeId is { } here && person.Scope.Has(Roles.Chancery, here) ? here : person.Scope.OfficesAs(Roles.Chancery)[0];
    }

    /// <summary>Records that names and addresses of envelopes are handed out.</summary>
    public async Task RecordAsync(IReadOnlyList<Envelope> envelopes, string reason, CancellationToken cancel)
    {
        var scope = await ScopeAsync(cancel);
        foreach (var envelope in envelopes)
        {
            await personalData.Record(scope, envelope.CaseId, PersonalDataKind.Envelope, envelope.Id, reason, cancel);
        }
    }
}
