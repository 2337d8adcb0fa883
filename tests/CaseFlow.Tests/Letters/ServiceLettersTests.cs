using System.Text.Json.Nodes;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Letters;
using CaseFlow.Tests.Offices;

namespace CaseFlow.Tests.Letters;

public sealed class ServiceLettersTests
{
    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var name in ServiceLetters.Names.Concat(ServiceLetters.ComplaintNames))
            {
                foreach (var language in ServiceLetters.Languages)
                {
                    all.Add(name, language);
                }
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Every_letter_is_made_from_its_sample_and_asks_for_every_value_in_it(string name, string language)
    {
        Assert.NotEmpty(ServiceLetters.Render(name, language).Title);
        foreach (var key in ServiceLetters.Sample(name, language).Select(property => property.Key))
        {
            var failure = Assert.Throws<LetterException>(() => ServiceLetters.Render(name, language, values => values.Remove(key)));
            Assert.Equal("unknown-variable", failure.Code);
            Assert.Contains(key, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_shipped_definition_holds_its_letters_read_and_ready()
    {
        var package = Assert.Single(DefinitionPackage.ReadAll(Path.Combine(SourceTree.Root, "workflows")), found => found.Files.Any(file => file.Path == "letters/receipt.kk.md"));
        Assert.Equal(
            ServiceLetters.Names.SelectMany(name => ServiceLetters.Languages.Select(language => $"{name}.{language}")).Order(StringComparer.Ordinal),
            Definition.Parse(package).Letters.Keys);

        var broken = package with { Files = [.. package.Files.Where(file => file.Path != "letters/receipt.kk.md"), new PackageFile("letters/receipt.kk.md", "{% include 'x' %}"u8.ToArray())] };
        Assert.Contains("'include'", Assert.Throws<InvalidDataException>(() => Definition.Parse(broken)).Message, StringComparison.Ordinal);
        var misnamed = package with { Files = [.. package.Files, new PackageFile("letters/receipt.de.md", "x"u8.ToArray())] };
        Assert.Contains("receipt.de", Assert.Throws<InvalidDataException>(() => Definition.Parse(misnamed)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("receipt")]
    [InlineData("certificate")]
    [InlineData("refusal")]
    [InlineData("application")]
    [InlineData("ticket")]
    [InlineData("stamp")]
    [InlineData("acknowledgement")]
    [InlineData("reply")]
    [InlineData("forwarded")]
    [InlineData("withdrawn")]
    public void Both_languages_ask_for_the_same_values(string name) =>
        Assert.Equal(Keys(ServiceLetters.Sample(name, "kk")), Keys(ServiceLetters.Sample(name, "ru")));

    [Theory, MemberData(nameof(All))]
    public void The_text_of_a_letter_can_be_read_out_of_its_PDF(string name, string language)
    {
        var letter = ServiceLetters.Render(name, language);
        var text = ServiceLetters.Text(letter);

        Assert.All(Words(letter.Blocks).Distinct(StringComparer.Ordinal), word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("kk", "№ ЖО-2026-000123, 2026 жылғы 20 қараша, сағат 10:15")]
    [InlineData("ru", "№ ЖО-2026-000123, 20 ноября 2026 года, 10:15")]
    [Requirement("P14.1")]
    public void A_receipt_has_number_and_date(string language, string expected) => AssertReceipt(language, expected);

    [Theory]
    [InlineData("kk", "«Жеке қосалқы шаруашылықтың болуы туралы анықтама беру»")]
    [InlineData("ru", "«Выдача справок о наличии личного подсобного хозяйства»")]
    [Requirement("P14.2")]
    public void A_receipt_has_the_kind_of_service(string language, string expected) => AssertReceipt(language, expected);

    [Theory]
    [InlineData("kk", "Барлығы: 2", "1) Жеке куәлік (түпнұсқа, салыстырып тексерілгеннен кейін қайтарылды)", "2) Жеке куәліктің көшірмесі")]
    [InlineData("ru", "Всего: 2", "1) Удостоверение личности (оригинал, возвращен после сверки)", "2) Копия удостоверения личности")]
    [Requirement("P14.3")]
    public void A_receipt_has_number_and_names_of_the_documents(string language, params string[] expected) =>
        Assert.All(expected, text => AssertReceipt(language, text));

    [Theory]
    [InlineData("kk", "2026 жылғы 24 қараша, сағат 16:00", "Жаңажол ауылы, Бейбітшілік к., 12, 1-кабинет")]
    [InlineData("ru", "24 ноября 2026 года, 16:00", "село Жанажол, ул. Бейбитшилик, 12, кабинет 1")]
    [Requirement("P14.4")]
    public void A_receipt_has_date_time_and_place_of_handing_out(string language, params string[] expected) =>
        Assert.All(expected, text => AssertReceipt(language, text));

    [Theory]
    [InlineData("kk", "Өмірбеков Ғалым Қайратұлы")]
    [InlineData("ru", "Омирбеков Галым Кайратович")]
    [Requirement("P14.5")]
    public void A_receipt_has_the_full_name_of_the_acceptor(string language, string expected) => AssertReceipt(language, expected);

    [Theory]
    [InlineData("kk", "Сейітқали Әлия Нұрланқызы", "байланыс телефоны: +7 701 234 56 78")]
    [InlineData("ru", "Сейткали Алия Нурлановна", "контактный телефон: +7 701 234 56 78")]
    [Requirement("P14.6")]
    public void A_receipt_has_applicant_and_representative_with_their_telephones(string language, params string[] expected)
    {
        Assert.All(expected, text => AssertReceipt(language, text));

        var text = ReceiptText(language, values => values["representative"] = new JsonObject
        {
            ["name"] = "Жұмабаев Мағжан Бекенұлы",
            ["phone"] = "+77770001122",
            ["power_of_attorney"] = "№ 1-234",
        });
        Assert.Contains("Жұмабаев Мағжан Бекенұлы", text, StringComparison.Ordinal);
        Assert.Contains("+7 777 000 11 22", text, StringComparison.Ordinal);
        Assert.Contains("№ 1-234", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kk", "Тапсырылмаған құжаттар")]
    [InlineData("ru", "Непредставленные документы")]
    [Requirement("P16.1")]
    public void The_receipt_of_an_incomplete_package_says_what_is_missing(string language, string heading)
    {
        var text = ReceiptText(language, values => values["missing"] = new JsonArray("Сенімхат"));

        Assert.Contains($"{heading} ", text, StringComparison.Ordinal);
        Assert.Contains("1) Сенімхат", text, StringComparison.Ordinal);
        Assert.DoesNotContain(heading, ReceiptText(language), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public void Without_a_public_address_there_is_no_QR_code(string name, string language)
    {
        if (name is "application" or "stamp" or "acknowledgement" or "withdrawn")
        {
            Assert.False(ServiceLetters.Sample(name, language).ContainsKey("qr_url"));
            return;
        }

        Assert.Single(Found<LetterQr>(ServiceLetters.Render(name, language).Blocks));
        Assert.Empty(Found<LetterQr>(ServiceLetters.Render(name, language, values => values["qr_url"] = null).Blocks));
    }

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [Requirement("P5")]
    public void A_certificate_says_whose_farm_it_is_and_what_belongs_to_it(string language)
    {
        var text = ServiceLetters.Text(ServiceLetters.Render("certificate", language));

        foreach (var expected in new[] { "900101350003", "12-045", "1 500", "0,15", "1,2345", "1,3845 га (13 845 м²)", "1 250" })
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("kk", "Шаруашылық кітабында жазылмаған.")]
    [InlineData("ru", "В похозяйственной книге не записаны.")]
    public void A_certificate_says_so_when_nothing_is_recorded(string language, string expected)
    {
        var text = ServiceLetters.Text(ServiceLetters.Render("certificate", language, values =>
        {
            values["plots"] = new JsonArray();
            values["plots_total_m2"] = 0;
            values["animals"] = new JsonArray();
            values["machinery"] = new JsonArray();
            values["holder"]!["birth_date"] = null;
            values["holder"]!["address"] = null;
        }));

        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kk", 1, "16-тармағының 1) тармақшасы", "Жетіспейтін құжаттарды")]
    [InlineData("kk", 2, "16-тармағының 2) тармақшасы", "шаруашылық кітабына енгізу үшін")]
    [InlineData("kk", 3, "16-тармағының 3) тармақшасы", "мән-жайлар жойылғаннан кейін")]
    [InlineData("ru", 1, "Подпункт 1) пункта 16", "недостающие документы")]
    [InlineData("ru", 2, "Подпункт 2) пункта 16", "внесены в похозяйственную книгу")]
    [InlineData("ru", 3, "Подпункт 3) пункта 16", "устранения указанных выше обстоятельств")]
    [Requirement("P16.1")]
    [Requirement("P16.2")]
    [Requirement("P16.3")]
    public void A_refusal_gives_its_ground_and_what_can_be_done(string language, int clause, params string[] expected)
    {
        var letter = ServiceLetters.Render("refusal", language, values =>
        {
            values["ground"] = new JsonObject { ["clause"] = clause, ["text"] = "негіздеменің сөздері" };
            values["reason"] = "бірінші жол\nекінші жол **жұлдыз**";
        });
        var text = ServiceLetters.Text(letter);

        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Contains("«негіздеменің сөздері»", text, StringComparison.Ordinal);
        Assert.Contains("бірінші жол екінші жол **жұлдыз**", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kk", "Ақкөл ауданының әкімі", "Ақмола облысының әкімі", "Жаңажол ауылдық округінің әкімі", "9:00–20:00", "13:00–14:00", "3 жұмыс күні", "сотқа жүгінуге құқылысыз")]
    [InlineData("ru", "Аким Аккольского района", "Аким Акмолинской области", "Аким Жанажолского сельского округа", "с 9:00 до 20:00", "с 13:00 до 14:00", "3 рабочих дней", "вправе обратиться в суд")]
    [Requirement("P20.1")]
    [Requirement("P21.L")]
    [Requirement("P22")]
    [Requirement("P23")]
    public void A_refusal_says_how_and_where_to_complain(string language, params string[] expected)
    {
        var text = ServiceLetters.Text(ServiceLetters.Render("refusal", language));

        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [Requirement("A3")]
    public void The_blank_of_the_application_has_lines_to_fill_in(string language)
    {
        var blank = ServiceLetters.Render("application", language, values =>
        {
            foreach (var key in new[] { "submitted_on", "signed_by", "accepted_by" })
            {
                values[key] = null;
            }

            values["applicant"]!["summary"] = null;
            values["documents"] = new JsonArray();
        });

        var rows = Found<LetterFillIn>(blank.Blocks).SelectMany(block => block.Rows).ToList();
        Assert.Equal(15, rows.Count);
        Assert.All(rows, row => Assert.Empty(row.Value));
        Assert.Equal(6, rows.Count(row => row.Caption.Count > 0));
    }

    private static void AssertReceipt(string language, string expected) =>
        Assert.Contains(expected, ReceiptText(language), StringComparison.Ordinal);

    private static string ReceiptText(string language, Action<JsonObject>? change = null) =>
        ServiceLetters.Text(ServiceLetters.Render("receipt", language, change));

    private static IEnumerable<string> Keys(JsonNode? node, string path = "") => node switch
    {
        JsonObject group => group.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => Keys(pair.Value, $"{path}.{pair.Key}")),
        JsonArray list => list.SelectMany(item => Keys(item, $"{path}[]")).Distinct(StringComparer.Ordinal),
        null => [$"{path}: null"],
        _ => [$"{path}: {node.GetValueKind()}"],
    };

    private static IEnumerable<T> Found<T>(IEnumerable<LetterBlock> blocks)
        where T : LetterBlock =>
        blocks.SelectMany(Within).OfType<T>();

    private static IEnumerable<LetterBlock> Within(LetterBlock block) => block switch
    {
        LetterKeep keep => keep.Content.SelectMany(Within),
        LetterColumns columns => columns.Columns.SelectMany(column => column).SelectMany(Within),
        LetterNote note => note.Content.SelectMany(Within),
        LetterFrame frame => frame.Content.SelectMany(Within),
        LetterAddressee addressee => addressee.Content.SelectMany(Within),
        LetterTitle title => title.Content.SelectMany(Within),
        LetterFields fields => fields.Rows.SelectMany(row => row.Value).SelectMany(Within).Prepend(block),
        LetterList list => list.Items.SelectMany(item => item).SelectMany(Within),
        _ => [block],
    };

    private static IEnumerable<string> Words(IEnumerable<LetterBlock> blocks) =>
        blocks.SelectMany(Within).SelectMany(block => block switch
        {
            LetterParagraph paragraph => paragraph.Text,
            LetterHeading heading => heading.Text,
            LetterTable table => table.Rows.Append(table.Header).SelectMany(row => row).SelectMany(cell => cell),
            LetterFields fields => fields.Rows.SelectMany(row => row.Label),
            LetterFillIn fillIn => fillIn.Rows.SelectMany(row => row.Label.Concat(row.Value).Concat(row.Caption)),
            LetterSignature signature => signature.Rows.SelectMany(row => row.Position.Concat(row.Name).Concat(row.Caption)),
            _ => Enumerable.Empty<LetterInline>(),
        })
        .OfType<LetterText>()
        .SelectMany(run => run.Text.Split([' ', '\u00A0'], StringSplitOptions.RemoveEmptyEntries))
        .Where(word => word.All(char.IsLetter));
}
