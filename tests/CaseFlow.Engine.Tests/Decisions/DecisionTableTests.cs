using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Decisions;

public sealed class DecisionTableTests
{
    [Theory]
    [InlineData("gold", 5, "{\"discount\":20,\"text\":\"gold gets 20\"}")]
    [InlineData("silver", 1000, "{\"discount\":10,\"text\":\"much\"}")]
    [InlineData("silver", 999, "null")]
    public void A_rule_holds_when_all_its_cells_do(string status, int sum, string json) => Assert.Equal(json, Dmn.Evaluate(
        Dmn.ReadTable("UNIQUE", "status | sum -> discount | text", "\"gold\" | - -> 20 | status + \" gets 20\"", "\"silver\" | >= 1000 -> 10 | \"much\""),
        ("status", status), ("sum", sum)));

    [Fact]
    public void Empty_cells_hold_and_empty_results_are_null() =>
        Assert.Equal("{\"a\":null,\"b\":1}", Dmn.Evaluate(Dmn.ReadTable("FIRST", "x | y -> a | b", " | - -> | 1"), ("x", 1), ("y", null)));

    [Theory]
    [InlineData("COLLECT SUM")]
    [InlineData("COLLECT MIN")]
    [InlineData("COLLECT MAX")]
    public void Nothing_is_made_of_results_that_are_all_null(string policy) => Assert.Equal("null", Dmn.Evaluate(Dmn.ReadTable(policy, "x -> y", "- -> null", "- -> null"), ("x", 1)));

    [Fact]
    public void A_default_that_fails_is_named()
    {
        var table = Dmn.Table("UNIQUE", "x -> a | b", "1 -> 1 | 2").Replace("<output name='b'></output>", "<output name='b'><defaultOutputEntry><text>1 / zero</text></defaultOutputEntry></output>", StringComparison.Ordinal);
        var decision = Dmn.Read(Dmn.File(Dmn.Decision("d", table)));
        Assert.Equal("Decision «d»: Default of output «b»: Division by zero.", Dmn.Failure(decision, ("x", 2), ("zero", 0)));
        Assert.Equal("{\"a\":null,\"b\":0.5}", Dmn.Evaluate(decision, ("x", 2), ("zero", 2)));
        Assert.Equal("{\"a\":1,\"b\":2}", Dmn.Evaluate(decision, ("x", 1), ("zero", 2)));
    }

    [Fact]
    public void A_table_without_inputs_always_holds() => Assert.Equal("\"ok\"", Dmn.Evaluate(Dmn.ReadTable("UNIQUE", " -> y", " -> \"ok\"")));

    [Theory]
    [InlineData("x + 1 -> y", "6 -> 1")]
    [InlineData("count(list) -> y", "3 -> 1")]
    [InlineData("map.a -> y", "\"v\" -> 1")]
    public void Inputs_are_expressions(string columns, string rule) =>
        Assert.Equal("1", Dmn.Evaluate(Dmn.ReadTable("UNIQUE", columns, rule), ("x", 5), ("list", new object[] { 1, 2, 3 }), ("map", new MapValue(Run.Map([("a", "v")])))));

    [Fact]
    public void Cells_see_the_other_variables() =>
        Assert.Equal("1", Dmn.Evaluate(Dmn.ReadTable("UNIQUE", "x -> y", "< limit -> limit - 4"), ("x", 3), ("limit", 5)));

    [Fact]
    public void A_failure_names_the_rule_by_number_and_id()
    {
        var xml = Dmn.File(Dmn.Decision("d", Dmn.Table("FIRST", "x -> y", "1 -> 1", "< \"a\" -> 1", "- -> 1 / 0")
            .Replace("<rule><inputEntry><text>&lt;", "<rule id='r2'><inputEntry><text>&lt;", StringComparison.Ordinal)));
        Assert.Equal("Decision «d»: Rule 2 («r2»), input «x»: A number cannot be compared with a text.", Dmn.Failure(Dmn.Read(xml), ("x", 5)));
        Assert.Equal("Decision «d»: Rule 3, output «y»: Division by zero.", Dmn.Failure(Dmn.Read(xml), ("x", "z")));
        Assert.Equal("Decision «d»: Input «x»: There is no variable «x».", Dmn.Failure(Dmn.Read(xml)));
    }

    [Fact]
    public void An_input_outside_its_values_fails_but_null_does_not()
    {
        var table = Dmn.Read(Dmn.File(Dmn.Decision("d", Dmn.Table("FIRST", "x -> y", "\"a\" -> 1", "- -> 2")
            .Replace("</inputExpression>", "</inputExpression><inputValues><text>\"a\", \"b\"</text></inputValues>", StringComparison.Ordinal))));
        Assert.Equal("1", Dmn.Evaluate(table, ("x", "a")));
        Assert.Equal("2", Dmn.Evaluate(table, ("x", null)));
        Assert.Equal("Decision «d»: Input «x»: The value is none of the input values.", Dmn.Failure(table, ("x", "c")));
    }

    [Fact]
    public void An_output_outside_its_values_fails() => Assert.Equal(
        "Decision «d»: Rule 1, output «y»: The result is none of the output values.",
        Dmn.Failure(Dmn.ReadTable("FIRST", "x -> y: \"a\", \"b\"", "- -> \"c\""), ("x", 1)));

    [Theory]
    [InlineData("integer", "12", "> 11", true)]
    [InlineData("feel:number", "12", "> 11", true)]
    [InlineData("double", "1e3", "= \"1e3\"", true)]
    [InlineData("string", 12, "\"12\"", true)]
    [InlineData("string", true, "\"true\"", true)]
    [InlineData("boolean", "true", "true", true)]
    [InlineData("boolean", "false", "true", false)]
    [InlineData("date", "2026-03-01", "< date(\"2026-03-02\")", true)]
    [InlineData("date", "2026-03-01T10:00:00+05:00", "= date and time(\"2026-03-01T05:00:00Z\")", true)]
    [InlineData("dateTime", "2026-03-01T10:00:00+05:00", "[date and time(\"2026-03-01T05:00:00Z\")..date and time(\"2026-03-01T05:00:01Z\")]", true)]
    [InlineData("duration", "PT48H", "= duration(\"P2D\")", true)]
    [InlineData("yearMonthDuration", "P1Y", "= duration(\"P12M\")", true)]
    [InlineData("date", "2026-03-01T10:00:00+05:00", "\"2026-03-01T05:00:00Z\"", true)]
    [InlineData("xsd:dateTime", "2026-03-01T10:00:00+05:00", "\"2026-03-01T05:00:00Z\"", true)]
    [InlineData("dateAndTime", "2026-03-01T10:00:00+05:00", "\"2026-03-01T05:00:00Z\"", true)]
    [InlineData(" date and time ", "2026-03-01T10:00:00+05:00", "\"2026-03-01T05:00:00Z\"", true)]
    [InlineData("string", "2026-03-01T10:00:00+05:00", "\"2026-03-01T05:00:00Z\"", false)]
    [InlineData("duration", "PT48H", "\"P2D\"", true)]
    [InlineData("dayTimeDuration", "PT48H", "\"P2D\"", true)]
    [InlineData("days and time duration", "PT48H", "\"P2D\"", true)]
    [InlineData("yearMonthDuration", "P1Y", "\"P12M\"", true)]
    [InlineData("years and months duration", "P1Y", "\"P12M\"", true)]
    [InlineData("string", "P1Y", "\"P12M\"", false)]
    [InlineData("date", "soon", "\"soon\"", true)]
    [InlineData("duration", "long", "\"long\"", true)]
    [InlineData("boolean", "maybe", "\"maybe\"", true)]
    [InlineData("boolean", "false", "false", true)]
    [InlineData("boolean", "true", "\"true\"", false)]
    [InlineData("number", "many", "\"many\"", true)]
    [InlineData("long", "12", "> 11", true)]
    [InlineData("decimal", "1.5", "< 2", true)]
    [InlineData("", "12", "\"12\"", true)]
    [InlineData("tSomething", "12", "\"12\"", true)]
    public void An_input_is_read_as_its_type(string type, object value, string cell, bool holds)
    {
        var table = Dmn.Table("FIRST", "x -> y", $"{cell} -> true", "- -> false").Replace("<inputExpression>", $"<inputExpression typeRef='{type}'>", StringComparison.Ordinal);
        Assert.Equal(holds ? "true" : "false", Dmn.Evaluate(Dmn.Read(Dmn.File(Dmn.Decision("d", table))), ("x", value)));
    }

    [Theory]
    [InlineData("string", "5", "\"5\"")]
    [InlineData("integer", "\"5\"", "5")]
    [InlineData("date", "date(\"2026-01-31\") + duration(\"P1M\")", "\"2026-02-28\"")]
    [InlineData("date", "\"next week\"", "\"next week\"")]
    public void An_output_is_given_as_its_type_and_dates_as_text(string type, string cell, string json)
    {
        var table = Dmn.Table("FIRST", "x -> y", $"- -> {cell}").Replace("<output ", $"<output typeRef='{type}' ", StringComparison.Ordinal);
        Assert.Equal(json, Dmn.Evaluate(Dmn.Read(Dmn.File(Dmn.Decision("d", table))), ("x", 1)));
    }

    [Theory]
    [InlineData("<literalExpression typeRef='string'><text>x</text></literalExpression>", "\"5\"")]
    [InlineData("<variable typeRef='string'/><literalExpression><text>x</text></literalExpression>", "\"5\"")]
    [InlineData("<variable typeRef='string'/><literalExpression typeRef='number'><text>x</text></literalExpression>", "5")]
    [InlineData("<literalExpression><text>x</text></literalExpression>", "5")]
    public void A_literal_expression_gives_its_type_or_its_variables(string content, string json) =>
        Assert.Equal(json, Dmn.Evaluate(Dmn.Read(Dmn.File(Dmn.Decision("d", content))), ("x", 5)));

    [Theory]
    [InlineData("label='How many'", "x", "How many")]
    [InlineData("", "x", "x")]
    [InlineData("", "", "2")]
    public void An_input_is_named_by_its_label_its_expression_or_its_place(string label, string expression, string name)
    {
        var table = Dmn.Table("FIRST", "y | x -> z", "- | < missing -> 1").Replace("<input><inputExpression><text>x</text>", $"<input {label}><inputExpression><text>{expression}</text>", StringComparison.Ordinal);
        var read = DecisionReader.Read(Dmn.File(Dmn.Decision("d", table)));
        Assert.Equal($"Decision «d»: Rule 1, input «{name}»: ", Dmn.Failure(read.Find("d")!, ("x", "text"), ("y", 1))[..$"Decision «d»: Rule 1, input «{name}»: ".Length]);
    }

    [Fact]
    public void An_input_variable_names_the_input_in_its_cells()
    {
        var table = Dmn.Table("FIRST", "x * 2 | x -> y", "twice > 5 and ? < 9 | cellInput = 4 -> 1", "- | - -> 2");
        var named = table.Replace("<input><inputExpression><text>x *", "<input xmlns:camunda='urn:c' camunda:inputVariable='twice'><inputExpression><text>x *", StringComparison.Ordinal);
        Assert.Equal("1", Dmn.Evaluate(Dmn.Read(Dmn.File(Dmn.Decision("d", named))), ("x", 4)));
        Assert.Equal("2", Dmn.Evaluate(Dmn.Read(Dmn.File(Dmn.Decision("d", named))), ("x", 5)));
        Assert.Contains("There is no variable «twice»", Dmn.Failure(Dmn.Read(Dmn.File(Dmn.Decision("d", table))), ("x", 4)), StringComparison.Ordinal);
    }

    [Fact]
    public void Juel_is_understood_where_a_file_says_so()
    {
        var xml = Dmn.File(Dmn.Decision("d", Dmn.Table("FIRST", "status -> y", "cellInput == \"gold\" && sum lt 10 -> list[0]", "${cellInput == 'silver'} -> ${list.size()}", "- -> 'none'")), "expressionLanguage='JUEL'");
        var variables = new (string, object?)[] { ("sum", 5), ("list", new object[] { "first", "second" }) };
        Assert.Equal("\"first\"", Dmn.Evaluate(Dmn.Read(xml), [("status", "gold"), .. variables]));
        Assert.Equal("2", Dmn.Evaluate(Dmn.Read(xml), [("status", "silver"), .. variables]));
        Assert.Equal("\"none\"", Dmn.Evaluate(Dmn.Read(xml), [("status", "bronze"), .. variables]));
    }

    [Fact]
    public void Placeholders_and_other_engines_symbols_need_no_language()
    {
        var table = Dmn.ReadTable("FIRST", "${x} -> y", "${cellInput > 100} -> 1", "== 7 -> 2", "!= 8 -> ${x + 1}", "${8} -> 'eight'");
        Assert.Equal("1", Dmn.Evaluate(table, ("x", 101)));
        Assert.Equal("2", Dmn.Evaluate(table, ("x", 7)));
        Assert.Equal("10", Dmn.Evaluate(table, ("x", 9)));
        Assert.Equal("\"eight\"", Dmn.Evaluate(table, ("x", 8)));
    }

    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20151101")]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn.xsd")]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    public void Every_version_of_the_format_is_read(string xmlNamespace) => Assert.Equal(
        "1", Dmn.Evaluate(Dmn.Read(Dmn.File(Dmn.Decision("d", Dmn.Literal("1"))).Replace(Dmn.Namespace, xmlNamespace, StringComparison.Ordinal))));

    [Fact]
    public void A_decision_tells_what_it_is()
    {
        var read = DecisionReader.Read(Dmn.File("<decision id='d' name='The price'><variable name='price'/>" + Dmn.Table("COLLECT MAX", "x -> y", "- -> 1") + "</decision>\n" + Dmn.Decision("e", Dmn.Literal("1"))));
        Assert.Equal(["d", "e"], read.Decisions.Select(decision => decision.Id));
        var decision = read.Find("d")!;
        Assert.Equal(("The price", "price", 2, HitPolicy.CollectMaximum, "d"), (decision.Name, decision.VariableName, decision.Line, decision.HitPolicy, decision.ToString()));
        Assert.Equal(["y"], decision.OutputNames);
        Assert.Equal(["e"], read.Find("e")!.OutputNames);
        Assert.Null(read.Find("e")!.HitPolicy);
        Assert.Null(read.Find("f"));
    }

    [Theory]
    [InlineData("UNIQUE", "x -> y", "- -> 5", "[{\"y\":5}]")]
    [InlineData("UNIQUE", "x -> y", "- -> [1, 2]", "[{\"y\":[1,2]}]")]
    [InlineData("UNIQUE", "x -> y", "- -> {a: 1}", "[{\"y\":{\"a\":1}}]")]
    [InlineData("UNIQUE", "x -> y | z", "- -> 5 | 6", "[{\"y\":5,\"z\":6}]")]
    [InlineData("UNIQUE", "x -> y", "> 100 -> 5", "[]")]
    [InlineData("COLLECT", "x -> y", "- -> 5", "[{\"y\":5}]")]
    [InlineData("RULE ORDER", "x -> y | z", "- -> 5 | 6", "[{\"y\":5,\"z\":6}]")]
    [InlineData("OUTPUT ORDER", "x -> y: 5", "- -> 5", "[{\"y\":5}]")]
    [InlineData("COLLECT", "x -> y", "> 100 -> 5", "[]")]
    [InlineData("COLLECT SUM", "x -> y", "- -> 5", "[{\"y\":5}]")]
    public void A_result_can_be_had_as_rows(string policy, string columns, string rule, string json)
    {
        var table = Dmn.ReadTable(policy, columns, rule);
        Assert.Equal(json, ValueJson.Write(Value.Of(table.Rows(table.Evaluate(new Dmn.Source(("x", 1)))))));
    }
}
