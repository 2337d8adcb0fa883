namespace CaseFlow.Engine.Model;

/// <summary>
/// Elements of one process, a bit for each: an inclusive gateway in a process of thousands of elements needs to know
/// thousands of them for each of its incoming flows.
/// </summary>
internal sealed class ElementSet
{
    private const int Bits = 64;

    private ulong[] words = [];

    public bool Contains(FlowElement element) =>
        element.Place / Bits < words.Length && (words[element.Place / Bits] & Bit(element)) != 0;

    /// <summary>Adds an element; false when it is there already.</summary>
    public bool Add(FlowElement element)
    {
        if (Contains(element))
        {
            return false;
        }

        Reserve((element.Place / Bits) + 1);
        words[element.Place / Bits] |= Bit(element);
        return true;
    }

    /// <summary>Adds all of another set.</summary>
    public void Add(ElementSet other)
    {
        Reserve(other.words.Length);
        for (var word = 0; word < other.words.Length; word++)
        {
            words[word] |= other.words[word];
        }
    }

    private void Reserve(int length)
    {
        if (words.Length < length)
        {
            Array.Resize(ref words, length);
        }
    }

    private static ulong Bit(FlowElement element) => 1UL << (element.Place % Bits);
}
