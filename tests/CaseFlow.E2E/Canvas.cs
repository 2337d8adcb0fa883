using Microsoft.Playwright;

namespace CaseFlow.E2E;

/// <summary>The modeller as a hand uses it: the palette, the mouse, the panel beside it. Places are those of the drawing.</summary>
public sealed class Canvas(IPage page)
{
    /// <summary>Opens the process of a draft.</summary>
    public static async Task<Canvas> Open(IPage page, string draft)
    {
        await page.GotoAsync($"{draft}/Model");
        await page.WaitForSelectorAsync("[data-ready=true]");
        await page.EvaluateAsync("() => document.querySelector('[data-canvas]').scrollIntoView({ block: 'center' })");
        return new Canvas(page);
    }

    /// <summary>How many elements the drawing has.</summary>
    public static Task<int> Elements(IPage page) =>
        page.EvaluateAsync<int>("() => document.querySelector('[data-modeler]').modeler.get('elementRegistry').filter(e => e.businessObject?.$type !== 'label').length");

    /// <summary>Moves what stands to the right of a place.</summary>
    public async Task MakeSpace(float x, float y, float width)
    {
        await Take("space-tool");
        await Drag(x, y, x + width, y);
    }

    /// <summary>Takes an element from the palette and puts it down; it is selected.</summary>
    public async Task Create(string kind, float x, float y)
    {
        await Take($"create.{kind}");
        // The canvas follows a pointer that moves, not one that appears.
        await Move(x - 5, y + 15);
        await Click(x, y);
    }

    /// <summary>Changes the kind of what is selected, from its menu.</summary>
    public async Task ChangeInto(string kind)
    {
        await page.ClickAsync(".djs-context-pad .entry[data-action=replace]");
        await page.ClickAsync($".djs-popup .entry[data-id='replace-with-{kind}']");
    }

    /// <summary>Draws a way from one place to another, and pulls its middle aside, out of the way of what lies between; it is selected.</summary>
    public async Task Connect(float from, float to, float y, float aside)
    {
        await Take("global-connect-tool");
        await Move(from - 5, y - 4);
        await Click(from, y);
        await Move(to, y - 10);
        await Click(to, y);
        var middle = (from + to) / 2;
        await Move(middle, y - 2);
        await Drag(middle, y, middle, aside);
    }

    public async Task Click(float x, float y)
    {
        var at = await At(x, y);
        await page.Mouse.MoveAsync(at.X, at.Y);
        await page.Mouse.ClickAsync(at.X, at.Y);
    }

    /// <summary>Opens a group of the panel, unless it is open.</summary>
    public async Task Group(string id)
    {
        var header = page.Locator($"[data-group-id='group-{id}'] .bio-properties-panel-group-header");
        if (!(await header.GetAttributeAsync("class"))!.Contains("open", StringComparison.Ordinal))
        {
            await header.ClickAsync();
        }
    }

    public Task Fill(string field, string text) => page.FillAsync($"#bio-properties-panel-{field}", text);

    public Task Choose(string field, string value) => page.SelectOptionAsync($"#bio-properties-panel-{field}", value);

    public Task Tick(string field) => page.CheckAsync($"#bio-properties-panel-{field}");

    private Task Take(string tool) => page.ClickAsync($".djs-palette .entry[data-action='{tool}']");

    private async Task Drag(float x, float y, float toX, float toY)
    {
        await Move(x, y);
        await page.Mouse.DownAsync();
        await Move((x + toX) / 2, (y + toY) / 2);
        await Move(toX, toY);
        await page.Mouse.UpAsync();
    }

    private async Task Move(float x, float y)
    {
        var at = await At(x, y);
        await page.Mouse.MoveAsync(at.X, at.Y);
    }

    /// <summary>Where a place of the drawing is in the window.</summary>
    private async Task<(float X, float Y)> At(float x, float y)
    {
        var at = await page.EvaluateAsync<double[]>(
            """
            ([x, y]) => {
              const canvas = document.querySelector('[data-modeler]').modeler.get('canvas');
              const [seen, rect] = [canvas.viewbox(), canvas.getContainer().getBoundingClientRect()];
              return [rect.x + (x - seen.x) * seen.scale, rect.y + (y - seen.y) * seen.scale];
            }
            """,
            new double[] { x, y });
        return ((float)at[0], (float)at[1]);
    }
}
