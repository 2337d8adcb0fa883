using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace CaseFlow.Core.Database;

/// <summary>Gives an entity its key when it is added.</summary>
internal sealed class LongKeyGenerator : ValueGenerator<long>
{
    public override bool GeneratesTemporaryValues => false;

    public override long Next(EntityEntry entry)
    {
        var db = (CaseFlowDb)entry.Context;
        return db.Keys.Next(db.Database.CurrentTransaction is not null);
    }
}

/// <summary>The same for the few tables of ASP.NET Core whose keys are int.</summary>
internal sealed class IntKeyGenerator : ValueGenerator<int>
{
    public override bool GeneratesTemporaryValues => false;

    public override int Next(EntityEntry entry)
    {
        var db = (CaseFlowDb)entry.Context;
        return checked((int)db.Keys.Next(db.Database.CurrentTransaction is not null));
    }
}
