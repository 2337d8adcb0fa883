using CaseFlow.Core.Offices;

namespace CaseFlow.Cli.ImportDirectory;

/// <summary>Remarks that a person wrote down, because no rule finds them: misprints, and names spelt in two ways.</summary>
internal static class Remarks
{
    /// <summary>Adds the remarks of the folder to their offices.</summary>
    /// <exception cref="InvalidDataException">
    /// A remark is on an office that is not there, or quotes what is not printed there: the text has changed under it.
    /// </exception>
    public static void Add(IReadOnlyList<OfficeDraft> drafts, string folder)
    {
        var byCode = drafts.ToDictionary(static draft => draft.Code, StringComparer.Ordinal);
        var remarks = DirectoryFiles.ReadFile<Dictionary<string, List<NoteEntry>>>(folder, DirectoryFiles.RemarksFile);
        foreach (var (code, notes) in remarks)
        {
            if (!byCode.TryGetValue(code, out var draft))
            {
                throw new InvalidDataException($"{DirectoryFiles.RemarksFile}: there is no office {code}.");
            }

            foreach (var note in notes)
            {
                AddOne(draft, note);
            }
        }
    }

    // The detail begins with the printed words it is about; a comment may follow after a colon.
    private static void AddOne(OfficeDraft draft, NoteEntry note)
    {
        var quoted = note.Detail.Split(':')[0];
        if (!draft.Entry.Source!.Printed.Any(line => line.Contains(quoted, StringComparison.Ordinal)))
        {
            throw new InvalidDataException($"{DirectoryFiles.RemarksFile}: {draft.Code} does not print «{quoted}».");
        }

        draft.Note(note.Code, note.Detail);
    }
}
