using CaseFlow.Core.Drafts;
using CaseFlow.Core.Texts;

namespace CaseFlow.Tests.Drafts;

/// <summary>One text is changed, and not a sign beside it.</summary>
public class TextsFileTests
{
    private const string File = """
        # A comment stays.
        element:
          first: {kk: Бірінші, ru: Первый, en: First} # and this one
          second:
            kk: Екінші
            ru: Второй

        # before the forms
        form:
          f: {a: {label: {kk: а, ru: б}}}
        """;

    [Theory]
    [InlineData("first", "  first: {kk: \"Жаңа\", ru: \"Новый\", en: \"New\"} # and this one")]
    [InlineData("second", "  second:\n    {kk: \"Жаңа\", ru: \"Новый\", en: \"New\"}\n\n# before")]
    [InlineData("third", "    ru: Второй\n  third: {kk: \"Жаңа\", ru: \"Новый\", en: \"New\"}\n\n# before")]
    public void The_rest_of_the_file_stays_as_it_is(string name, string expected)
    {
        var changed = TextsFile.With(File, ["element", name], "Жаңа", "Новый", "New");
        Assert.Contains(expected, changed, StringComparison.Ordinal);
        Assert.Contains("# A comment stays.", changed, StringComparison.Ordinal);
        var others = new[] { "element.first", "element.second", "form.f.a.label" }.Where(key => key != "element." + name);
        Assert.Equal(Read(File).Where(text => others.Contains(text.Key)), Read(changed).Where(text => others.Contains(text.Key)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("form:\n  a: {kk: а, ru: б}")]
    [InlineData("element: {}\n")]
    [InlineData("element: {a: {kk: а, ru: б}}\n")]
    [InlineData("element:\nform: {a: {kk: а, ru: б}}\n")]
    public void A_first_text_is_written_into_any_file(string yaml)
    {
        var changed = TextsFile.With(yaml, ["element", "x"], "Қазақша", "По-русски", en: null);
        Assert.Equal("По-русски", Read(changed)["element.x"].Ru.Other);
        Assert.Null(Read(changed)["element.x"].En);
        Assert.All(TextFiles.ReadAll(yaml).Texts, text => Assert.Equal(text.Value, Read(changed)[text.Key]));
    }

    [Theory]
    [InlineData("f", "a", "hint", "  f: {a: {label: {kk: а, ru: б}, hint: {kk: ")]
    [InlineData("f", "b", "label", "  f: {a: {label: {kk: а, ru: б}}, b: {label: {kk: ")]
    [InlineData("g", "a", "label", "\n  g: {a: {label: {kk: ")]
    [InlineData("f", "a", "yes: no, \"maybe\"", "\"yes: no, \\\"maybe\\\"\": {kk: ")]
    public void A_text_of_a_form_is_written_where_its_neighbours_are(string form, string field, string part, string expected)
    {
        var changed = TextsFile.With(File, ["form", form, field, part], "Жаңа", "Новый", "New");
        Assert.Contains(expected, changed, StringComparison.Ordinal);
        Assert.All(Read(File), text => Assert.Equal(text.Value, Read(changed)[text.Key]));
        Assert.Equal("Новый", Read(changed)[$"form.{form}.{field}.{part}"].Ru.Other);
    }

    [Fact]
    public void Several_texts_of_a_new_form_are_written_one_after_the_other()
    {
        var changed = "";
        foreach (var (field, part) in new[] { ("agreed", "label"), ("agreed", "yes"), ("why", "label") })
        {
            changed = TextsFile.With(changed, ["form", "second", field, part], part, part, null);
        }

        Assert.Equal(["form.second.agreed.label", "form.second.agreed.yes", "form.second.why.label"], Read(changed).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a: \"b\" {c} # d")]
    [InlineData("[x]: *y &z !w %v @u `t")]
    [InlineData("back\\slash, 'quote'")]
    [InlineData("- dash")]
    public void Any_sign_is_kept(string text) => Assert.Equal(text, Read(TextsFile.With(File, ["element", "first"], text, text, text))["element.first"].Kk.Other);

    [Theory]
    [InlineData("a: [")]
    [InlineData("element: {x: {kk: а}, x: {kk: б}}")]
    public void A_file_that_cannot_be_read_is_left_alone(string yaml) =>
        Assert.Throws<InvalidDataException>(() => TextsFile.With(yaml, ["element", "x"], "а", "б", "c"));

    private static Dictionary<string, TextEntry> Read(string yaml) => TextFiles.Read(new StringReader(yaml), "texts.yaml").ToDictionary(StringComparer.Ordinal);
}
