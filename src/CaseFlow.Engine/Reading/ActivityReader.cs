using System.Collections.Immutable;
using System.Xml.Linq;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Scripts;

namespace CaseFlow.Engine.Reading;

/// <summary>Reads an activity with its loop, data and whatever its type needs.</summary>
internal sealed class ActivityReader(ReadContext context, XElement source, string id)
{
    private readonly DataReader data = new(context, source);

    private string? Handler =>
        (string?)source.Attribute(BpmnNames.CaseFlow + "handler")
        ?? Foreign.ZeebeAttribute(source, "taskDefinition", "type")
        ?? (context.Options.Handled.Contains(id) ? id : null);

    private string? ResultVariable =>
        (string?)source.Attribute(BpmnNames.CaseFlow + "result") ?? Foreign.Attribute(source, "resultVariable", "resultVariableName");

    public Activity Read(string? lane) => Describe(source.Name.LocalName switch
    {
        "userTask" => UserTask(lane),
        "serviceTask" => Service(),
        "sendTask" => Handler is null ? new SendTask { Message = new EventReader(context, source).ReadMessage(catching: false) } : Service(),
        "receiveTask" => Receive(),
        "scriptTask" => Script(),
        "businessRuleTask" => Handler is null ? Rule() : Service(),
        "manualTask" => new ManualTask(),
        "callActivity" => Call(),
        "subProcess" => new SubProcess { TriggeredByEvent = context.Boolean(source, "triggeredByEvent") },
        "transaction" => new SubProcess { IsTransaction = true },
        _ => new AbstractTask(),
    });

    /// <summary>A user task, or whatever waits like one.</summary>
    public Activity ReadUserTask(string? lane) => Describe(UserTask(lane));

    private Activity Describe(Activity activity)
    {
        activity.Loop = new LoopReader(context, source).Read();
        activity.IsForCompensation = context.Boolean(source, "isForCompensation");
        activity.Inputs = data.Inputs();
        activity.Outputs = data.Outputs();
        activity.KeepsResults = data.HasZeebeOutputs;
        activity.Properties = activity is SubProcess ? [] : data.Data();
        return activity;
    }

    private UserTask UserTask(string? lane)
    {
        var roles = Templates(
            (string?)source.Attribute(BpmnNames.CaseFlow + "roles"), Foreign.Attribute(source, "candidateGroups"), Foreign.ZeebeAttribute(source, "assignmentDefinition", "candidateGroups"));
        var users = Templates(
            (string?)source.Attribute(BpmnNames.CaseFlow + "users"), Foreign.Attribute(source, "candidateUsers"), Foreign.ZeebeAttribute(source, "assignmentDefinition", "candidateUsers"));
        var owners = Resources("potentialOwner").SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
        roles = [.. roles, .. owners.Where(owner => !IsCall(owner, "user")).Select(owner => context.Template(Inside(owner, "group"), source)).OfType<Expression>()];
        users = [.. users, .. owners.Where(owner => IsCall(owner, "user")).Select(owner => context.Template(Inside(owner, "user"), source)).OfType<Expression>()];
        var assignee = Foreign.Attribute(source, "assignee") ?? Foreign.ZeebeAttribute(source, "assignmentDefinition", "assignee")
            ?? Resources("humanPerformer").Concat(Resources("performer")).Select(text => Inside(text.Trim(), "user")).FirstOrDefault();
        if (roles.IsEmpty && users.IsEmpty && assignee is null && lane is not null)
        {
            roles = Templates(lane);
        }

        var name = (string?)source.Attribute("name");
        return new UserTask
        {
            Roles = roles,
            Users = users,
            Assignee = Template(assignee),
            Due = Template((string?)source.Attribute(BpmnNames.CaseFlow + "due") ?? Foreign.Attribute(source, "dueDate") ?? Foreign.ZeebeAttribute(source, "taskSchedule", "dueDate")),
            Title = string.IsNullOrWhiteSpace(name) ? null : context.Template(name, source),
        };
    }

    private ImmutableArray<Expression> Templates(params ReadOnlySpan<string?> texts)
    {
        var templates = ImmutableArray.CreateBuilder<Expression>();
        foreach (var text in texts)
        {
            if (Template(text) is { } template)
            {
                templates.Add(template);
            }
        }

        return templates.ToImmutable();
    }

    private Expression? Template(string? text) => string.IsNullOrWhiteSpace(text) ? null : context.Template(text, source);

    /// <summary>The texts of a resource role's expressions, such as <c>group(a), user(b)</c>.</summary>
    private IEnumerable<string> Resources(string kind) => source.Elements(BpmnNames.Model + kind)
        .SelectMany(role => role.Elements(BpmnNames.Model + "resourceAssignmentExpression"))
        .Select(assignment => assignment.Value.Trim()).Where(text => text.Length > 0);

    private static bool IsCall(string text, string function) =>
        text.StartsWith(function + "(", StringComparison.Ordinal) && text.EndsWith(')');

    private static string Inside(string text, string function) => IsCall(text, function) ? text[(function.Length + 1)..^1].Trim() : text;

    private ServiceTask Service()
    {
        var expression = Foreign.Attribute(source, "expression");
        return new ServiceTask
        {
            Handler = Handler,
            // An expression of another engine mostly calls its beans; only one that this engine can read is evaluated, and only for its result.
            Expression = Handler is null && ResultVariable is not null && expression is not null ? ReadContext.TryExpression(expression) : null,
            ResultVariable = ResultVariable,
        };
    }

    private ReceiveTask Receive()
    {
        var instantiate = context.Boolean(source, "instantiate");
        if (instantiate && source.Attribute("messageRef") is null)
        {
            context.Error(DiagnosticCodes.MissingName, source, "A receive task that starts the process needs a message.", "Choose one.");
        }

        return new ReceiveTask
        {
            Message = source.Attribute("messageRef") is null ? null : new EventReader(context, source).ReadMessage(catching: true),
            Instantiate = instantiate,
        };
    }

    private Activity Script()
    {
        var zeebe = Foreign.ZeebeElement(source, "script");
        var format = zeebe is null ? ((string?)source.Attribute("scriptFormat") ?? "").Trim().ToLowerInvariant() : "feel";
        var text = (string?)zeebe?.Attribute("expression") ?? source.Element(BpmnNames.Model + "script")?.Value ?? "";
        try
        {
            Script? script = format switch
            {
                "javascript" or "text/javascript" or "application/javascript" or "ecmascript" => JavaScript.Parse(text),
                "feel" or "juel" => new ExpressionScript(Expression.Parse(text)),
                _ => null,
            };
            if (script is not null)
            {
                return new ScriptTask { Script = script, ResultVariable = ResultVariable ?? (string?)zeebe?.Attribute("resultVariable") };
            }

            context.Error(DiagnosticCodes.UnsupportedScript, source, $"The script format «{format}» is not run.", "Use javascript, feel or juel.");
        }
        catch (ExpressionSyntaxException exception)
        {
            context.Error(DiagnosticCodes.ExpressionSyntax, source, exception.Message, "Mend the script.");
        }

        return new ManualTask();
    }

    private BusinessRuleTask Rule()
    {
        var decision = (string?)source.Attribute(BpmnNames.CaseFlow + "decision") ?? Foreign.Attribute(source, "decisionRef") ?? Foreign.ZeebeAttribute(source, "calledDecision", "decisionId");
        var shape = (string?)source.Attribute(BpmnNames.CaseFlow + "decisionResult") ?? Foreign.Attribute(source, "mapDecisionResult");
        return new BusinessRuleTask
        {
            Decision = Template(decision),
            ResultVariable = ResultVariable ?? Foreign.ZeebeAttribute(source, "calledDecision", "resultVariable"),
            Result = shape switch
            {
                "singleEntry" => DecisionResult.SingleEntry,
                "singleResult" => DecisionResult.SingleResult,
                "collectEntries" => DecisionResult.CollectEntries,
                "resultList" => DecisionResult.ResultList,
                _ => DecisionResult.AsIs,
            },
        };
    }

    private CallActivity Call()
    {
        var zeebe = Foreign.ZeebeElement(source, "calledElement");
        var called = (string?)zeebe?.Attribute("processId") ?? (string?)source.Attribute("calledElement");
        if (string.IsNullOrWhiteSpace(called))
        {
            context.Error(DiagnosticCodes.MissingCalledElement, source, "The call activity names no process.", "Set calledElement to the id of a process.");
            called = "none";
        }
        else if (context.Find(called)?.Name.LocalName is { } kind && kind.StartsWith("global", StringComparison.Ordinal))
        {
            context.Error(DiagnosticCodes.UnsupportedElement, source, $"It calls a «{kind}», which is not run.", "Call a process, or draw the task in its place.");
        }

        var hasOutputs = data.HasZeebeOutputs;
        return new CallActivity
        {
            CalledElement = context.Template(zeebe is null ? context.LocalName(called) : called, source) ?? Expression.Variable("none"),
            Binding = ((string?)source.Attribute(BpmnNames.CaseFlow + "binding") ?? Foreign.Attribute(source, "calledElementBinding")) switch
            {
                "latest" => CallBinding.Latest,
                "version" => CallBinding.Version,
                _ => CallBinding.InForce,
            },
            Version = Template((string?)source.Attribute(BpmnNames.CaseFlow + "version") ?? Foreign.Attribute(source, "calledElementVersion")),
            // Zeebe: what is not inherited is what the inputs made local to the call.
            In = zeebe is not null && IsFalse((string?)zeebe.Attribute("propagateAllParentVariables")) ? data.LocalInputs() : data.CallMappings("in"),
            Out = data.CallMappings("out"),
            InAll = data.PassesAll("in") || IsTrue(Foreign.Attribute(source, "inheritVariables")) || (zeebe is not null && !IsFalse((string?)zeebe.Attribute("propagateAllParentVariables"))),
            OutAll = data.PassesAll("out") || (zeebe is not null && (hasOutputs || !IsFalse((string?)zeebe.Attribute("propagateAllChildVariables")))),
        };
    }

    private static bool IsTrue(string? text) => text is "true" or "1";

    private static bool IsFalse(string? text) => text is "false" or "0";
}
