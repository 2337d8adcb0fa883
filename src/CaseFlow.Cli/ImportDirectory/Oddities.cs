using System.Text.RegularExpressions;
using CaseFlow.Core.Offices;

namespace CaseFlow.Cli.ImportDirectory;

/// <summary>What only shows when an office is seen as a whole, or beside the others.</summary>
internal static partial class Oddities
{
    public static void Note(IReadOnlyList<OfficeDraft> drafts, IReadOnlyDictionary<string, RegionEntry> regions)
    {
        foreach (var draft in drafts)
        {
            NoteAddress(draft);
            NoteContacts(draft);
            NoteAreas(draft, regions[draft.Entry.Region]);
        }

        NoteRepeatedNames(drafts);
        NoteSharedContacts(drafts);
        NoteSharedAreas(drafts);
        CompareAnnexes(drafts);
    }

    // «Ақтау к.»: к. is a street or a township, a city is қ.
    [GeneratedRegex(@"облысы, (?<city>[^,.]+ к)\.", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CityAsTownship();

    [GeneratedRegex("көшесі", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Street();

    [GeneratedRegex(@"(көшесі|даңғылы)\W*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StreetAtEnd();

    // The place in the name of an office: «Ақкөл аудандық бөлімі», «Ақкөл ауданы әкімінің аппараты».
    [GeneratedRegex(@"^«?(?<place>\p{Lu}[^«»№]*?) ?([Аа]удандық|ауылдық|қалалық|ауданы|аудан|қаласы|бөлімі|атындағы|с\.)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    private static void NoteAddress(OfficeDraft draft)
    {
        var address = draft.Address;
        if (address.Contains("н/ж", StringComparison.Ordinal))
        {
            draft.Note(NoteCodes.AddressMarkedNoHouse, "н/ж");
        }

        if (Street().Count(address) > 1)
        {
            draft.Note(NoteCodes.AddressTwo, address);
        }

        if (StreetAtEnd().IsMatch(address))
        {
            draft.Note(NoteCodes.AddressNoHouse, address);
        }

        if (draft.Kind is OfficeKind.CityAkimat or OfficeKind.OblastAkimat && CityAsTownship().Match(address) is { Success: true } city)
        {
            draft.Note(NoteCodes.CityAbbreviation, city.Groups["city"].Value + ".");
        }
    }

    private static void NoteContacts(OfficeDraft draft)
    {
        if (draft.Contacts.Count == 0)
        {
            draft.Note(NoteCodes.ContactsMissing, draft.Name);
        }
        else if (!draft.Contacts.Any(static contact => contact.Kind is ContactKind.Phone or ContactKind.PhoneAndFax))
        {
            draft.Note(NoteCodes.PhoneMissing, draft.Contacts[0].Printed);
        }

        foreach (var repeated in draft.Contacts.GroupBy(static contact => (contact.Kind, contact.Normalised ?? contact.Printed)))
        {
            if (repeated.Count() > 1)
            {
                draft.Note(NoteCodes.ContactRepeated, repeated.First().Printed);
            }
        }
    }

    private static void NoteAreas(OfficeDraft draft, RegionEntry region)
    {
        var areas = draft.Areas;
        if (areas.Count > 1)
        {
            draft.Note(NoteCodes.PhoneAreaMixed, string.Join(", ", areas));
        }

        foreach (var area in areas)
        {
            if (!region.AreaPrefixes.Any(prefix => area.StartsWith(prefix, StringComparison.Ordinal)))
            {
                draft.Note(NoteCodes.PhoneAreaRegion, area);
            }
        }
    }

    private static void NoteRepeatedNames(IReadOnlyList<OfficeDraft> drafts)
    {
        foreach (var same in drafts.GroupBy(static draft => (draft.Entry.Region, draft.Name)))
        {
            foreach (var draft in same)
            {
                NoteOthers(draft, same, static code => code, NoteCodes.NameRepeated);
            }
        }
    }

    private static void NoteSharedContacts(IReadOnlyList<OfficeDraft> drafts)
    {
        var uses = drafts
            .SelectMany(static draft => draft.Contacts.Select(contact => (Draft: draft, contact.Normalised)))
            .Where(static use => use.Normalised is not null)
            .GroupBy(static use => use.Normalised!, static use => use.Draft, StringComparer.Ordinal);
        foreach (var shared in uses)
        {
            foreach (var draft in shared.Distinct())
            {
                NoteOthers(draft, shared.Distinct(), code => $"{shared.Key}: {code}", NoteCodes.ContactShared);
            }
        }
    }

    // A code of five digits belongs to one district, so two akimats with the same one are suspect.
    private static void NoteSharedAreas(IReadOnlyList<OfficeDraft> drafts)
    {
        var uses = drafts
            .Where(static draft => draft.Kind.IsAkimat())
            .SelectMany(static draft => draft.Areas.Select(area => (Draft: draft, Area: area)))
            .Where(static use => use.Area.Length == 5)
            .GroupBy(static use => use.Area, static use => use.Draft, StringComparer.Ordinal);
        foreach (var shared in uses)
        {
            foreach (var draft in shared)
            {
                NoteOthers(draft, shared, code => $"{shared.Key}: {code}", NoteCodes.PhoneAreaShared);
            }
        }
    }

    private static void NoteOthers(
        OfficeDraft draft, IEnumerable<OfficeDraft> same, Func<string, string> detail, string code)
    {
        foreach (var other in same)
        {
            if (other != draft)
            {
                draft.Note(code, detail(other.Code));
            }
        }
    }

    // The same district stands in both annexes; names and area codes that differ are worth a look.
    private static void CompareAnnexes(IReadOnlyList<OfficeDraft> drafts)
    {
        var akimats = drafts
            .Where(static draft => draft.Kind is OfficeKind.DistrictAkimat or OfficeKind.CityAkimat)
            .ToLookup(static draft => (draft.Entry.Region, PlaceOf(draft.Name)));
        var regions = drafts.Where(static draft => draft.Kind.IsAkimat()).Select(static draft => draft.Entry.Region).ToHashSet(StringComparer.Ordinal);
        var centres = drafts
            .Where(draft => draft.Kind == OfficeKind.PscDepartment && regions.Contains(draft.Entry.Region))
            .GroupBy(static draft => (draft.Entry.Region, Place: PlaceOf(draft.Name)))
            .Where(static group => group.Key.Place.Length > 0);
        foreach (var here in centres)
        {
            Compare([.. akimats[here.Key]], [.. here], here.Key.Place);
        }
    }

    private static void Compare(OfficeDraft[] akimats, OfficeDraft[] centres, string place)
    {
        if (akimats.Length == 0)
        {
            foreach (var centre in centres)
            {
                centre.Note(NoteCodes.NameNotInAnnexOne, place);
            }
        }
        else if (!akimats.Any(akimat => centres.Any(centre => SameArea(akimat, centre))))
        {
            var (akimat, centre) = (akimats[0], centres[0]);
            centre.Note(NoteCodes.PhoneAreaCentre, $"{string.Join(", ", akimat.Areas)}: {akimat.Code}");
            akimat.Note(NoteCodes.PhoneAreaCentre, $"{string.Join(", ", centre.Areas)}: {centre.Code}");
        }
    }

    private static string PlaceOf(string name) => Place().Match(name).Groups["place"].Value;

    // 7187 and 71873 are one code, cut at different places.
    private static bool SameArea(OfficeDraft one, OfficeDraft other) =>
        one.Areas.Count == 0 || other.Areas.Count == 0 || one.Areas.Any(a => other.Areas.Any(b =>
            a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal)));
}
