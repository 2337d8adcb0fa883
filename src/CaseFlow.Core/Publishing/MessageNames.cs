using CaseFlow.Core.Complaints;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Dispatch;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;

namespace CaseFlow.Core.Publishing;

/// <summary>The messages of a process by name: those that it sends, and those that it waits for or is started by.</summary>
/// <param name="Sent">Each with the element that sends it.</param>
/// <param name="Received">Each with the element that receives it.</param>
public sealed record MessageNames(IReadOnlyDictionary<string, FlowElement> Sent, IReadOnlyDictionary<string, FlowElement> Received)
{
    /// <summary>Messages that the program itself sends to a running case, whatever its process is called.</summary>
    public static IReadOnlyList<string> OfTheProgram { get; } =
    [
        DispatchRegister.HandedMessage, DispatchRegister.DeliveredMessage, DispatchRegister.ReturnedMessage,
        ComplaintMessages.WithdrawnMessage, ComplaintMessages.FactsMessage, ComplaintMessages.JoinedMessage,
    ];

    /// <summary>The messages of a process. A name that is known only while a case runs is left out: nobody can judge it before.</summary>
    public static MessageNames Of(ProcessGraph graph)
    {
        var sent = new SortedDictionary<string, FlowElement>(StringComparer.Ordinal);
        var received = new SortedDictionary<string, FlowElement>(StringComparer.Ordinal);
        foreach (var element in graph.Elements.Values)
        {
            foreach (var name in TriggersOf(element).Select(static trigger => NameOf(trigger.Name)).OfType<string>())
            {
                (element is ThrowEvent or SendTask ? sent : received).TryAdd(name, element);
            }
        }

        return new MessageNames(sent, received);
    }

    private static IEnumerable<MessageTrigger> TriggersOf(FlowElement element) => element switch
    {
        Event happening => happening.Triggers.OfType<MessageTrigger>(),
        SendTask { Message: { } message } => [message],
        ReceiveTask { Message: { } message } => [message],
        _ => [],
    };

    private static string? NameOf(Expression template) => template.Literal ?? (template.Text.Contains("${", StringComparison.Ordinal) || template.Text.Contains("#{", StringComparison.Ordinal) ? null : template.Text);
}

/// <summary>Whether a version would break the conversation of processes that run together.</summary>
public static class MessageCheck
{
    /// <summary>The new version sends a message that no process in force receives.</summary>
    public const string NobodyReceives = "message-nobody-receives";

    /// <summary>Another process, or the program, sends a message that the new version receives no more, nor anybody else.</summary>
    public const string ReceivedNoMore = "message-received-no-more";

    /// <summary>Another process waits for a message that the new version sends no more, nor anybody else.</summary>
    public const string SentNoMore = "message-sent-no-more";

    /// <summary>Each error names the message, and the processes that it concerns.</summary>
    /// <param name="before">The version in force; null: none is.</param>
    /// <param name="after">The version that is to replace it.</param>
    /// <param name="others">The other processes: the versions in force, and those on which cases still run.</param>
    public static IEnumerable<PackageProblem> Of(ProcessGraph? before, ProcessGraph after, IReadOnlyCollection<ProcessGraph> others)
    {
        var was = before is null ? null : MessageNames.Of(before);
        var now = MessageNames.Of(after);
        var partners = others.Select(static graph => (graph.Definition.Key, Names: MessageNames.Of(graph))).ToArray();
        foreach (var (name, element) in now.Sent.Where(sent => was?.Sent.ContainsKey(sent.Key) != true && !now.Received.ContainsKey(sent.Key) && Receivers(sent.Key).Length == 0))
        {
            yield return Problem(NobodyReceives, element, $"Sends the message «{name}», which no process in force receives.", "Publish the process that receives it first, or correct the name.", name);
        }

        foreach (var (name, _) in (was?.Received ?? new Dictionary<string, FlowElement>()).Where(received => !now.Received.ContainsKey(received.Key) && Receivers(received.Key).Length == 0))
        {
            string[] senders = [.. Senders(name), .. MessageNames.OfTheProgram.Contains(name, StringComparer.Ordinal) ? ["CaseFlow"] : Array.Empty<string>()];
            if (senders.Length > 0)
            {
                yield return Problem(ReceivedNoMore, null, $"Receives the message «{name}» no more, which is sent by {string.Join(", ", senders)}.", "Keep an event that receives it, or publish the senders first.", name, string.Join(", ", senders));
            }
        }

        foreach (var (name, _) in (was?.Sent ?? new Dictionary<string, FlowElement>()).Where(sent => !now.Sent.ContainsKey(sent.Key) && Senders(sent.Key).Length == 0))
        {
            var waiting = Receivers(name);
            if (waiting.Length > 0)
            {
                yield return Problem(SentNoMore, null, $"Sends the message «{name}» no more, for which {string.Join(", ", waiting)} waits, and nobody else sends it.", "Keep an event that sends it, or publish the receivers first.", name, string.Join(", ", waiting));
            }
        }

        string[] Receivers(string name) => [.. partners.Where(partner => partner.Names.Received.ContainsKey(name)).Select(static partner => partner.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        string[] Senders(string name) => [.. partners.Where(partner => partner.Names.Sent.ContainsKey(name)).Select(static partner => partner.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static PackageProblem Problem(string code, FlowElement? element, string message, string mend, params string[] values) =>
        new(DefinitionPackage.ProcessFileName, element?.Line ?? 0, element?.Id ?? "", code, Engine.Reading.Severity.Error, message, mend) { Values = values };
}
