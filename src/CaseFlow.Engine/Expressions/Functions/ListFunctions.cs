using System.Collections.Immutable;
using CaseFlow.Engine.Values;
using static CaseFlow.Engine.Expressions.Arguments;

namespace CaseFlow.Engine.Expressions;

internal static class ListFunctions
{
    public static readonly Function[] All =
    [
        new(["count", "size"], 1, arguments => Value.Of(arguments[0] is MapValue map ? map.Entries.Count : List(arguments[0]).Length)),
        new(["isEmpty"], 1, arguments => Value.Of(arguments[0] switch
        {
            TextValue text => text.Text.Length == 0,
            MapValue map => map.Entries.IsEmpty,
            var list => List(list).IsEmpty,
        })),
        new(["list contains"], 2, arguments => Value.Of(List(arguments[0]).Any(item => Comparing.Same(item, arguments[1])))),
        new(["append"], 2, Function.AnyNumber, arguments => Value.Of(List(arguments[0]).AddRange(arguments.AsSpan()[1..]))),
        new(["concatenate"], 1, Function.AnyNumber, arguments => Value.Of(arguments.SelectMany(argument => List(argument)))),
        new(["union"], 1, Function.AnyNumber, arguments => Value.Of(arguments.SelectMany(argument => List(argument)).Distinct())) { Weight = 16 },
        new(["distinct values"], 1, arguments => Value.Of(List(arguments[0]).Distinct())) { Weight = 16 },
        new(["flatten"], 1, arguments => Value.Of(Flat(List(arguments[0])))) { Weight = 16 },
        new(["reverse"], 1, arguments => Value.Of(List(arguments[0]).Reverse())),
        new(["sublist"], 2, 3, arguments =>
        {
            var list = List(arguments[0]);
            var start = Position(arguments[1], list.Length);
            return new ListValue(list.Slice(start, Length(arguments, list.Length - start)));
        }),
        new(["index of"], 2, arguments => Value.Of(Places(List(arguments[0]), arguments[1]))),
        new(["all"], 1, Function.AnyNumber, arguments => Value.Of(Items(arguments).All(Boolean))),
        new(["any"], 1, Function.AnyNumber, arguments => Value.Of(Items(arguments).Any(Boolean))),
        new(["get value"], 2, arguments => Map(arguments[0]).Entries.GetValueOrDefault(Text(arguments[1]), Value.Null)),
    ];

    private static IEnumerable<Value> Flat(ImmutableArray<Value> items) => items.SelectMany(item => item is ListValue list ? Flat(list.Items) : [item]);

    private static IEnumerable<Value> Places(ImmutableArray<Value> items, Value wanted)
    {
        for (var place = 0; place < items.Length; place++)
        {
            if (Comparing.Same(items[place], wanted))
            {
                yield return Value.Of(place + 1);
            }
        }
    }
}
