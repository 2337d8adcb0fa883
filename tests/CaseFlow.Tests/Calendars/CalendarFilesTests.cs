using CaseFlow.Core.Calendars;

namespace CaseFlow.Tests.Calendars;

public sealed class CalendarFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("calendars").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_shipped_set_has_the_hours_of_the_standard()
    {
        Assert.Equal((2012, 2027, 1L), (Kz.Set.FirstYear, Kz.Set.LastYear, Kz.Set.Version));
        Assert.Equal(["leb", "leb-complaints", "psc", "psc-term"], Kz.Set.Schedules.Select(s => s.Key));
        Assert.Equal(File.ReadAllLines(Path.Combine(Kz.Folder, "kz-days-2012-2027.csv")).Length - 1, Kz.Set.Days.Length);
    }

    [Fact]
    public void An_unknown_schedule_is_refused() => Assert.Throws<KeyNotFoundException>(() => Kz.Set.For("bank", "Asia/Almaty"));

    [Theory]
    [InlineData("2026-03-21,Sat,holiday,а,б,c,,law,high", "2026-03-21,Sat,holiday,а,б,c,,law,high")] // twice
    [InlineData("2026-03-22,Sun,holiday,а,б,c,,law,high", "2026-03-21,Sat,holiday,а,б,c,,law,high")] // out of order
    [InlineData("2026-03-21,Fri,holiday,а,б,c,,law,high", null)] // wrong weekday
    [InlineData("2026-03-21,Sat,feast,а,б,c,,law,high", null)]
    [InlineData("2026-02-30,Sat,holiday,а,б,c,,law,high", null)]
    [InlineData("2028-01-01,Sat,holiday,а,б,c,,law,high", null)] // a year not covered
    [InlineData("2026-03-21,Sat,holiday,а,б,c,,law", null)]
    [InlineData("2026-03-24,Tue,transfer_off,а,б,c,yesterday,law,high", null)]
    public void A_wrong_day_is_refused_with_its_line(string first, string? second)
    {
        var wrong = Assert.Throws<InvalidDataException>(() => Read(days: second is null ? first : $"{first}\n{second}"));
        Assert.Contains(second is null ? "days.csv, line 2" : "days.csv, line 3", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("week: five-day", "week: four-day")]
    [InlineData("hours: mon-fri 09:00-18:00", "hours: mon-sat 09:00-18:00")]
    [InlineData("hours: mon-fri 09:00-18:00", "hours: mon-thu 09:00-18:00")]
    [InlineData("hours: mon-fri 09:00-18:00", "hours: mon-fri 18:00-09:00")]
    [InlineData("hours: mon-fri 09:00-18:00", "hours: mon-fri 09:00-14:00 13:00-18:00")]
    [InlineData("hours: mon-fri 09:00-18:00", "hours: mon-fri 09:00-18:00; fri 09:00-12:00")]
    [InlineData("hours: mon-fri 09:00-18:00", "hours: workdays")]
    [InlineData("hours: mon-fri 09:00-18:00", "hours: ''")]
    [InlineData("firstYear: 2012", "firstYear: 2028")]
    [InlineData("edition: 1", "edition: 0")]
    [InlineData("edition: 1", "edition: 1\nsurprise: 2")]
    [InlineData("source: P9.L", "followsTransfers: true")]
    [InlineData("source: P9.L", "source: P9.L\n    followsTransfers: false")]
    public void A_wrong_setting_is_refused(string right, string wrong) => Assert.Throws<InvalidDataException>(() => Read(right: right, wrong: wrong));

    [Fact]
    public void What_the_wrong_settings_start_from_is_right() => Assert.Equal(Kz.Day("2026-03-21"), Assert.Single(Read().Days).Date);

    private CalendarSet Read(string days = "2026-03-21,Sat,holiday,а,б,c,,law,high", string right = "key: kz", string wrong = "key: kz")
    {
        const string Yaml = """
            key: kz
            edition: 1
            firstYear: 2012
            lastYear: 2027
            days: days.csv
            schedules:
              - key: leb
                source: P9.L
                week: five-day
                hours: mon-fri 09:00-18:00
                name: {kk: а, ru: б, en: c}
            """;
        File.WriteAllText(Path.Combine(_folder, "kz.yaml"), Yaml.Replace(right, wrong, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(_folder, "days.csv"), $"date,weekday,type,name_kk,name_ru,name_en,transferred_from,basis,confidence\n{days}\n");
        return CalendarFiles.Read(Path.Combine(_folder, "kz.yaml"));
    }
}
