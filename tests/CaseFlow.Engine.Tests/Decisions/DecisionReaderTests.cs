using System.Diagnostics;
using System.Reflection;
using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.Tests.Support;
using CsCheck;

namespace CaseFlow.Engine.Tests.Decisions;

/// <summary>Every code the reader knows, with the element and the line it names. The content of a file begins on line 2.</summary>
public sealed class DecisionReaderTests
{
    private const string Ok = "<literalExpression><text>1</text></literalExpression>";

    public static TheoryData<string, string?, int, string> Refusals { get; } = new()
    {
        { DecisionCodes.NoDecision, "definitions", 1, "<inputData id='i'/>" },
        { DecisionCodes.MissingId, "definitions", 3, $"\n<decision>{Ok}</decision>" },
        { DecisionCodes.DuplicateId, "d", 3, $"<inputData id='d'/>\n<decision id='d'>{Ok}</decision>" },
        { DecisionCodes.UnknownReference, "d", 3, $"<decision id='d'>\n<informationRequirement><requiredDecision href='#e'/></informationRequirement>{Ok}</decision>" },
        { DecisionCodes.UnknownReference, "r", 2, $"<decision id='d'><informationRequirement id='r'><requiredDecision href='other.dmn#d'/></informationRequirement>{Ok}</decision>" },
        { DecisionCodes.UnknownReference, "r", 2, $"<decision id='d'><informationRequirement id='r'><requiredDecision/></informationRequirement>{Ok}</decision>" },
        { DecisionCodes.UnknownReference, "d", 2, $"<inputData id='i'/><decision id='d'><informationRequirement><requiredDecision href='#i'/></informationRequirement>{Ok}</decision>" },
        { DecisionCodes.UnsupportedElement, "k", 3, $"<decision id='d'>{Ok}</decision>\n<businessKnowledgeModel id='k'/>" },
        { DecisionCodes.UnsupportedElement, "d", 2, $"<decision id='d'><knowledgeRequirement><requiredKnowledge href='#k'/></knowledgeRequirement>{Ok}</decision>" },
        { DecisionCodes.UnsupportedLogic, "v", 3, "<decision id='d'>\n<invocation id='v'/></decision>" },
        { DecisionCodes.UnsupportedLogic, "d", 2, "<decision id='d'><context/></decision>" },
        { DecisionCodes.UnsupportedLogic, "d", 2, "<decision id='d'><relation/></decision>" },
        { DecisionCodes.UnsupportedLogic, "d", 2, "<decision id='d'><list/></decision>" },
        { DecisionCodes.UnsupportedLogic, "d", 2, "<decision id='d'><functionDefinition/></decision>" },
        { DecisionCodes.UnsupportedLogic, "d", 2, "<decision id='d'><conditional/></decision>" },
        { DecisionCodes.UnsupportedLogic, "d", 2, "<decision id='d'><for/></decision>" },
        { DecisionCodes.UnsupportedLanguage, "l", 2, "<decision id='d'><literalExpression id='l' expressionLanguage='groovy'><text>1</text></literalExpression></decision>" },
        { DecisionCodes.UnsupportedLanguage, "e", 4, Table("<input><inputExpression><text>x</text></inputExpression></input><output/><rule>\n\n<inputEntry id='e' expressionLanguage='javascript'><text>true</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>") },
        { DecisionCodes.NoLogic, "d", 2, "<decision id='d'/>" },
        { DecisionCodes.NoLogic, "d", 2, "<decision id='d'><literalExpression/></decision>" },
        { DecisionCodes.NoLogic, "d", 2, "<decision id='d'><literalExpression><importedValues/></literalExpression></decision>" },
        { DecisionCodes.SeveralLogics, "d", 3, $"<decision id='d'>{Ok}\n{Ok}</decision>" },
        { DecisionCodes.ExpressionSyntax, "d", 2, "<decision id='d'><literalExpression><text>1 +</text></literalExpression></decision>" },
        { DecisionCodes.ExpressionSyntax, "i", 3, Table("<input>\n<inputExpression id='i'><text>x +</text></inputExpression></input><output/>") },
        { DecisionCodes.ExpressionSyntax, "v", 2, Table("<input><inputExpression><text>x</text></inputExpression><inputValues id='v'><text>&lt;</text></inputValues></input><output/>") },
        { DecisionCodes.ExpressionSyntax, "v", 2, Table("<output><outputValues id='v'><text>\"a\",</text></outputValues></output>") },
        { DecisionCodes.ExpressionSyntax, "v", 2, Table("<output><outputValues id='v'><text>\"a\", x</text></outputValues></output>") },
        { DecisionCodes.ExpressionSyntax, "v", 2, Table("<output><defaultOutputEntry id='v'><text>)</text></defaultOutputEntry></output>") },
        { DecisionCodes.ExpressionSyntax, "r", 2, Table("<output/><rule id='r'><outputEntry><text>a b</text></outputEntry></rule>") },
        { DecisionCodes.ExpressionSyntax, "r", 2, Table("<input><inputExpression><text>x</text></inputExpression></input><output/><rule id='r'><inputEntry><text>[1..</text></inputEntry><outputEntry/></rule>") },
        { DecisionCodes.HitPolicy, "t", 2, Table("<output/>", "hitPolicy='MAYBE'") },
        { DecisionCodes.Aggregation, "t", 2, Table("<output/>", "hitPolicy='COLLECT' aggregation='MEAN'") },
        { DecisionCodes.Aggregation, "t", 2, Table("<output name='a'/><output name='b'/>", "hitPolicy='COLLECT' aggregation='SUM'") },
        { DecisionCodes.NoOutput, "t", 2, Table("") },
        { DecisionCodes.OutputName, "o", 2, Table("<output name='a'/><output id='o'/>") },
        { DecisionCodes.OutputName, "o", 2, Table("<output name='a'/><output id='o' name='a'/>") },
        { DecisionCodes.OutputOrder, "t", 2, Table("<output/>", "hitPolicy='PRIORITY'") },
        { DecisionCodes.OutputOrder, "t", 2, Table("<output/>", "hitPolicy='OUTPUT ORDER'") },
        { DecisionCodes.RuleShape, "r", 2, Table("<output/><rule id='r'><inputEntry/><outputEntry/></rule>") },
        { DecisionCodes.RuleShape, "r", 2, Table("<output/><rule id='r'/>") },
        { DecisionCodes.RequirementCycle, "d", 2, Dmn.Decision("d", Ok, "d") },
        { DecisionCodes.RequirementCycle, "a", 2, Dmn.Decision("a", Ok, "b") + "\n" + Dmn.Decision("b", Ok, "c") + Dmn.Decision("c", Ok, "a") },
        { DecisionCodes.TooManyRequirements, "d64", 2, string.Concat(Enumerable.Range(0, 66).Select(number => Dmn.Decision($"d{number}", Ok, number == 65 ? [] : [$"d{number + 1}"]))) },
        { DecisionCodes.TooManyRequirements, "d", 2, Dmn.Decision("d", Ok, [.. Enumerable.Repeat("e", 101)]) + Dmn.Decision("e", Ok) },
    };

    public static TheoryData<string, string, int, string> Warnings { get; } = new()
    {
        { DecisionCodes.EmptyInput, "i", 3, Table("\n<input id='i'><inputExpression><text> </text></inputExpression></input><output/><rule><inputEntry/><outputEntry/></rule>") },
        { DecisionCodes.EmptyInput, "i", 2, Table("<input id='i'/><output/><rule><inputEntry/><outputEntry/></rule>") },
        { DecisionCodes.NoRules, "t", 2, Table("<output/>") },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Refused(string code, string? element, int line, string content)
    {
        var read = DecisionReader.Read(Dmn.File(content));
        var found = Assert.Single(read.Diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        Assert.Equal((code, element, line), (found.Code, found.Element, found.Line));
        Assert.NotEmpty(found.Message);
        Assert.EndsWith(".", found.Mend, StringComparison.Ordinal);
        Assert.Empty(read.Decisions);
    }

    [Fact]
    public void A_circle_and_a_long_chain_are_told_apart()
    {
        Assert.Equal("The decision requires itself, through others or directly.", Message(Dmn.Decision("d", Ok, "d")));
        Assert.Equal("Decisions require one another over more than 64 levels.", Message(string.Concat(Enumerable.Range(0, 66).Select(number => Dmn.Decision($"d{number}", Ok, number == 65 ? [] : [$"d{number + 1}"])))));

        static string Message(string content) => Assert.Single(DecisionReader.Read(Dmn.File(content)).Diagnostics, diagnostic => diagnostic.Severity == Severity.Error).Message;
    }

    [Fact]
    public void A_hundred_requirements_are_allowed() =>
        Assert.Empty(DecisionReader.Read(Dmn.File(Dmn.Decision("d", Ok, [.. Enumerable.Repeat("e", 100)]) + Dmn.Decision("e", Ok))).Diagnostics);

    [Theory]
    [MemberData(nameof(Warnings))]
    public void Accepted_with_a_warning(string code, string element, int line, string content)
    {
        var read = DecisionReader.Read(Dmn.File(content));
        var found = Assert.Single(read.Diagnostics);
        Assert.Equal((code, Severity.Warning, element, line), (found.Code, found.Severity, found.Element, found.Line));
        Assert.NotEmpty(found.Message);
        Assert.EndsWith(".", found.Mend, StringComparison.Ordinal);
        Assert.Single(read.Decisions);
    }

    [Fact]
    public void Every_code_has_a_case()
    {
        var tested = Refusals.Select(row => row.Data.Item1).Concat(Warnings.Select(row => row.Data.Item1)).Append(DecisionCodes.NotDmn).Distinct();
        Assert.Equal(Codes().Order(StringComparer.Ordinal), tested.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>", DecisionCodes.NotDmn)]
    [InlineData("<decision xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>", DecisionCodes.NotDmn)]
    [InlineData("<definitions", DiagnosticCodes.NotWellFormed)]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", DiagnosticCodes.Doctype)]
    public void What_is_no_dmn_is_refused(string xml, string code) => IsRefused(code, DecisionReader.Read(xml));

    [Fact]
    public void All_errors_are_found_at_once()
    {
        var read = DecisionReader.Read(Dmn.File(Dmn.Decision("d", Dmn.Table("FIRST", "x +| y -> z", "( | 1 -> )", "1 | < -> 1")) + "\n" + Dmn.Decision("e", Dmn.Literal("1 +"))));
        Assert.Equal(5, read.Diagnostics.Count);
        Assert.Equal("e", read.Diagnostics[^1].Element);
    }

    [Fact]
    public void A_large_file_is_refused() => IsRefused(DiagnosticCodes.TooLarge, DecisionReader.Read(new string(' ', SafeXml.MaximumBytes + 1)));

    [Fact]
    public void A_mutated_file_is_accepted_or_refused_and_never_throws()
    {
        string[] pieces = ["<", ">", "/>", "<rule>", "</rule>", "id=''", "id='d'", "&amp;", "&x;", "..", "[", ")", "not(", "?", "${", "}", "\"", "date(", "for x in ", "hitPolicy='FIRST'", "<text/>", "\0", "\uFFFE", "xmlns=''", "href='#d'"];
        var seed = Dmn.File(Dmn.Decision("d", Dmn.Table("OUTPUT ORDER", "x | y -> a: 1, 2 | b", "< 5 | \"a\", \"b\" -> 1 | for i in [1, 2] return i", "not([1..3]) | - -> 2 | a.b"), "e") + Dmn.Decision("e", Dmn.Literal("if x > 1 then 1 else 2")));
        Gen.Select(Gen.Int[0, seed.Length - 1], Gen.Int[0, 30], Gen.Int[0, pieces.Length - 1]).Array[1, 6].Sample(
            mutations =>
            {
                var xml = mutations.Aggregate(seed, (text, mutation) =>
                {
                    var at = Math.Min(mutation.Item1, text.Length);
                    return text[..at] + pieces[mutation.Item3] + text[Math.Min(at + mutation.Item2, text.Length)..];
                });
                var read = DecisionReader.Read(xml);
                Assert.Equal(read.IsAccepted, read.Decisions.Count > 0);
            },
            iter: Long.Run ? 200_000 : 2_000);
    }

    [Theory]
    [InlineData("one cell")]
    [InlineData("many cells")]
    [InlineData("many decisions")]
    [InlineData("names with blanks")]
    [InlineData("brackets")]
    public void Large_files_are_read_in_time(string kind)
    {
        var cell = new string('(', 9_000);
        var xml = kind switch
        {
            "one cell" => Dmn.File(Dmn.Decision("d", Dmn.Table("FIRST", "x -> y", new string('[', 4_000_000) + " -> 1"))),
            "many cells" => Dmn.File(Dmn.Decision("d", Dmn.Table("FIRST", "x -> y", [.. Enumerable.Repeat("[1..5], > 9 -> 1", 3_900)]))),
            "many decisions" => Dmn.File(string.Concat(Enumerable.Range(0, 3_000).Select(number => Dmn.Decision($"d{number}", Ok, $"d{number + 1}")))),
            "names with blanks" => Dmn.File(
                string.Concat(Enumerable.Range(0, 100).Select(number => $"<inputData id='i{number}' name='a b {number}'/>")) + "<decision id='d'>"
                + string.Concat(Enumerable.Range(0, 100).Select(number => $"<informationRequirement><requiredInput href='#i{number}'/></informationRequirement>"))
                + Dmn.Table("FIRST", "x -> y", [.. Enumerable.Repeat("- -> " + string.Concat(Enumerable.Repeat("a+", 900)) + "a", 600)]) + "</decision>"),
            _ => Dmn.File(Dmn.Decision("d", Dmn.Table("FIRST", "x -> y", [.. Enumerable.Repeat($"x in {cell} -> 1", 500)]))),
        };
        var watch = Stopwatch.StartNew();
        DecisionReader.Read(xml);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    private static void IsRefused(string code, DecisionReadResult read)
    {
        var found = Assert.Single(read.Diagnostics);
        Assert.Equal((code, Severity.Error), (found.Code, found.Severity));
        Assert.NotEmpty(found.Message);
        Assert.NotEmpty(found.Mend);
        Assert.Empty(read.Decisions);
    }

    private static string Table(string content, string attributes = "") => $"<decision id='d'><decisionTable id='t' {attributes}>{content}</decisionTable></decision>";

    private static IEnumerable<string> Codes() => typeof(DecisionCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
}
