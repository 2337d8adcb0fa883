namespace CaseFlow.Infrastructure.Letters;

/// <summary>A strip and where it stands, counted from the top of the text area.</summary>
internal sealed record Placed(Strip Strip, float Y);

/// <summary>Deals strips onto pages.</summary>
internal sealed class Pages(float height)
{
    private readonly List<List<Placed>> pages = [[]];
    private float y;

    public static IReadOnlyList<IReadOnlyList<Placed>> Deal(IReadOnlyList<Strip> strips, float height)
    {
        var dealer = new Pages(height);
        for (var i = 0; i < strips.Count;)
        {
            var count = 1;
            while (i + count < strips.Count && strips[i + count - 1].KeepWithNext && !strips[i + count].BreakBefore)
            {
                count++;
            }

            dealer.Add([.. strips.Skip(i).Take(count)]);
            i += count;
        }

        return dealer.pages;
    }

    private bool AtTop => pages[^1].Count == 0;

    private void Add(List<Strip> group)
    {
        var needed = group.Sum(strip => strip.Height) + group.Skip(AtTop ? 1 : 0).Sum(strip => strip.SpaceBefore);
        if (!AtTop && (group[0].BreakBefore || (y + needed > height && needed <= height)))
        {
            NewPage();
        }

        // What belongs together but is higher than a page is dealt strip by strip.
        foreach (var strip in group)
        {
            if (!AtTop && y + strip.SpaceBefore + strip.Height > height)
            {
                NewPage();
            }

            Place(strip);
        }
    }

    private void NewPage()
    {
        pages.Add([]);
        y = 0;
    }

    private void Place(Strip strip)
    {
        if (AtTop)
        {
            foreach (var header in strip.Header)
            {
                pages[^1].Add(new Placed(header, y));
                y += header.Height;
            }
        }
        else
        {
            y += strip.SpaceBefore;
        }

        pages[^1].Add(new Placed(strip, y));
        y += strip.Height;
    }
}
