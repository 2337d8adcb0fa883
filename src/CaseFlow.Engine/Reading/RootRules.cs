
namespace CaseFlow.Engine.Reading;

/// <summary>What can be judged of a file's root elements alone.</summary>
internal sealed class RootRules(ReadContext context)
{
    public void Check()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var signal in context.Document.Root!.Elements(BpmnNames.Model + "signal"))
        {
            if (string.IsNullOrWhiteSpace((string?)signal.Attribute("id")))
            {
                context.Error(DiagnosticCodes.MissingId, signal, "A signal has no id.", "Give it one: events refer to it.");
            }

            if ((string?)signal.Attribute("name") is { Length: > 0 } name && !names.Add(name.Trim()))
            {
                context.Error(DiagnosticCodes.DuplicateSignal, signal, $"There are two signals of the name «{name}».", "Keep one, and refer to it.");
            }
        }
    }
}
