using System.Text;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Tests.Properties.Oracles;

internal sealed partial class Oracle
{
    /// <summary>Where it stands, in the words of <see cref="Properties.Picture"/>.</summary>
    public string Picture()
    {
        if (HasEnded)
        {
            return Properties.Picture.Ended(Outcome, root!.Variables);
        }

        var text = new StringBuilder();
        foreach (var place in places)
        {
            Properties.Picture.Place(
                text, place.ToString(), place.Kind.ToString(), place.Scope is null ? -1 : places.IndexOf(place.Scope), place.Problem, place.Counter, (place.Completed, place.Total), place.Variables);
        }

        foreach (var place in places)
        {
            foreach (var flow in atJoins.Where(token => token.Scope == place).GroupBy(token => token.Flow.Id).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                Properties.Picture.Token(text, places.IndexOf(place), flow.Key, flow.Count());
            }
        }

        foreach (var (place, arm) in Arms)
        {
            Properties.Picture.Arm(text, places.IndexOf(place), arm.Event.Id, arm.Trigger.GetType().Name.Replace("Trigger", "", StringComparison.Ordinal), arm.Left, arm.Met, arm.Holds);
        }

        foreach (var (done, scope) in places.SelectMany(place => All(place.Done, place.ToString())).OrderBy(pair => pair.Done.Order))
        {
            Properties.Picture.Done(text, done.Activity.Id, scope, done.Data);
        }

        var tasks = places.Where(place => place is { Element: UserTask, Kind: PlaceKind.Element, Problem: null }).Select(place => place.ToString());
        return Properties.Picture.Finish(text, tasks.Order(StringComparer.Ordinal), Outcome);
    }

    private static IEnumerable<(Done Done, string Scope)> All(IEnumerable<Done> done, string scope) =>
        done.SelectMany(one => All(one.Inside, one.Activity.Id).Append((one, scope)));
}
