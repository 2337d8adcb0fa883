using NodaTime;

namespace CaseFlow.Core.Calendars;

/// <summary>Which days of an ordinary week are worked.</summary>
public enum Week
{
    /// <summary>Monday to Friday.</summary>
    FiveDay = 5,

    /// <summary>Monday to Saturday.</summary>
    SixDay = 6,
}

/// <summary>How one kind of office works: its week and its hours, without a place on the map.</summary>
/// <param name="Key">The key by which offices, terms and definitions name it, for example <c>leb</c>.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Week">Its week.</param>
/// <param name="Hours">Its opening hours.</param>
/// <param name="FollowsTransfers">Whether days moved by decree are observed; always true of the five-day week.</param>
/// <param name="Source">The paragraph that sets it, for example <c>P9.L</c>.</param>
public sealed record Schedule(string Key, Names Name, Week Week, OfficeHours Hours, bool FollowsTransfers, string Source)
{
    /// <summary>Throws when hours and week contradict each other: a day counted but never open would have no closing time.</summary>
    /// <exception cref="FormatException">They do.</exception>
    public void Check()
    {
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if (Hours.On(day).IsEmpty == ((int)day <= (int)Week))
            {
                throw new FormatException($"Schedule '{Key}': the hours '{Hours}' do not fit a week of {(int)Week} days.");
            }
        }

        if (Week == Week.FiveDay && !FollowsTransfers)
        {
            throw new FormatException($"Schedule '{Key}': a five-day week always follows the transfers of days off.");
        }
    }
}
