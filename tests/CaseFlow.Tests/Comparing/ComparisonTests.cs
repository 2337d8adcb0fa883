using CaseFlow.Core.Comparing;
using CaseFlow.Core.Definitions;

namespace CaseFlow.Tests.Comparing;

/// <summary>What two versions differ in.</summary>
public class ComparisonTests
{
    private static DefinitionPackage Delivery => Versions.Shipped("delivery");

    private static DefinitionPackage Complaint => Versions.Shipped("complaint");

    [Fact]
    public void A_version_does_not_differ_from_itself()
    {
        Assert.Empty(Versions.Changes(Delivery, Delivery with { Version = 2 }));
        Assert.Empty(Versions.Changes(Complaint, Complaint with { Version = 2 }));
    }

    [Fact]
    public void A_longer_term_is_told_once()
    {
        Assert.Equal(["Term P7.L1 length: P2D working → P5D working"], Versions.Changes(Delivery, Delivery.With("service.yaml", "period: P2D", "period: P5D")));
        Assert.Equal(
            ["Term P24.3 length: P3D working → P5D working", "Term R4 length: P3D working → P5D working"],
            Versions.Changes(Complaint, Complaint.With("complaint.yaml", "P3D", "P5D")));
    }

    [Fact]
    public void A_new_step_is_told_with_the_ways_to_and_from_it()
    {
        Assert.Equal(
            ["Step + approveAgain", "Way + considered", "Way + approved_again", "Way - considered"],
            Versions.Changes(Delivery, Delivery.WithSecondApproval()));
        Assert.Equal(
            ["Step - approveAgain", "Way + considered", "Way - considered", "Way - approved_again"],
            Versions.Changes(Delivery.WithSecondApproval(), Delivery));
    }

    [Fact]
    public void Who_does_a_step_and_in_which_office_and_by_which_form()
    {
        var after = Delivery.With("process.bpmn", "caseflow:prefill=\"none\" caseflow:deadline=\"P7.L1\" caseflow:roles=\"head\" caseflow:office=\"responsible\"", "caseflow:roles=\"head,chancery\" caseflow:office=\"intake\"")
            .With("process.bpmn", "caseflow:form=\"handOut\"", "caseflow:form=\"approve\"");
        Assert.Equal(
            [
                "Step approve attribute.prefill: none →",
                "Step approve deadline: P7.L1 →",
                "Step approve office: responsible → intake",
                "Step approve who: head → head, chancery",
                "Step handOut form: handOut → approve",
            ],
            Versions.Changes(Delivery, after));
    }

    [Fact]
    public void Timers_handlers_scripts_and_conditions()
    {
        var after = Delivery.With("process.bpmn", "caseflow:before=\"PT4H\" caseflow:calendar=\"working\"", "caseflow:before=\"PT8H\" caseflow:calendar=\"working\"")
            .With("process.bpmn", "id=\"deadlinePassed\" name=\"Мерзім өтті\" attachedToRef=\"provide\" cancelActivity=\"false\"", "id=\"deadlinePassed\" name=\"Мерзім өтті\" attachedToRef=\"provide\" cancelActivity=\"true\"")
            .With("process.bpmn", "caseflow:handler=\"placeReady\"", "caseflow:handler=\"issueResult\"")
            .With("process.bpmn", "else if finding = \"notFound\" then \"P16.2\" else \"P16.3\"", "else \"P16.2\"")
            .With("process.bpmn", "verdict = \"recheck\"", "verdict = \"check\"");
        Assert.Equal(
            [
                "Step chooseGround script: if finding = \"found\" then \"none\" else if finding = \"notFound\" then \"P16.2\" else \"P16.3\" → if finding = \"found\" then \"none\" else \"P16.2\"",
                "Step dueSoon event: Deadline P7.L1 working -PT4H → Deadline P7.L1 working -PT8H",
                "Step deadlinePassed beside: yes →",
                "Step placeReady handler: placeReady → issueResult",
                "Way verdict_recheck condition: verdict = \"recheck\" → verdict = \"check\"",
            ],
            Versions.Changes(Delivery, after));
    }

    [Fact]
    public void A_step_that_was_drawn_anew_is_the_same_by_type_and_name_and_a_renamed_one_by_its_id()
    {
        var redrawn = Delivery.With("process.bpmn", "approve\"", "approveNew\"").With("process.bpmn", "form=\"approveNew\"", "form=\"approve\"").With("process.bpmn", "verdict_approveNew\"", "verdict_approve\"")
            .With("texts.yaml", "  approve: {kk: Басшының бекітуі", "  approveNew: {kk: Басшының бекітуі");
        Assert.DoesNotContain(Versions.Changes(Delivery, redrawn), change => !change.StartsWith("File", StringComparison.Ordinal));
        Assert.Equal("approveNew", Comparison.Of(ComparedVersion.Of(Delivery), ComparedVersion.Of(redrawn)).Elements.Find("approve"));

        Assert.Equal(
            ["Step approve name.ru: Утверждение руководителем → Согласование"],
            Versions.Changes(Delivery, Delivery.With("texts.yaml", "Утверждение руководителем", "Согласование")));
    }

    [Fact]
    public void Fields_of_a_form()
    {
        var form = Delivery.Text("forms/checkRegister.json");
        var required = form.Replace("\"required\": true", "\"required\": false", StringComparison.Ordinal);
        Assert.NotEqual(form, required);
        var changes = Versions.Changes(Delivery, Delivery.With("forms/checkRegister.json", required).With("texts.yaml", "Есть ли в похозяйственной книге данные о хозяйстве?", "Есть ли данные?").With("texts.yaml", "ru: Данные есть", "ru: Есть"));
        Assert.Contains("Field checkRegister/finding required: yes →", changes);
        Assert.Contains("Field checkRegister/finding label.ru: Есть ли в похозяйственной книге данные о хозяйстве? → Есть ли данные?", changes);
        Assert.Contains("Field checkRegister/finding options.ru: Данные есть; Данных нет; Есть основание для отказа по статье 40 Закона «Об информатизации» → Есть; Данных нет; Есть основание для отказа по статье 40 Закона «Об информатизации»", changes);
        Assert.All(changes, change => Assert.StartsWith("Field checkRegister/", change, StringComparison.Ordinal));

        var another = Delivery.With("forms/extra.json", """{"id": "extra", "type": "default", "components": [{"type": "textfield", "key": "note", "label": "Note"}]}""");
        Assert.Equal(["Form + extra"], Versions.Changes(Delivery, another));
        Assert.Equal(["Form - extra"], Versions.Changes(another, Delivery));
        Assert.Equal(["Field + extra/more"], Versions.Changes(another, another.With("forms/extra.json", "[{", "[{\"type\": \"number\", \"key\": \"more\", \"label\": \"More\"}, {")));
    }

    [Fact]
    public void A_letter_is_told_by_its_lines()
    {
        var line = Delivery.Text("letters/refusal.ru.md").Split('\n').First(one => one.Length > 20 && !one.Contains('{', StringComparison.Ordinal));
        var change = Assert.Single(Comparison.Of(ComparedVersion.Of(Delivery), ComparedVersion.Of(Delivery.With("letters/refusal.ru.md", line, line + " Дополнено."))).Changes);
        Assert.Equal((ChangeArea.Letter, ChangeKind.Changed, "refusal.ru"), (change.Area, change.Kind, change.Is));
        Assert.Equal([new ChangedLine(LineKind.Removed, line), new ChangedLine(LineKind.Added, line + " Дополнено.")], change.Lines.Where(one => one.Kind is LineKind.Added or LineKind.Removed));
        Assert.InRange(change.Lines.Count(one => one.Kind == LineKind.Same), 0, 4);

        Assert.Equal(["Letter - refusal.ru"], Versions.Changes(Delivery, Delivery.Without("letters/refusal.ru.md")));
    }

    [Fact]
    public void Rules_of_a_decision_table()
    {
        var changed = Complaint.With("routing.dmn", "<inputEntry id=\"rule_01_repeated\"><text>false</text></inputEntry>", "<inputEntry id=\"rule_01_repeated\"><text>-</text></inputEntry>");
        Assert.Equal(
            ["Rule decidingBodies/1 cells: kind: \"service\"; repeated: false; provider: \"ruralDistrict\", \"village\", \"township\", \"townOfDistrictSignificance\" → body: \"self\" → kind: \"service\"; provider: \"ruralDistrict\", \"village\", \"township\", \"townOfDistrictSignificance\" → body: \"self\""],
            Versions.Changes(Complaint, changed));

        var text = Complaint.Text("routing.dmn");
        var start = text.IndexOf("<rule id=\"rule_02\">", StringComparison.Ordinal);
        var end = text.IndexOf("<rule id=\"rule_03\">", StringComparison.Ordinal);
        var without = Complaint.With("routing.dmn", text.Remove(start, end - start));
        Assert.Equal(["Rule - decidingBodies/2 provider: \"ruralDistrict\", \"village\", \"township\", \"townOfDistrictSignificance\" → body: \"districtAkimat\""], Versions.Changes(Complaint, without));
        Assert.Equal(["Rule + decidingBodies/2 provider: \"ruralDistrict\", \"village\", \"township\", \"townOfDistrictSignificance\" → body: \"districtAkimat\""], Versions.Changes(without, Complaint));

        var moved = Complaint.With("routing.dmn", text.Remove(start, end - start).Replace("<rule id=\"rule_01\">", text[start..end] + "<rule id=\"rule_01\">", StringComparison.Ordinal));
        Assert.StartsWith("Table decidingBodies order: rule_01, rule_02, rule_03", Assert.Single(Versions.Changes(Complaint, moved)), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_the_service()
    {
        var after = Delivery.With("service.yaml", "time: \"16:00\"", "time: \"17:30\"")
            .With("service.yaml", "id: \"1223-2012\"", "id: \"1542-2013\"")
            .With("service.yaml", "  - {id: \"3.2\", atLeast: 100}", "  - {id: \"3.2\", atLeast: 90}")
            .With("service.yaml", "certificate: \"{office}-А-{year}-{no}\"", "certificate: \"{office}-{year}-{no}\"")
            .With("service.yaml", "    source: P11\n    required: withRepresentative", "    source: P11\n    required: always")
            .With("service.yaml", "представлен неполный пакет документов", "представлены не все документы");
        var changes = Versions.Changes(Delivery, after);
        Assert.Equal(
            [
                "Document powerOfAttorney required: WithRepresentative → Always",
                "Ground P16.1 name.ru: представлен неполный пакет документов, указанных в пункте 11 стандарта → представлены не все документы, указанных в пункте 11 стандарта",
                "Numbering certificate format: {office}-А-{year}-{no} → {office}-{year}-{no}",
                "Indicator 3.2 at-least: 100 → 90",
                "Setting service edition: 1223-2012 → 1542-2013",
                "Setting service pickup: 16:00 → 17:30",
            ],
            changes);
    }

    [Fact]
    public void Scenarios_and_texts_and_what_cannot_be_told_otherwise()
    {
        Assert.StartsWith("Scenario paths.yaml:", Assert.Single(Versions.Changes(Delivery, Delivery.With("scenarios/paths.yaml", "runs:", "# more\nruns:"))), StringComparison.Ordinal);
        Assert.Equal(["Text + note.late"], Versions.Changes(Delivery, Delivery.With("texts.yaml", "element:\n", "note: {late: {kk: Кеш, ru: Поздно, en: Late}}\nelement:\n")));
        Assert.Equal(["File process.bpmn :  →"], Versions.Changes(Delivery, Delivery.With("process.bpmn", "<dc:Bounds x=\"240\" y=\"200\"", "<dc:Bounds x=\"241\" y=\"200\"")));
        Assert.Equal(["File + notes.txt"], Versions.Changes(Delivery, Delivery.With("notes.txt", "seen")));
    }

    [Theory]
    [InlineData("a\nb\nc", "a\nb\nc", "")]
    [InlineData("a\nb\nc", "a\nx\nc", " a|-b|+x| c")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10", " 8| 9|+10")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9", "0\n1\n2\n3\n4\n5\n6\n7\n8", "+0| 1| 2|…| 7| 8|-9")]
    public void Lines(string before, string after, string told) => Assert.Equal(
        told,
        string.Join('|', LineDifference.Of(before, after).Select(line => line.Kind switch { LineKind.Added => "+" + line.Text, LineKind.Removed => "-" + line.Text, LineKind.Gap => "…", _ => " " + line.Text })));
}
