using System.Text.Json.Nodes;

namespace CaseFlow.Tests.Letters;

/// <summary>What the letters of a complaint say, in both languages.</summary>
public sealed class ComplaintLettersTests
{
    [Theory]
    [InlineData("kk", "№ akm.leb.01-Ш-2026-00017", "2026 жылғы 22 қараша, сағат 18:40", "2026 жылғы 23 қараша", "Өмірбеков Ғалым Қайратұлы", "8 (71638) 2-41-15", "09:00–20:00", "13:00–14:00", "3 жұмыс күні", "2026 жылғы 26 қараша", "K7MP-3XQ9-TD4W-8HRC", "келесі жұмыс күні")]
    [InlineData("ru", "№ akm.leb.01-Ш-2026-00017", "22 ноября 2026 года, 18:40", "23 ноября 2026 года", "Омирбеков Галым Кайратович", "8 (71638) 2-41-15", "с 09:00 до 20:00", "с 13:00 до 14:00", "3 рабочих дней", "26 ноября 2026 года", "K7MP-3XQ9-TD4W-8HRC", "следующим рабочим днем")]
    [Requirement("P24.2")]
    [Requirement("R6")]
    public void A_ticket_has_number_both_dates_acceptor_contacts_term_and_secret(string language, params string[] expected) =>
        AssertText("ticket", language, null, expected);

    [Theory]
    [InlineData("kk", "аты-жөні көрсетілмеген", "шағым интернет арқылы түсті", "кеңседен кіріс нөмірі")]
    [InlineData("ru", "фамилия и имя не указаны", "жалоба поступила через интернет", "можно узнать в канцелярии")]
    public void A_ticket_is_also_made_for_a_complaint_without_a_name_or_an_acceptor_or_a_public_page(string language, params string[] expected) =>
        AssertText("ticket", language, static values =>
        {
            values["complainant"] = null;
            values["acceptor"] = null;
            values["channel"] = "web";
            values["email"] = null;
            values["follow_url"] = null;
            values["qr_url"] = null;
            values["subject"]!["official"] = null;
            values["subject"]!["application"] = null;
            values["hours"]!["break_from"] = null;
        }, expected);

    [Theory]
    [InlineData("kk", "КІРІС № akm.leb.01-Ш-2026-00017", "2026 жылғы 23 қараша", "Қабылдаған: Өмірбеков Ғалым Қайратұлы", "«Жаңажол ауылдық округі әкімінің аппараты»")]
    [InlineData("ru", "ВХОДЯЩИЙ № akm.leb.01-Ш-2026-00017", "23 ноября 2026 года", "Принял: Омирбеков Галым Кайратович", "«Аппарат акима Жанажолского сельского округа»")]
    [Requirement("P24.1")]
    public void A_stamp_has_office_number_date_and_acceptor(string language, params string[] expected) => AssertText("stamp", language, null, expected);

    [Theory]
    [InlineData("kk", "Пошта мөртабанындағы күн 2026 жылғы 18 қараша", "талон", "мөртабан парағы", "Ақкөл ауданының әкімі")]
    [InlineData("ru", "Дата на почтовом штемпеле 18 ноября 2026 года", "талон", "лист со штампом", "Аким Аккольского района")]
    [Requirement("P24.1")]
    [Requirement("P24.2")]
    public void A_complaint_by_post_is_acknowledged_with_ticket_and_stamp(string language, params string[] expected) =>
        AssertText("acknowledgement", language, null, expected);

    [Theory]
    [InlineData("kk", "Анықталған мән-жайлар", "№ 12-045 жеке шот", "Құқықтық негіздеме", "16-тармағының 2) тармақшасы", "Шешім", "Бас тарту негізсіз болды", "Қабылданатын шаралар", "2026 жылғы 1 желтоқсан", "Ақмола облысының әкімі", "Көкшетау қ., Абай к., 83", "8 (7162) 25-79-22", "сотқа жүгінуге құқылысыз", "Е. Қ. Сейітов", "қанағаттандыңыз ба?")]
    [InlineData("ru", "Установленные обстоятельства", "счет № 12-045", "Правовое обоснование", "Подпункт 2) пункта 16", "Решение", "Отказ был необоснованным", "Принимаемые меры", "1 декабря 2026 года", "Аким Акмолинской области", "г. Кокшетау, ул. Абая, 83", "8 (7162) 25-79-22", "вправе обратиться в суд", "Е. К. Сеитов", "Удовлетворены ли Вы")]
    [Requirement("P24.3")]
    [Requirement("P23")]
    [Requirement("P21.L")]
    public void A_reply_gives_facts_law_decision_measures_and_the_further_way(string language, params string[] expected) =>
        AssertText("reply", language, null, expected);

    [Theory]
    [InlineData("kk", "justified", true, "негізделген деп танылды", "талабыңыз қанағаттандырылды")]
    [InlineData("kk", "justified", false, "негізделген деп танылды", "мүмкін болмады")]
    [InlineData("kk", "partly", false, "ішінара негізделген", "толық қанағаттандырылған жоқ")]
    [InlineData("kk", "not", false, "негізсіз деп танылды", "бас тартылды")]
    [InlineData("ru", "justified", true, "признана обоснованной", "требование удовлетворено")]
    [InlineData("ru", "justified", false, "признана обоснованной", "невозможно")]
    [InlineData("ru", "partly", false, "частично обоснованной", "не полностью")]
    [InlineData("ru", "not", false, "необоснованной", "отказано")]
    public void A_reply_says_what_was_found_and_what_is_granted(string language, string verdict, bool satisfied, params string[] expected) =>
        AssertText("reply", language, values => (values["verdict"], values["satisfied"], values["remedy"]) = (verdict, satisfied, "none"), expected);

    [Theory]
    [InlineData("kk", "newDecision", "жаңа шешім қабылдау тапсырылды")]
    [InlineData("kk", "annulAndReplace", "анықтаманың күші жойылды")]
    [InlineData("ru", "newDecision", "поручено принять новое решение")]
    [InlineData("ru", "annulAndReplace", "справка аннулирована")]
    public void A_reply_says_what_follows_from_it(string language, string remedy, string expected)
    {
        AssertText("reply", language, values => values["remedy"] = remedy, expected);
        Assert.DoesNotContain(expected, Text("reply", language, static values => values["remedy"] = "none"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kk", "жоғары тұрған орган жоқ", "мыналардың атына", "сотқа жүгінуге құқылысыз")]
    [InlineData("ru", "Вышестоящего органа", "подать жалобу на имя", "вправе обратиться в суд")]
    [Requirement("P23")]
    [Requirement("R3")]
    public void Above_the_top_the_court_alone_is_named(string language, string nobody, string further, string court)
    {
        var text = Text("reply", language, static values => values["further"] = new JsonArray());

        Assert.Contains(nobody, text, StringComparison.Ordinal);
        Assert.Contains(court, text, StringComparison.Ordinal);
        Assert.DoesNotContain(further, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kk", "№ akm.leb.01-Ш-2026-00018 шағыммен бірге қаралды")]
    [InlineData("ru", "рассмотрена вместе с жалобой № akm.leb.01-Ш-2026-00018")]
    public void The_reply_to_a_joined_complaint_names_the_other(string language, string expected) =>
        AssertText("reply", language, static values => values["considered_with"] = "akm.leb.01-Ш-2026-00018", expected);

    [Theory]
    [InlineData("kk", "Ақкөл ауданының әкімі", "Мерзім қайта есептелмейді", "2026 жылғы 26 қараша", "аудан әкімі қарайды")]
    [InlineData("ru", "Аким Аккольского района", "Срок не исчисляется заново", "26 ноября 2026 года", "рассматривает аким района")]
    [Requirement("R6")]
    public void Who_is_told_that_another_body_considers_it_learns_which_and_that_the_term_runs_on(string language, params string[] expected) =>
        AssertText("forwarded", language, null, expected);

    [Theory]
    [InlineData("kk", "2026 жылғы 24 қарашадағы өтініші бойынша кері қайтарып алынды", "қайта шағым беруге")]
    [InlineData("ru", "отозвана 24 ноября 2026 года", "подать ее снова")]
    public void A_withdrawal_is_confirmed_and_closes_no_way(string language, params string[] expected) =>
        AssertText("withdrawn", language, static values => values["acceptor"] = null, expected);

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    public void An_office_without_a_telephone_prints_none(string language)
    {
        foreach (var name in ServiceLetters.ComplaintNames)
        {
            var text = Text(name, language, static values =>
            {
                values["office"]!["phones"] = new JsonArray();
                if (values.ContainsKey("body"))
                {
                    values["body"]!["phones"] = null;
                }

                if (values.ContainsKey("further"))
                {
                    values["further"] = new JsonArray();
                }
            });
            Assert.DoesNotContain("тел.", text, StringComparison.Ordinal);
        }
    }

    private static void AssertText(string name, string language, Action<JsonObject>? change, params string[] expected)
    {
        var text = Text(name, language, change);
        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    private static string Text(string name, string language, Action<JsonObject>? change) =>
        ServiceLetters.Text(ServiceLetters.Render(name, language, change));
}
