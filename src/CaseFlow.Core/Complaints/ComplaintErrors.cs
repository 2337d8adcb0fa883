namespace CaseFlow.Core.Complaints;

/// <summary>Keys of the texts that say what is wrong with a complaint, or with a step of it.</summary>
public static class ComplaintErrors
{
    /// <summary>No service case has this number.</summary>
    public const string NoSuchCase = "complaint.error.no-such-case";

    public const string AboutMissing = "complaint.error.about-missing";

    /// <summary>Nobody decides on complaints about this office.</summary>
    public const string AboutNobody = "complaint.error.about-nobody";

    /// <summary>The official is none of the office complained of.</summary>
    public const string AboutPerson = "complaint.error.about-person";

    public const string TextMissing = "complaint.error.text-missing";

    /// <summary>Parameter: the greatest length.</summary>
    public const string TextTooLong = "complaint.error.text-too-long";

    public const string InFuture = "complaint.error.in-future";

    /// <summary>A postmark without a letter, or after the day on which the letter came.</summary>
    public const string Postmark = "complaint.error.postmark";

    public const string EmailMissing = "complaint.error.email-missing";

    /// <summary>A representative of nobody.</summary>
    public const string RepresentativeAlone = "complaint.error.representative-alone";

    public const string File = "complaint.error.file";

    /// <summary>The number is not set aside at this office for this year.</summary>
    public const string ReservedNumber = "complaint.error.reserved-number";

    /// <summary>The journal of the year of registration is closed. Parameter: the year.</summary>
    public const string YearClosed = "complaint.error.year-closed";

    /// <summary>The working calendar does not reach so far. Parameter: the year.</summary>
    public const string CalendarEnds = "complaint.error.calendar-ends";

    /// <summary>The person complained of does not decide.</summary>
    public const string OwnCase = "complaint.error.own-case";

    /// <summary>The body above has claimed the complaint: the reply is its own now (R4).</summary>
    public const string TakenOver = "complaint.error.taken-over";

    /// <summary>The reply states no facts.</summary>
    public const string FactsMissing = "complaint.error.facts-missing";

    /// <summary>The reply names no law.</summary>
    public const string LawMissing = "complaint.error.law-missing";

    /// <summary>The reply has no decision, or it was not decided whether the complaint is justified.</summary>
    public const string DecisionMissing = "complaint.error.decision-missing";

    /// <summary>A remedy for a complaint that is not justified, or without a service case.</summary>
    public const string RemedyImpossible = "complaint.error.remedy-impossible";

    /// <summary>There is no certificate that could be annulled.</summary>
    public const string NoCertificate = "complaint.error.no-certificate";

    /// <summary>A measure without its day, or a day without its measure.</summary>
    public const string MeasureHalf = "complaint.error.measure-half";

    /// <summary>The day of a measure has passed.</summary>
    public const string MeasureDay = "complaint.error.measure-day";

    /// <summary>The complaint does not wait for this any more.</summary>
    public const string TooLate = "complaint.error.too-late";

    /// <summary>It cannot be joined with that one.</summary>
    public const string JoinImpossible = "complaint.error.join-impossible";
}
