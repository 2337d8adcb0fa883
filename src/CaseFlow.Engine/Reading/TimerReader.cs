using System.Xml.Linq;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Reading;

/// <summary>
/// Reads a timer definition: exactly one of timeDate, timeDuration, timeCycle (BPMN 2.0.2, 10.5.5.15) or the attribute
/// <c>deadline</c> of CaseFlow, which names a requirement whose due time the case already has.
/// </summary>
internal sealed class TimerReader(ReadContext context, XElement definition)
{
    public TimerTrigger? Read()
    {
        var given = Definitions().ToArray();
        if (given.Length != 1)
        {
            context.Error(DiagnosticCodes.TimerDefinition, definition, $"A timer needs exactly one definition; it has {given.Length}.", "Give one of: date, duration, cycle, deadline.");
            return null;
        }

        var (kind, text) = given[0];
        var calendar = (string?)definition.Attribute(BpmnNames.CaseFlow + "calendar");
        var before = (string?)definition.Attribute(BpmnNames.CaseFlow + "before");
        if (before is not null && !Iso8601.IsDuration(before))
        {
            context.Error(DiagnosticCodes.TimerText, definition, $"«{before}» is not an ISO 8601 duration.", "Write for example PT4H.");
        }

        try
        {
            var value = Expression.ParseTemplate(text);
            CheckLiteral(kind, value.Literal);
            return new TimerTrigger(kind, value, calendar, before);
        }
        catch (ExpressionSyntaxException exception)
        {
            context.Error(DiagnosticCodes.ExpressionSyntax, definition, exception.Message, "See the expression language in docs/bpmn-support.md.");
            return null;
        }
    }

    private IEnumerable<(TimerKind Kind, string Text)> Definitions()
    {
        foreach (var child in definition.Elements())
        {
            TimerKind? kind = child.Name.Namespace != BpmnNames.Model ? null : child.Name.LocalName switch
            {
                "timeDate" => TimerKind.Date,
                "timeDuration" => TimerKind.Duration,
                "timeCycle" => TimerKind.Cycle,
                _ => null,
            };
            if (kind is { } known)
            {
                yield return (known, child.Value);
            }
        }

        if ((string?)definition.Attribute(BpmnNames.CaseFlow + "deadline") is { } deadline)
        {
            yield return (TimerKind.Deadline, deadline);
        }
    }

    /// <summary>A fixed text can be judged at deployment; one with an expression only when it is evaluated.</summary>
    private void CheckLiteral(TimerKind kind, string? literal)
    {
        var isGood = literal is null || kind switch
        {
            TimerKind.Date => Iso8601.IsDateTime(literal),
            TimerKind.Duration => Iso8601.IsDuration(literal),
            TimerKind.Cycle => Cron.IsCron(literal) || Iso8601.TrySplitCycle(literal, out _, out _),
            _ => literal.Length > 0,
        };
        if (!isGood)
        {
            var fault = kind == TimerKind.Cycle ? Iso8601.FaultOfCycle(literal!) : $"is not an ISO 8601 {kind.ToString().ToLowerInvariant()}";
            context.Error(DiagnosticCodes.TimerText, definition, $"«{literal}» {fault}.", "Write for example 2026-11-23T09:00:00+05:00, P2D, PT15M or R3/PT1H.");
        }
    }
}
