using System.Collections.Immutable;
using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>Who decides on a complaint (R3): the table routing.dmn of the version, over the directory of offices.</summary>
public static class ComplaintRouting
{
    /// <summary>Id of the decision in routing.dmn.</summary>
    public const string Decision = "decidingBodies";

    /// <summary>
    /// The bodies that decide, the first one owing the reply and each following one above it, whether they have a head or
    /// not. Empty: the directory has none of them.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="definition">The version of the complaint's process, with its table.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="aboutOfficeId">The office complained of.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="repeated">It is a second complaint about the same, and those go up.</param>
    /// <exception cref="EvaluationException">The table does not fit the directory.</exception>
    public static async Task<IReadOnlyList<Office>> BodiesFor(
        CaseFlowDb db, Definition definition, ComplaintKind kind, long aboutOfficeId, CancellationToken cancellation, bool repeated = false)
    {
        var ladder = await OfficeLadder.UpFromAsync(db, aboutOfficeId, cancellation);
        if (ladder.Count == 0)
        {
            return [];
        }

        var region = await db.Set<Region>().AsNoTracking().Where(row => row.Id == ladder[0].RegionId).Select(row => row.Code).SingleAsync(cancellation);
        var decision = definition.Decisions[Decision];
        var result = decision.Evaluate(new Inputs(Variables.Of(
            ("kind", Value.Of(kind == ComplaintKind.Result ? "result" : "service")),
            ("repeated", Value.Of(repeated)),
            ("provider", Value.Of(NameOf(ladder[0].Kind))),
            ("region", Value.Of(region)))));
        var bodies = new List<Office>();
        foreach (var row in decision.Rows(result))
        {
            if (await Resolve(db, ladder, row.Entries["body"].AsText(), cancellation) is { } body && bodies.TrueForAll(known => known.Id != body.Id))
            {
                bodies.Add(body);
            }
        }

        return bodies;
    }

    /// <summary>The bodies above one, in order; for a body that is not among those of the complaint, those above it as a provider.</summary>
    public static async Task<IReadOnlyList<Office>> Above(
        CaseFlowDb db, Definition definition, Complaint complaint, long bodyId, CancellationToken cancellation)
    {
        var bodies = await BodiesFor(db, definition, complaint.Kind, complaint.AboutOfficeId, cancellation);
        var at = bodies.ToList().FindIndex(body => body.Id == bodyId);
        return at >= 0
            ? [.. bodies.Skip(at + 1)]
            : [.. (await BodiesFor(db, definition, ComplaintKind.Service, bodyId, cancellation)).Where(body => body.Id != bodyId)];
    }

    /// <summary>
    /// The first of these bodies that can decide: it has a head, and that head is not the person complained of. Those passed
    /// over are told.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="bodies">In order.</param>
    /// <param name="aboutUserId">The person complained of; 0: nobody known.</param>
    /// <param name="day">The day on which it must have a head.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<ComplaintRoute> FirstThatCan(
        CaseFlowDb db, IReadOnlyList<Office> bodies, long aboutUserId, LocalDate day, CancellationToken cancellation)
    {
        var passed = ImmutableArray.CreateBuilder<PassedBody>();
        foreach (var body in bodies)
        {
            var heads = await OfficePeople.Heads(db, body.Id, day, cancellation);
            if (heads.Any(head => head.Id != aboutUserId))
            {
                return new ComplaintRoute(body, passed.ToImmutable());
            }

            passed.Add(new PassedBody(body, heads.Count == 0 ? PassedWhy.NoHead : PassedWhy.ComplainedOf));
        }

        return new ComplaintRoute(null, passed.ToImmutable());
    }

    private static async Task<Office?> Resolve(CaseFlowDb db, IReadOnlyList<Office> ladder, string body, CancellationToken cancellation) => body switch
    {
        "self" => ladder[0],
        "districtAkimat" => ladder.Skip(1).FirstOrDefault(static office => office.Kind is OfficeKind.DistrictAkimat or OfficeKind.CityAkimat),
        "cityAkimat" => ladder.FirstOrDefault(static office => office.Kind == OfficeKind.CityAkimat),
        "oblastAkimat" => ladder.FirstOrDefault(static office => office.Kind == OfficeKind.OblastAkimat),
        "pscBranch" => ladder.FirstOrDefault(static office => office.Kind == OfficeKind.PscBranch),
        "rse" => await db.Set<Office>().AsNoTracking().Where(office => office.Kind == OfficeKind.Rse).OrderBy(office => office.Id).FirstOrDefaultAsync(cancellation),
        _ => throw new EvaluationException($"The decision «{Decision}» names the body «{body}», which is not known."),
    };

    /// <summary>As the data files and the table write it: ruralDistrict.</summary>
    private static string NameOf(OfficeKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];

    private sealed class Inputs(ImmutableSortedDictionary<string, Value> values) : IVariableSource
    {
        public Value? Find(string name) => values.GetValueOrDefault(name);
    }
}

/// <summary>Where a complaint goes.</summary>
/// <param name="Body">Who decides; null: nobody on the way can.</param>
/// <param name="Passed">Bodies passed over, and why.</param>
public sealed record ComplaintRoute(Office? Body, ImmutableArray<PassedBody> Passed);

public enum PassedWhy
{
    NoHead,

    /// <summary>Its only head is the person complained of.</summary>
    ComplainedOf,
}

/// <summary>A body that should have decided and cannot.</summary>
public sealed record PassedBody(Office Office, PassedWhy Why);
