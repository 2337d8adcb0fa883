using System.Collections.Frozen;
using System.Collections.Immutable;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Values;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CaseFlow.Core.Scenarios;

/// <summary>Reads a scenario file. A key that it does not know fails the file: a slip of the pen must not pass for a trial.</summary>
public static class ScenarioReader
{
    private static readonly FrozenDictionary<string, string[]> Actions = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["start"] = ["vars", "key", "as", "fails"],
        ["complete"] = ["vars", "n", "all", "where", "fails"],
        ["trigger"] = ["vars", "n", "all", "fails"],
        ["message"] = ["to", "key", "n", "all", "vars", "starts", "fails"],
        ["signal"] = ["vars", "fails"],
        ["advance"] = ["fails"],
        ["advance_to"] = ["fails"],
        ["fire_timer"] = ["fails"],
        ["set_vars"] = ["at", "fails"],
        ["evaluate_conditions"] = ["starts", "fails"],
        ["retry"] = ["vars", "fails"],
        ["cancel"] = ["fails"],
        ["deploy_only"] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Expectations = FrozenSet.ToFrozenSet(
        [
            "tasks", "task_count", "waiting", "subscriptions", "start_subscriptions", "running", "ended", "not_ended", "vars", "no_vars", "visited",
            "assignee", "candidates", "due", "task_names", "incidents", "letters", "mails", "calls",
        ],
        StringComparer.Ordinal);

    /// <summary>Every key of a step, for comparing with the documentation.</summary>
    internal static IEnumerable<string> StepKeys => Actions.Keys.Concat(Actions.Values.SelectMany(keys => keys)).Concat(Expectations).Distinct(StringComparer.Ordinal);

    /// <exception cref="ScenarioFormatException">The file is malformed.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ScenarioFile Read(string path) => Read(path, File.ReadAllText(path));

    /// <summary>Reads a text as if it stood in this file.</summary>
    /// <exception cref="ScenarioFormatException">The text is malformed.</exception>
    public static ScenarioFile Read(string path, string text)
    {
        try
        {
            var stream = Load(text);
            return stream.Documents is [var only]
                ? Read(path, Map(only.RootNode, "the file"))
                : throw new ScenarioFormatException("A scenario file holds one YAML document.");
        }
        catch (YamlException wrong)
        {
            throw new ScenarioFormatException(FormattableString.Invariant($"line {wrong.Start.Line}: {wrong.InnerException?.Message ?? wrong.Message}"));
        }
    }

    /// <summary>On some malformed texts the YAML parser stumbles over its own state.</summary>
    private static YamlStream Load(string text)
    {
        try
        {
            if (YamlShape.FindFault(text) is { } fault)
            {
                throw new ScenarioFormatException(FormattableString.Invariant($"line {fault.Line}: {fault.What}"));
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream;
        }
        catch (Exception exception) when (exception is not (YamlException or ScenarioFormatException))
        {
            throw new ScenarioFormatException($"This is not YAML: {exception.Message}");
        }
    }

    /// <summary>Reads variables as people type them: a name and a value a line. Nothing typed is none.</summary>
    /// <exception cref="ScenarioFormatException">The text is malformed.</exception>
    public static ImmutableSortedDictionary<string, Value> ReadVariables(string text)
    {
        try
        {
            return Load(text).Documents switch
            {
                [] => Variables.None,
                [{ RootNode: YamlScalarNode { Value: "" or null } }] => Variables.None,
                [var only] => Entries(only.RootNode, "variables"),
                _ => throw new ScenarioFormatException("Variables are one YAML document."),
            };
        }
        catch (YamlException wrong)
        {
            throw new ScenarioFormatException(FormattableString.Invariant($"line {wrong.Start.Line}: {wrong.InnerException?.Message ?? wrong.Message}"));
        }
    }

    private static ScenarioFile Read(string path, YamlMappingNode root)
    {
        Known(root, "the file", "models", "options", "runs", "deploy");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var models = Items(root, "models").Select(model => Path.GetFullPath(Path.Combine(folder, YamlValues.Text(model, "models")))).ToImmutableArray();
        var deploy = Child(root, "deploy") is { } expectation ? ReadDeploy(expectation) : null;
        var runs = deploy is null ? Items(root, "runs").Select(ReadRun).ToImmutableArray() : [];
        if (models.IsEmpty || (deploy is null) != (Child(root, "runs") is not null))
        {
            throw YamlValues.At(root, "a scenario needs «models», and either «runs» or «deploy»");
        }

        return new ScenarioFile(path, models, ReadOptions(Child(root, "options")), runs, deploy);
    }

    private static DeployExpectation ReadDeploy(YamlNode node)
    {
        var map = Map(node, "deploy");
        Known(map, "deploy", "expect", "element");
        var expect = Child(map, "expect") is { } expected ? YamlValues.Text(expected, "expect") : "";
        if (expect is not ("reject" or "accept"))
        {
            throw YamlValues.At(map, "«expect» is reject or accept");
        }

        return new DeployExpectation(expect == "reject", Child(map, "element") is { } element ? YamlValues.Text(element, "element") : null);
    }

    private static ScenarioOptions ReadOptions(YamlNode? node)
    {
        if (node is null or YamlScalarNode { Value: "" or null })
        {
            return new ScenarioOptions();
        }

        var map = Map(node, "options");
        Known(map, "options", "waitFor", "handlers", "acceptNonExecutable", "danglingRefs", "calendar", "office", "stepLimit");
        return new ScenarioOptions
        {
            WaitFor = [.. Items(map, "waitFor").Select(item => YamlValues.Text(item, "waitFor"))],
            Handlers = Child(map, "handlers") is { } handlers ? ReadHandlers(Map(handlers, "handlers")) : ImmutableSortedDictionary<string, ImmutableArray<StandIn>>.Empty,
            AcceptNonExecutable = Child(map, "acceptNonExecutable") is { } accept && YamlValues.Of(accept) == Value.True,
            DanglingReferencesAreCodes = Child(map, "danglingRefs") is { } dangling && (YamlValues.Text(dangling, "danglingRefs") == "asCode"
                ? true
                : throw YamlValues.At(dangling, "«danglingRefs» is asCode")),
            Calendar = Child(map, "calendar") is { } calendar ? YamlValues.Text(calendar, "calendar") : null,
            Office = Child(map, "office") is { } office ? YamlValues.Text(office, "office") : null,
            StepLimit = Child(map, "stepLimit") is { } limit ? Number(limit) : 100_000,
        };
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<StandIn>> ReadHandlers(YamlMappingNode handlers)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<StandIn>>(StringComparer.Ordinal);
        foreach (var (element, node) in handlers.Children)
        {
            var answers = node is YamlSequenceNode { Children.Count: > 0 } list ? list.Children : [node];
            all.Add(YamlValues.Text(element, "handlers"), [.. answers.Select(ReadStandIn)]);
        }

        return all.ToImmutable();
    }

    private static StandIn ReadStandIn(YamlNode node)
    {
        var map = Map(node, "handlers");
        Known(map, "a handler", "result", "error", "deadlines", "failed");
        return new StandIn(
            Child(map, "result") is { } result ? Entries(result, "result") : Variables.None,
            Child(map, "error") is { } error ? YamlValues.Text(error, "error") : null,
            Child(map, "deadlines") is { } deadlines ? Entries(deadlines, "deadlines") : Variables.None)
        {
            Failed = Child(map, "failed") is { } failed && YamlValues.Of(failed) == Value.True,
        };
    }

    private static ScenarioRun ReadRun(YamlNode node, int index)
    {
        var map = Map(node, "runs");
        Known(map, "a run", "name", "clock", "steps");
        return new ScenarioRun(
            Child(map, "name") is { } name ? YamlValues.Text(name, "name") : FormattableString.Invariant($"run {index + 1}"),
            Child(map, "clock") is { } clock ? YamlValues.Text(clock, "clock") : null,
            [.. Items(map, "steps").Select((step, no) => ReadStep(step, no + 1))]);
    }

    private static ScenarioStep ReadStep(YamlNode node, int no)
    {
        var map = Map(node, "steps");
        var keys = map.Children.Keys.Select(key => YamlValues.Text(key, "key")).ToArray();
        var actions = keys.Where(Actions.ContainsKey).ToArray();
        if (actions.Length > 1)
        {
            throw YamlValues.At(map, $"a step has one action, not {string.Join(" and ", actions)}");
        }

        string[] own = actions is [var action] ? [action, .. Actions[action]] : [];
        var expectations = keys.Where(key => !own.Contains(key, StringComparer.Ordinal) && Expectations.Contains(key)).ToArray();
        var rest = keys.Except(own, StringComparer.Ordinal).Except(expectations, StringComparer.Ordinal)
            .Where(key => key != "at" || !expectations.Any(kind => kind is "vars" or "no_vars"));
        if (rest.FirstOrDefault() is { } unknown)
        {
            throw YamlValues.At(map, $"unknown key «{unknown}»");
        }

        var at = Child(map, "at") is { } where ? YamlValues.Text(where, "at") : null;
        return new ScenarioStep(
            no,
            actions is [var kind] ? ReadAction(map, kind) : null,
            [.. expectations.Select(expected => new ScenarioExpectation(expected, YamlValues.Of(Child(map, expected)!), at))]);
    }

    private static ScenarioAction ReadAction(YamlMappingNode map, string kind)
    {
        var keys = Variables.None.ToBuilder();
        foreach (var key in Actions[kind])
        {
            if (Child(map, key) is { } value)
            {
                keys[key] = YamlValues.Of(value);
            }
        }

        foreach (var (key, value) in keys)
        {
            var fits = key switch
            {
                "vars" or "where" => value is MapValue,
                "n" => value is NumberValue { Number: >= 1 and <= int.MaxValue } number && decimal.IsInteger(number.Number),
                "all" => value is BooleanValue,
                _ => true,
            };
            if (!fits)
            {
                throw YamlValues.At(map, $"«{key}» of «{kind}» cannot be {value.TypeName}");
            }
        }

        return new ScenarioAction(kind, YamlValues.Of(Child(map, kind)!), keys.ToImmutable());
    }

    private static void Known(YamlMappingNode map, string what, params string[] known)
    {
        foreach (var key in map.Children.Keys)
        {
            if (!known.Contains(YamlValues.Text(key, "key"), StringComparer.Ordinal))
            {
                throw YamlValues.At(key, $"unknown key «{key}» in {what}");
            }
        }
    }

    private static YamlNode? Child(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

    private static YamlMappingNode Map(YamlNode node, string what) => node as YamlMappingNode ?? throw YamlValues.At(node, $"«{what}» needs keys and values");

    private static IEnumerable<YamlNode> Items(YamlMappingNode map, string key) => Child(map, key) switch
    {
        null => [],
        YamlSequenceNode sequence => sequence.Children,
        var other => throw YamlValues.At(other, $"«{key}» needs a list"),
    };

    private static ImmutableSortedDictionary<string, Value> Entries(YamlNode node, string what) => ((MapValue)YamlValues.Of(Map(node, what))).Entries;

    private static int Number(YamlNode node) => YamlValues.Of(node) is NumberValue { Number: >= 1 and <= int.MaxValue } number
        ? (int)number.Number
        : throw YamlValues.At(node, "a positive number is needed");
}
