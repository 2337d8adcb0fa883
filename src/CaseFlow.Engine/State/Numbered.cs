using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaseFlow.Engine.State;

/// <summary>
/// Items by number, in ascending order. Numbers are given out ascending, so that a new item goes behind the last; a
/// removed one leaves a gap until half of the places are gaps. It is copied with every step: two arrays are the least
/// that a copy can cost.
/// </summary>
public sealed class Numbered<T> : IReadOnlyDictionary<int, T>
    where T : class
{
    private const int Room = 4;

    private int[] numbers;
    private T?[] items;
    private int used;

    public Numbered()
        : this(0)
    {
    }

    private Numbered(int capacity) => (numbers, items) = capacity == 0 ? ([], []) : (new int[capacity], new T?[capacity]);

    public int Count { get; private set; }

    public IEnumerable<int> Keys => this.Select(entry => entry.Key);

    public IEnumerable<T> Values => this.Select(entry => entry.Value);

    /// <summary>The item of this number; setting it adds or replaces.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public T this[int key]
    {
        get => TryGetValue(key, out var item) ? item : throw new KeyNotFoundException($"There is no number {key}.");
        internal set
        {
            var place = PlaceOf(key);
            if (place < 0)
            {
                Insert(~place, key);
                place = ~place;
            }

            Count += items[place] is null ? 1 : 0;
            items[place] = value;
        }
    }

    public bool ContainsKey(int key) => PlaceOf(key) is >= 0 and var place && items[place] is not null;

    public bool TryGetValue(int key, [MaybeNullWhen(false)] out T value)
    {
        value = PlaceOf(key) is >= 0 and var place ? items[place] : null;
        return value is not null;
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<int, T>> IEnumerable<KeyValuePair<int, T>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A copy with the same items.</summary>
    internal Numbered<T> Copy()
    {
        var copy = new Numbered<T>(Count == 0 ? 0 : Count + Room);
        foreach (var (number, item) in this)
        {
            copy.numbers[copy.used] = number;
            copy.items[copy.used++] = item;
        }

        copy.Count = Count;
        return copy;
    }

    internal bool Remove(int number, [MaybeNullWhen(false)] out T item)
    {
        if (!TryGetValue(number, out item))
        {
            return false;
        }

        items[PlaceOf(number)] = null;
        Count--;
        while (used > 0 && items[used - 1] is null)
        {
            used--;
        }

        if (used > Room && Count < used / 2)
        {
            CloseGaps();
        }

        return true;
    }

    internal void Remove(int number) => Remove(number, out _);

    /// <summary>Where the number is, or (as a complement) where it belongs.</summary>
    private int PlaceOf(int number) =>
        used == 0 || numbers[used - 1] < number ? ~used : Array.BinarySearch(numbers, 0, used, number);

    private void Insert(int place, int number)
    {
        if (used == numbers.Length)
        {
            Array.Resize(ref numbers, Math.Max(Room, used * 2));
            Array.Resize(ref items, numbers.Length);
        }

        Array.Copy(numbers, place, numbers, place + 1, used - place);
        Array.Copy(items, place, items, place + 1, used - place);
        (numbers[place], items[place]) = (number, null);
        used++;
    }

    private void CloseGaps()
    {
        var kept = 0;
        for (var place = 0; place < used; place++)
        {
            if (items[place] is { } item)
            {
                (numbers[kept], items[kept]) = (numbers[place], item);
                kept++;
            }
        }

        Array.Clear(items, kept, used - kept);
        used = kept;
    }

    /// <summary>Goes through the items without a cost in memory; they may not be added or removed meanwhile.</summary>
    public struct Enumerator : IEnumerator<KeyValuePair<int, T>>
    {
        private readonly Numbered<T> source;
        private int place;

        internal Enumerator(Numbered<T> source)
        {
            this.source = source;
            place = -1;
        }

        public readonly KeyValuePair<int, T> Current => new(source.numbers[place], source.items[place]!);

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            do
            {
                place++;
            }
            while (place < source.used && source.items[place] is null);
            return place < source.used;
        }

        public void Reset() => place = -1;

        public readonly void Dispose()
        {
        }
    }
}

/// <summary>As an object with the numbers as names, ascending.</summary>
internal sealed class NumberedConverter<T> : JsonConverter<Numbered<T>>
    where T : class
{
    public override Numbered<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Numbered items are an object.");
        }

        var read = new Numbered<T>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var number = int.TryParse(reader.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var parsed)
                ? parsed
                : throw new JsonException($"«{reader.GetString()}» is no number of an item.");
            reader.Read();
            read[number] = JsonSerializer.Deserialize<T>(ref reader, options) ?? throw new JsonException($"The item {number} is null.");
        }

        return read;
    }

    public override void Write(Utf8JsonWriter writer, Numbered<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (number, item) in value)
        {
            writer.WritePropertyName(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            JsonSerializer.Serialize(writer, item, options);
        }

        writer.WriteEndObject();
    }
}
