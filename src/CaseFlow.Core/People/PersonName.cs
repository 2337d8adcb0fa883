using System.Globalization;
using System.Text;
using CaseFlow.Core.Texts;

namespace CaseFlow.Core.People;

/// <summary>
/// Surname, name, and patronymic if the person has one (P14.5, P14.6): in this order in Kazakh and in Russian papers.
/// </summary>
public sealed record PersonName
{
    /// <summary>Greatest length of each part.</summary>
    public const int PartLength = 100;

    /// <summary>A name as it was written: spaces at the ends and doubled ones go.</summary>
    public PersonName(string? surname, string? name, string? patronymic = null)
    {
        Surname = PersonText.Clean(surname);
        Name = PersonText.Clean(name);
        Patronymic = PersonText.Clean(patronymic);
    }

    public string Surname { get; }

    public string Name { get; }

    /// <summary>Empty when there is none.</summary>
    public string Patronymic { get; }

    /// <summary>Иванов Иван Иванович.</summary>
    public string Full => string.Join(' ', Parts.Where(static part => part.Length > 0));

    /// <summary>Иванов И. И., with spaces that do not break.</summary>
    public string Short => string.Join('\u00A0', Initials.Prepend(Surname).Where(static part => part.Length > 0));

    /// <summary>И. И. Иванов, as under a signature, with spaces that do not break.</summary>
    public string Signature => string.Join('\u00A0', Initials.Append(Surname).Where(static part => part.Length > 0));

    private IEnumerable<string> Initials => Parts.Skip(1).Where(static part => part.Length > 0).Select(Initial);

    private IEnumerable<string> Parts => [Surname, Name, Patronymic];

    /// <summary>What is wrong with the name; fields Surname, Name, Patronymic.</summary>
    public IEnumerable<FieldError> Check()
    {
        foreach (var (field, part, required) in new[] { (nameof(Surname), Surname, true), (nameof(Name), Name, true), (nameof(Patronymic), Patronymic, false) })
        {
            if (part.Length == 0)
            {
                if (required)
                {
                    yield return new FieldError(field, PersonErrors.Required);
                }
            }
            else if (part.Length > PartLength)
            {
                yield return new FieldError(field, PersonErrors.TooLong, PartLength);
            }
            else if (!part.EnumerateRunes().All(IsOfAName) || !part.EnumerateRunes().Any(Rune.IsLetter))
            {
                yield return new FieldError(field, PersonErrors.NameLetters);
            }
        }
    }

    /// <summary>Says nothing of the person: a record's own text would print the name into a log.</summary>
    public override string ToString() => nameof(PersonName);

    private static string Initial(string part) =>
        StringInfo.GetNextTextElement(part).ToUpperInvariant() + ".";

    private static bool IsOfAName(Rune rune) =>
        Rune.IsLetter(rune) || rune.Value is ' ' or '-' or '\'' or '’' or 'ʼ' or '.' ||
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark;
}
