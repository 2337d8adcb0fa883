using CaseFlow.Core.Applications;
using CaseFlow.Core.People;
using CaseFlow.Tests.People;

namespace CaseFlow.Tests.Applications;

/// <summary>Applications as a clerk enters them.</summary>
internal static class TestApplications
{
    /// <summary>A valid one, everything of P11.1 handed in.</summary>
    public static Acceptance Complete(long caseId, long officeId, long localityId, string language = "kk") => new()
    {
        CaseId = caseId,
        ProcessKey = "delivery",
        OfficeId = officeId,
        LocalityId = localityId,
        FarmAddress = "Достық к., 7",
        Language = language,
        Applicant = CasePartiesTests.Applicant(),
        Representative = null,
        Documents =
        [
            new HandedIn("identityCard", "", Given: true, Returned: true, FileId: 0),
            new HandedIn("identityCardCopy", "", Given: true, Returned: false, FileId: 0),
            new HandedIn("powerOfAttorney", "", Given: false, Returned: false, FileId: 0),
        ],
        Insists = false,
    };

    /// <summary>The same through a representative, with the power of attorney.</summary>
    public static Acceptance ThroughRepresentative(long caseId, long officeId, long localityId, string language = "kk")
    {
        var acceptance = Complete(caseId, officeId, localityId, language);
        return acceptance with
        {
            Representative = CasePartiesTests.Representative(),
            Documents = [.. acceptance.Documents.Take(2), new HandedIn("powerOfAttorney", "", Given: true, Returned: true, FileId: 0)],
        };
    }

    /// <summary>The same without a document.</summary>
    public static Acceptance Without(this Acceptance acceptance, string documentId) => acceptance with
    {
        Documents = [.. acceptance.Documents.Select(one => one.DocumentId == documentId ? one with { Given = false, Returned = false } : one)],
    };

    /// <summary>With another applicant.</summary>
    public static Acceptance By(this Acceptance acceptance, Action<CaseParty> change)
    {
        change(acceptance.Applicant);
        return acceptance;
    }
}
