using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Offices;

/// <summary>Who stands above an office.</summary>
public static class OfficeLadder
{
    /// <summary>The office itself, then the one above it, and so on to the top; empty when there is no such office.</summary>
    /// <exception cref="InvalidDataException">An office stands above itself.</exception>
    public static async Task<IReadOnlyList<Office>> UpFromAsync(CaseFlowDb db, long officeId, CancellationToken cancel)
    {
        var ladder = new List<Office>();
        for (long? next = officeId; next is { } id;)
        {
            if (ladder.Exists(office => office.Id == id))
            {
                throw new InvalidDataException($"Office {ladder[0].Code} stands above itself.");
            }

            var office = await db.Set<Office>().AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, cancel);
            if (office is not null)
            {
                ladder.Add(office);
            }

            next = office?.ParentId;
        }

        return ladder;
    }
}
