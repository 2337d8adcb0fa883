using CaseFlow.Core.Services;

namespace CaseFlow.Core.Complaints;

/// <summary>What stops the clock of the reply (P24.3).</summary>
public enum ClockStop
{
    /// <summary>The letter is handed to the post: it is sent.</summary>
    HandedToPost,

    /// <summary>The head has signed it.</summary>
    Signed,
}

/// <summary>What becomes of a complaint without a name.</summary>
public enum AnonymousRule
{
    /// <summary>It is considered like any other; there is nobody to whom the reply could go, so it stays on file.</summary>
    Considered,

    /// <summary>It is registered and stays on file.</summary>
    Filed,
}

/// <summary>Who decides on a complaint that the same person makes a second time about the same.</summary>
public enum RepeatedRule
{
    /// <summary>The body above the one that decided before (R3).</summary>
    GoesUp,

    /// <summary>The same body as the first time.</summary>
    SameBody,
}

/// <summary>
/// What an edition says about complaints (P20–P24, R3–R6): <c>complaint.yaml</c> beside the process. The law is data here
/// too; which body decides stands in routing.dmn.
/// </summary>
public sealed record ComplaintSettings
{
    /// <summary>Name of the file in a version's folder.</summary>
    public const string FileName = "complaint.yaml";

    /// <summary>The written reply.</summary>
    public const string Reply = "P24.3";

    /// <summary>The inner term of a body above (R4). A case may have several, so its deadlines are called R4.1, R4.2 …</summary>
    public const string Inner = "R4";

    /// <summary>The official's explanation; its deadlines are called explanation.1, explanation.2 …</summary>
    public const string Explanation = "explanation";

    /// <summary>P24.3, R4 and explanation. They count in the week and the closing hour of the body that owes, unless a term names a schedule (R6).</summary>
    public required IReadOnlyDictionary<string, ServiceTerm> Terms { get; init; }

    public required ClockStop ClockStops { get; init; }

    public required AnonymousRule Anonymous { get; init; }

    public required RepeatedRule Repeated { get; init; }

    /// <summary>The schedule in whose hours LEBs and akimats take complaints (P21.L); a PSC and the RSE take them in their own.</summary>
    public required string TakenIn { get; init; }

    /// <summary>Number formats of the journals: complaint, reply.</summary>
    public required IReadOnlyDictionary<string, string> Numbering { get; init; }

    /// <summary>Reads <c>complaint.yaml</c>.</summary>
    /// <param name="text">Its content.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="InvalidDataException">It is malformed or incomplete.</exception>
    public static ComplaintSettings Read(string text, string name) => PackageYaml.Read<File, ComplaintSettings>(text, name, static file => file.ToSettings());

    private sealed class File
    {
        private static readonly string[] TermIds = [Reply, Inner, Explanation];
        private static readonly string[] JournalIds = [ComplaintJournal.Incoming, ComplaintJournal.Replies];

        public Dictionary<string, TermShape>? Terms { get; set; }

        public string? ClockStops { get; set; }

        public string? Anonymous { get; set; }

        public string? Repeated { get; set; }

        public string? TakenIn { get; set; }

        public Dictionary<string, string>? Numbering { get; set; }

        public ComplaintSettings ToSettings() => new()
        {
            Terms = Exactly(PackageYaml.Need(Terms, "terms"), TermIds, "terms").ToDictionary(term => term.Key, term => term.Value.ToTerm(term.Key, term.Value.Schedule), StringComparer.Ordinal),
            ClockStops = PackageYaml.OneOf<ClockStop>(ClockStops, "clockStops"),
            Anonymous = PackageYaml.OneOf<AnonymousRule>(Anonymous, "anonymous"),
            Repeated = PackageYaml.OneOf<RepeatedRule>(Repeated, "repeated"),
            TakenIn = PackageYaml.Need(TakenIn, "takenIn"),
            Numbering = Exactly(PackageYaml.Need(Numbering, "numbering"), JournalIds, "numbering"),
        };

        private static Dictionary<string, T> Exactly<T>(Dictionary<string, T> given, string[] keys, string name) =>
            given.Keys.Order(StringComparer.Ordinal).SequenceEqual(keys.Order(StringComparer.Ordinal), StringComparer.Ordinal)
                ? given
                : throw new InvalidDataException($"«{name}» must have exactly {string.Join(", ", keys)}");
    }
}

/// <summary>The journals of an office's chancery.</summary>
public static class ComplaintJournal
{
    /// <summary>Incoming complaints, of the office that registers (P24.1).</summary>
    public const string Incoming = "complaint";

    /// <summary>Outgoing replies, of the office that replies.</summary>
    public const string Replies = "reply";
}
