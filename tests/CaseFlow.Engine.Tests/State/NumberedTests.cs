using CaseFlow.Engine.State;
using CsCheck;

namespace CaseFlow.Engine.Tests.State;

/// <summary><see cref="Numbered{T}"/> beside a sorted dictionary.</summary>
public sealed class NumberedTests
{
    private static readonly Gen<(int Number, int Action)[]> Actions = Gen.Select(Gen.Int[1, 40], Gen.Int[0, 5]).Array[0, 200];

    [Fact]
    public void It_does_what_a_sorted_dictionary_does() => Actions.Sample(
        actions =>
        {
            var (numbered, expected) = (new Numbered<string>(), new SortedDictionary<int, string>());
            var next = 100;
            foreach (var (number, action) in actions)
            {
                switch (action)
                {
                    case 0: // As in a step: what is new goes behind the last.
                    case 1:
                        numbered[next] = expected[next] = $"new {next}";
                        next++;
                        break;
                    case 2: // As when a state is read whose items are in another order.
                        numbered[number] = expected[number] = $"set {number}";
                        break;
                    case 3 when expected.Count > 0: // From the middle.
                        var middle = expected.Keys.ElementAt(number % expected.Count);
                        Assert.True(numbered.Remove(middle, out var removed));
                        Assert.Equal(expected[middle], removed);
                        expected.Remove(middle);
                        break;
                    case 4:
                        Assert.Equal(expected.Remove(number), numbered.Remove(number, out _));
                        break;
                    default:
                        numbered = numbered.Copy();
                        break;
                }

                Assert.Equal(expected, numbered);
                Assert.Equal(expected.Count, numbered.Count);
                Assert.Equal(expected.GetValueOrDefault(number), numbered.GetValueOrDefault(number));
                Assert.Equal(expected.ContainsKey(number), numbered.ContainsKey(number));
            }
        },
        iter: 300);

    [Fact]
    public void A_copy_does_not_change_with_its_original()
    {
        var original = new Numbered<string> { [1] = "a", [2] = "b" };
        var copy = original.Copy();
        original[3] = "c";
        original[2] = "B";
        original.Remove(1);
        Assert.Equal([new(1, "a"), new(2, "b")], copy);
        Assert.Equal([new(2, "B"), new(3, "c")], original);
    }

    [Fact]
    public void What_is_not_there_is_not_found()
    {
        var numbered = new Numbered<string> { [1] = "a", [2] = "b" };
        numbered.Remove(1);
        Assert.Throws<KeyNotFoundException>(() => numbered[1]);
        Assert.False(numbered.Remove(1, out _));
        Assert.Equal("b", numbered[2]);
    }
}
