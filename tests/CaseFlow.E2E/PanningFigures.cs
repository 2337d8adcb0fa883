using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CaseFlow.E2E;

/// <summary>
/// How smoothly a large diagram moves; figures for docs/performance.md, run only when asked for: a figure says something
/// about a machine, a test must not.
/// </summary>
public sealed class PanningFigures(App app, ITestOutputHelper output) : IClassFixture<App>
{
    private const string Pan = """
        async xml => {
          const modeler = document.querySelector('[data-modeler]').modeler;
          await modeler.importXML(xml);
          const canvas = modeler.get('canvas');
          canvas.zoom('fit-viewport');
          const frames = [];
          let last = await new Promise(requestAnimationFrame);
          for (let step = 0; step < 240; step++) {
            canvas.scroll({ dx: step % 60 < 30 ? 15 : -15, dy: step % 40 < 20 ? 6 : -6 });
            const now = await new Promise(requestAnimationFrame);
            frames.push(now - last);
            last = now;
          }
          frames.sort((one, other) => one - other);
          return [frames[Math.floor(frames.length / 2)], frames[Math.floor(frames.length * 0.95)], frames[frames.length - 1]];
        }
        """;

    [Fact(Explicit = true)]
    public async Task Frames_while_a_diagram_of_300_elements_is_moved()
    {
        var page = await app.SignIn("manager");
        var id = await DraftTests.BeginAsync(page);
        await page.GotoAsync($"/Drafts/{id}/Model");
        await page.WaitForSelectorAsync("[data-ready=true]");
        foreach (var (name, tasks) in new[] { ("empty diagram", 1), ("300 elements", 150), ("empty diagram again", 1), ("300 elements again", 150) })
        {
            var frames = (await page.EvaluateAsync<JsonElement>(Pan, Model(tasks))).EnumerateArray().Select(static one => one.GetDouble()).ToArray();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: median {frames[0]:0.0} ms, p95 {frames[1]:0.0} ms, longest {frames[2]:0.0} ms"));
        }
    }

    /// <summary>Tasks in rows of fifteen, each with a flow to the next: with their flows twice as many elements, less one.</summary>
    private static string Model(int tasks)
    {
        var (elements, shapes) = (new StringBuilder(), new StringBuilder());
        for (var no = 0; no < tasks; no++)
        {
            var (x, y) = (no % 15 * 160, no / 15 * 130);
            elements.Append(CultureInfo.InvariantCulture, $"<userTask id='t{no}' name='Қадам {no}'/>");
            shapes.Append(CultureInfo.InvariantCulture, $"<bpmndi:BPMNShape id='s{no}' bpmnElement='t{no}'><dc:Bounds x='{x}' y='{y}' width='100' height='80'/></bpmndi:BPMNShape>");
            if (no > 0)
            {
                var (fromX, fromY) = ((no - 1) % 15 * 160, (no - 1) / 15 * 130);
                elements.Append(CultureInfo.InvariantCulture, $"<sequenceFlow id='f{no}' sourceRef='t{no - 1}' targetRef='t{no}'/>");
                shapes.Append(CultureInfo.InvariantCulture, $"<bpmndi:BPMNEdge id='e{no}' bpmnElement='f{no}'><di:waypoint x='{fromX + 100}' y='{fromY + 40}'/><di:waypoint x='{x}' y='{y + 40}'/></bpmndi:BPMNEdge>");
            }
        }

        return $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="t">
            <process id="delivery" isExecutable="true">{elements}</process>
            <bpmndi:BPMNDiagram id="g"><bpmndi:BPMNPlane id="p" bpmnElement="delivery">{shapes}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>
            """;
    }
}
