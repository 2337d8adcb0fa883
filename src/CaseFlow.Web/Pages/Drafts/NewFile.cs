using System.Text;
using CaseFlow.Core.Definitions;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>A file that a manager adds to a draft: what kind, and what stands in it at first.</summary>
public static class NewFile
{
    public const string Form = "form";
    public const string Table = "table";
    public const string Scenario = "scenario";

    /// <summary>Kinds, in order.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Form, Table, Scenario];

    /// <summary>Path of a new file; null: the kind or the name is not one.</summary>
    public static string? PathOf(string? kind, string? name) => name is null || !PackagePaths.IsName(name) ? null : kind switch
    {
        Form => $"forms/{name}.json",
        Table => $"{name}.dmn",
        Scenario => $"scenarios/{name}.yaml",
        _ => null,
    };

    /// <summary>What the file holds at first: the least that can be read.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="process">Id of the process.</param>
    public static byte[] ContentOf(string kind, string name, string process) => Encoding.UTF8.GetBytes(kind switch
    {
        Form => $$"""
            {
              "type": "default",
              "id": "{{name}}",
              "schemaVersion": 18,
              "components": []
            }

            """,
        Table => $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="definitions_{name}" name="{name}" namespace="urn:caseflow:{process}">
              <decision id="{name}" name="{name}">
                <decisionTable id="table_{name}" hitPolicy="FIRST">
                  <input id="input_1" label="">
                    <inputExpression id="inputExpression_1" typeRef="string">
                      <text></text>
                    </inputExpression>
                  </input>
                  <output id="output_1" label="" name="result" typeRef="string" />
                </decisionTable>
              </decision>
            </definitions>

            """,
        _ => $$"""
            models: [../process.bpmn]
            runs:
            - name: {{name}}
              steps:
              - {start: {{process}}}

            """,
    });
}
