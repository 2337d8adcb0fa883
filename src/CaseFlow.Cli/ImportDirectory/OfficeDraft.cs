using CaseFlow.Core.Offices;

namespace CaseFlow.Cli.ImportDirectory;

/// <summary>An office being imported: what is printed is fixed, notes are still added.</summary>
internal sealed class OfficeDraft
{
    private readonly List<NoteEntry> notes = [];

    public OfficeDraft(OfficeEntry entry, PrintedRow? row = null)
    {
        Entry = entry;
        if (row is null)
        {
            return;
        }

        Entry = entry with
        {
            Number = row.Number,
            Name = new OfficeText { Kk = row.Name },
            Address = new OfficeText { Kk = row.Address },
            Source = new SourceEntry
            {
                Lines = [.. row.Lines.Select(static line => line.Number)],
                Printed = [.. row.Lines.Select(static line => line.Text)],
            },
        };
        ReadContacts(row.Contacts);
        if (row.Displaced.Length > 0)
        {
            Note(NoteCodes.CellDisplaced, row.Displaced);
        }
    }

    /// <summary>What is printed, without the notes.</summary>
    public OfficeEntry Entry { get; private set; }

    public string Code => Entry.Code;

    public OfficeKind Kind => Entry.Kind;

    public string Name => Entry.Name.Kk;

    public string Address => Entry.Address.Kk;

    public IReadOnlyList<ContactEntry> Contacts => Entry.Contacts;

    /// <summary>Area codes of its numbers, each once, in the order of the page.</summary>
    public IReadOnlyList<string> Areas =>
        [.. Contacts.Where(IsNumber).Select(static contact => ContactReader.AreaOf(contact.Printed)).Where(static area => area.Length > 0).Distinct(StringComparer.Ordinal)];

    public static bool IsNumber(ContactEntry contact) =>
        contact.Kind is ContactKind.Phone or ContactKind.Fax or ContactKind.PhoneAndFax;

    public void Note(string code, string detail)
    {
        var note = new NoteEntry { Code = code, Detail = detail };
        if (!notes.Contains(note))
        {
            notes.Add(note);
        }
    }

    public void ReadContacts(string cell)
    {
        var (contacts, found) = ContactReader.Read(cell);
        Entry = Entry with { Contacts = [.. contacts] };
        foreach (var note in found)
        {
            Note(note.Code, note.Detail);
        }
    }

    public OfficeEntry Finish() => Entry with { Notes = [.. notes] };
}
