using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Offices;

/// <summary>What a load did: offices added, changed, and left as they were.</summary>
public sealed record DirectoryLoad(int Added, int Changed, int Unchanged);

/// <summary>
/// Brings the data files of the directory into the database. An office whose entry is the one it was made from is left
/// alone, so loading again changes nothing, and what an administrator changed stays until the entry itself changes.
/// What is not in the files is left alone too: it may be an administrator's, and cases refer to it.
/// </summary>
public sealed class DirectoryLoader
{
    // Part of every hash: raise it when rows are made otherwise than before from the same entry.
    private const int Edition = 1;

    private readonly CaseFlowDb db;
    private readonly Dictionary<string, Region> regions;
    private readonly Dictionary<string, Office> offices;
    private readonly Dictionary<string, Locality> localities;

    private DirectoryLoader(CaseFlowDb db, List<Region> regions, List<Office> offices, List<Locality> localities)
    {
        this.db = db;
        this.regions = regions.ToDictionary(static region => region.Code, StringComparer.Ordinal);
        this.offices = offices.ToDictionary(static office => office.Code, StringComparer.Ordinal);
        this.localities = localities.ToDictionary(static locality => locality.Code, StringComparer.Ordinal);
    }

    /// <summary>Loads the files and saves, in one transaction.</summary>
    public static async Task<DirectoryLoad> LoadAsync(CaseFlowDb db, DirectoryFiles files, CancellationToken cancel)
    {
        var loader = new DirectoryLoader(
            db,
            await db.Set<Region>().ToListAsync(cancel),
            await db.Set<Office>().ToListAsync(cancel),
            await db.Set<Locality>().ToListAsync(cancel));
        loader.LoadRegions(files.Regions);
        var load = new DirectoryLoad(0, 0, 0);
        foreach (var entry in files.Offices)
        {
            load = await loader.LoadOfficeAsync(entry, load, cancel);
        }

        await db.SaveChangesAsync(cancel);
        return load;
    }

    private static string HashOf(OfficeEntry entry, Region region) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Edition, region.TimeZone, entry })));

    private void LoadRegions(IReadOnlyList<RegionEntry> entries)
    {
        foreach (var (position, entry) in entries.Index())
        {
            if (!regions.TryGetValue(entry.Code, out var region))
            {
                region = new Region { Code = entry.Code };
                regions[entry.Code] = region;
                db.Add(region);
            }

            region.NameKk = entry.Name.Kk;
            region.NameRu = entry.Name.Ru ?? entry.Name.Kk;
            region.NameEn = entry.Name.En ?? entry.Name.Kk;
            region.TimeZone = entry.TimeZone;
            region.Position = position;
        }
    }

    private async Task<DirectoryLoad> LoadOfficeAsync(OfficeEntry entry, DirectoryLoad load, CancellationToken cancel)
    {
        var region = regions[entry.Region];
        var hash = HashOf(entry, region);
        if (!offices.TryGetValue(entry.Code, out var office))
        {
            office = new Office { Code = entry.Code };
            offices[entry.Code] = office;
            db.Add(office);
            load = load with { Added = load.Added + 1 };
        }
        else if (office.EntryHash == hash)
        {
            return load with { Unchanged = load.Unchanged + 1 };
        }
        else
        {
            await RemoveChildrenAsync(office, cancel);
            load = load with { Changed = load.Changed + 1 };
        }

        office.EntryHash = hash;
        Fill(office, entry, region);
        AddChildren(office, entry);
        await LoadTerritoryAsync(office, entry, cancel);
        return load;
    }

    private void Fill(Office office, OfficeEntry entry, Region region)
    {
        office.ParentId = entry.Parent is null ? null : offices[entry.Parent].Id;
        office.RegionId = region.Id;
        office.Kind = entry.Kind;
        office.Schedule = entry.Kind.Schedule();
        office.TimeZone = region.TimeZone;
        office.Number = entry.Number;
        (office.NameKk, office.NameRu, office.NameEn) = (entry.Name.Kk, entry.Name.Ru, entry.Name.En);
        (office.AreaKk, office.AreaRu, office.AreaEn) = (entry.Area?.Kk ?? "", entry.Area?.Ru, entry.Area?.En);
        (office.AddressKk, office.AddressRu, office.AddressEn) = (entry.Address.Kk, entry.Address.Ru, entry.Address.En);
        (office.HeadTitleKk, office.HeadTitleRu, office.HeadTitleEn) = (entry.HeadTitle?.Kk ?? "", entry.HeadTitle?.Ru, entry.HeadTitle?.En);
        office.Invented = entry.Invented;
        office.Printed = string.Join('\n', entry.Source?.Printed ?? []);
        office.PrintedLines = string.Join(", ", (entry.Source?.Lines ?? []).Select(static line => line.ToString(CultureInfo.InvariantCulture)));
        office.OrderKey = KazakhOrder.Key(entry.Name.Kk);
    }

    private async Task RemoveChildrenAsync(Office office, CancellationToken cancel)
    {
        db.RemoveRange(await db.Set<OfficeContact>().Where(contact => contact.OfficeId == office.Id).ToListAsync(cancel));
        db.RemoveRange(await db.Set<OfficeNote>().Where(note => note.OfficeId == office.Id).ToListAsync(cancel));
    }

    private void AddChildren(Office office, OfficeEntry entry)
    {
        foreach (var (at, contact) in entry.Contacts.Index())
        {
            db.Add(new OfficeContact
            {
                OfficeId = office.Id,
                No = at + 1,
                Kind = contact.Kind,
                Printed = contact.Printed,
                Normalised = contact.Normalised,
            });
        }

        foreach (var (at, note) in entry.Notes.Index())
        {
            db.Add(new OfficeNote { OfficeId = office.Id, No = at + 1, Code = note.Code, Detail = note.Detail });
        }
    }

    private async Task LoadTerritoryAsync(Office office, OfficeEntry entry, CancellationToken cancel)
    {
        // A place that left the territory has no competent LEB until another entry takes it up.
        foreach (var left in localities.Values.Where(place => place.OfficeId == office.Id))
        {
            left.OfficeId = null;
        }

        foreach (var place in entry.Territory)
        {
            if (!localities.TryGetValue(place.Code, out var locality))
            {
                locality = new Locality { Code = place.Code };
                localities[place.Code] = locality;
                db.Add(locality);
            }

            locality.OfficeId = office.Id;
            (locality.NameKk, locality.NameRu, locality.NameEn) = (place.Name.Kk, place.Name.Ru, place.Name.En);
            locality.OrderKey = KazakhOrder.Key(place.Name.Kk);
            await LoadWordsAsync(locality, cancel);
        }
    }

    private async Task LoadWordsAsync(Locality locality, CancellationToken cancel)
    {
        var had = db.Entry(locality).State == EntityState.Added
            ? []
            : await db.Set<LocalityWord>().Where(word => word.LocalityId == locality.Id).ToListAsync(cancel);
        db.RemoveRange(had);
        foreach (var (at, word) in SearchKey.Words($"{locality.NameKk} {locality.NameRu} {locality.NameEn}").Index())
        {
            db.Add(new LocalityWord { LocalityId = locality.Id, No = at + 1, Word = word });
        }
    }
}
