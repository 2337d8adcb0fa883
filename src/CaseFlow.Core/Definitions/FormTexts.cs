using CaseFlow.Core.Forms;

namespace CaseFlow.Core.Definitions;

/// <summary>A text that a form needs in texts.yaml.</summary>
/// <param name="Form">Id of the form.</param>
/// <param name="Field">Key of the field.</param>
/// <param name="Part">label, description, or the value of a choice.</param>
/// <param name="Drawn">What stands in the form's own file; the texts come before it.</param>
public sealed record FormText(string Form, string Field, string Part, string Drawn)
{
    public IReadOnlyList<string> Path => ["form", Form, Field, Part];

    public string Key => string.Join('.', Path);
}

/// <summary>The texts that forms need.</summary>
public static class FormTexts
{
    /// <summary>Those of a form, in its order.</summary>
    public static IEnumerable<FormText> Of(FormDefinition form)
    {
        foreach (var field in form.Fields)
        {
            yield return new FormText(form.Id, field.Key, "label", field.Label);
            if (field.Description is { } description)
            {
                yield return new FormText(form.Id, field.Key, "description", description);
            }

            foreach (var choice in field.Choices)
            {
                yield return new FormText(form.Id, field.Key, choice.Value, choice.Label);
            }
        }
    }
}
