using CaseFlow.Core.Database;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.People;

/// <summary>Checks and writes the people of a case.</summary>
public static class CaseParties
{
    /// <summary>
    /// Puts what was entered into the form in which it is stored: spaces, the IIN's digits, telephones in E.164. What is
    /// wrong stays as it is and is found by <see cref="Check"/>.
    /// </summary>
    public static void Clean(CaseParty party)
    {
        (party.Surname, party.Name, party.Patronymic) = (PersonText.Clean(party.Surname), PersonText.Clean(party.Name), PersonText.Clean(party.Patronymic));
        party.Iin = Iin.Clean(party.Iin);
        party.DocumentNumber = PersonText.Clean(party.DocumentNumber);
        party.DocumentIssuedBy = PersonText.Clean(party.DocumentIssuedBy);
        party.Address = PersonText.Clean(party.Address);
        party.Phones = Contacts.ParsePhones(party.Phones) ?? party.Phones;
        party.Email = PersonText.Clean(party.Email);
        party.PowerNumber = PersonText.Clean(party.PowerNumber);
        party.PowerNotary = PersonText.Clean(party.PowerNotary);
        party.PowerScope = PersonText.Clean(party.PowerScope);
    }

    /// <summary>
    /// What is wrong with a cleaned person on the day of acceptance, by the properties of <see cref="CaseParty"/>. An
    /// expired identity document (<see cref="PersonErrors.DocumentExpired"/>) or power of attorney
    /// (<see cref="PersonErrors.PowerExpired"/>) is among them: whether one may go on is the caller's to decide.
    /// </summary>
    public static IReadOnlyList<FieldError> Check(CaseParty party, LocalDate today)
    {
        var errors = new List<FieldError>(party.PersonName.Check());

        // Every identity card carries an IIN; the papers of foreigners need not.
        if (party.Iin.Length == 0)
        {
            Add(errors, party.DocumentKind == IdentityDocumentKind.IdentityCard ? new(nameof(party.Iin), PersonErrors.Required) : null);
        }
        else if (Iin.Problem(party.Iin) is { } problem)
        {
            errors.Add(new(nameof(party.Iin), problem));
        }

        errors.AddRange(party.Document.Check(today).Select(static error => error with { Field = "Document" + error.Field }));
        Add(errors, PersonText.Check(nameof(party.Address), party.Address, CaseParty.AddressLength, required: true));
        Add(errors, CheckPhones(party.Phones));
        Add(errors, party.Email.Length > 0 && Contacts.EmailProblem(party.Email) is { } wrong ? new(nameof(party.Email), wrong) : null);
        Add(errors, party.Language is Languages.Kk or Languages.Ru ? null : new(nameof(party.Language), PersonErrors.Language));
        if (party.Power is { } power)
        {
            errors.AddRange(power.Check(today).Select(static error => error with { Field = "Power" + error.Field }));
        }

        return errors;
    }

    /// <summary>
    /// Adds the person to the case, or replaces the one with the same number, and its search words; the caller saves.
    /// Belongs into the transaction of the step that takes the application in.
    /// </summary>
    public static async Task Put(CaseFlowDb db, CaseParty party, CancellationToken cancel)
    {
        var stored = await db.Set<CaseParty>().FindAsync([party.CaseId, party.No], cancel);
        if (stored is null)
        {
            db.Add(party);
        }
        else
        {
            db.Entry(stored).CurrentValues.SetValues(party);
        }

        var words = SearchKey.Words(party.PersonName.Full).Select(Fit).ToHashSet(StringComparer.Ordinal);
        var old = await db.Set<CasePartyWord>().Where(word => word.CaseId == party.CaseId && word.No == party.No).ToListAsync(cancel);
        db.RemoveRange(old.Where(word => !words.Contains(word.Word)));
        db.AddRange(words.Except(old.Select(static word => word.Word), StringComparer.Ordinal)
            .Select(word => new CasePartyWord { CaseId = party.CaseId, No = party.No, Word = word }));
    }

    private static FieldError? CheckPhones(string phones) =>
        phones.Length == 0 ? new(nameof(CaseParty.Phones), PersonErrors.PhoneMissing)
        : Contacts.ParsePhones(phones.Replace(' ', ',')) is null ? new(nameof(CaseParty.Phones), PersonErrors.Phone)
        : null;

    // The key can be longer than the word: a ligature is two letters in it.
    private static string Fit(string word) => word.Length <= PersonName.PartLength ? word : word[..PersonName.PartLength];

    private static void Add(List<FieldError> errors, FieldError? error)
    {
        if (error is not null)
        {
            errors.Add(error);
        }
    }
}
