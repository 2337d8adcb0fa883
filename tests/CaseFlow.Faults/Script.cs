using System.Globalization;
using CaseFlow.Core.Database;
using CaseFlow.Core.Mail;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Faults;

/// <summary>
/// What every case of a run does: two people work side by side, three reminders go out meanwhile, a register is asked, the
/// result is told by mail, and after two more hours the case ends.
/// </summary>
public static class Script
{
    /// <summary>Half hours of the virtual clock; in the last one every case must have ended.</summary>
    public const int Rounds = 14;

    /// <summary>The half hour in which the second person is done; the three reminders have gone out by then.</summary>
    public const int SecondIsDone = 8;

    public const int Reminders = 3;

    public const string CounterKey = "fault.counter";

    public static readonly Instant Begin = Instant.FromUtc(2026, 11, 23, 4, 0);

    private const string Model = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:c="urn:caseflow:bpmn:1" targetNamespace="t">
          <process id="faults" isExecutable="true">
            <startEvent id="s"/><serviceTask id="register" c:handler="register"/><parallelGateway id="fork"/>
            <userTask id="one"/><userTask id="two"/><parallelGateway id="join"/>
            <boundaryEvent id="remind" attachedToRef="two" cancelActivity="false"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></boundaryEvent>
            <serviceTask id="note" c:handler="note"/><endEvent id="reminded"/>
            <serviceTask id="ask" c:handler="ask"/><serviceTask id="tell" c:handler="tell"/>
            <intermediateCatchEvent id="later"><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <endEvent id="e"/>
            <sequenceFlow id="f1" sourceRef="s" targetRef="register"/><sequenceFlow id="f2" sourceRef="register" targetRef="fork"/>
            <sequenceFlow id="f3" sourceRef="fork" targetRef="one"/><sequenceFlow id="f4" sourceRef="fork" targetRef="two"/>
            <sequenceFlow id="f5" sourceRef="one" targetRef="join"/><sequenceFlow id="f6" sourceRef="two" targetRef="join"/>
            <sequenceFlow id="f7" sourceRef="remind" targetRef="note"/><sequenceFlow id="f8" sourceRef="note" targetRef="reminded"/>
            <sequenceFlow id="f9" sourceRef="join" targetRef="ask"/><sequenceFlow id="f10" sourceRef="ask" targetRef="tell"/>
            <sequenceFlow id="f11" sourceRef="tell" targetRef="later"/><sequenceFlow id="f12" sourceRef="later" targetRef="e"/>
          </process>
        </definitions>
        """;

    public static ProcessGraph Graph { get; } = Read();

    /// <summary>Ids of the cases of a run; fixed, so that a repeated start is recognised.</summary>
    public static long CaseId(int number) => 1_000_000_000 + number;

    /// <summary>Handlers that leave a row and a mail for each time they were carried out.</summary>
    public static Handlers NewHandlers(CrashPoints crash)
    {
        var handlers = new Handlers();
        handlers.AddLocal("register", (call, cancellation) =>
        {
            call.BeforeCommit(async (db, stop) => call.Case.Number = await NextNumber(db, stop));
            return Work(call, "register", crash);
        });
        handlers.AddLocal("note", (call, _) => Work(call, $"note-{call.Node}", crash));
        handlers.AddLocal("tell", (call, _) => Work(call, "tell", crash));
        handlers.AddRemote("ask", static (_, _) => Task.FromResult(ServiceAnswer.DoneWith(("answer", Value.Of("yes")))));
        return handlers;
    }

    /// <summary>The row and the subject by which a piece of work is known afterwards.</summary>
    public static string Mark(long caseId, string work) => string.Create(CultureInfo.InvariantCulture, $"fault.{caseId}.{work}");

    private static Task<ServiceAnswer> Work(ServiceCall call, string work, CrashPoints crash)
    {
        var mark = Mark(call.Case.Id, work);
        call.Db.Add(new Setting { Key = mark, Value = "done" });
        call.Send(new MailMessage("applicant@example.kz", mark, "text"));
        crash.At("handler");
        return Task.FromResult(ServiceAnswer.Done);
    }

    /// <summary>A number free of gaps, drawn in the step's transaction.</summary>
    private static async Task<string> NextNumber(CaseFlowDb db, CancellationToken cancellation)
    {
        var counter = await db.Set<Setting>().AsNoTracking().Where(row => row.Key == CounterKey).Select(row => row.Value).FirstOrDefaultAsync(cancellation);
        var next = (int.Parse(counter ?? "0", CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        if (counter is null)
        {
            db.Add(new Setting { Key = CounterKey, Value = next });
        }
        else
        {
            await db.Set<Setting>().Where(row => row.Key == CounterKey)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Value, next), cancellation);
        }

        return next;
    }

    private static ProcessGraph Read()
    {
        var read = BpmnReader.Read(Model);
        return read.IsAccepted
            ? read.Processes[0].As(read.Processes[0].Definition with { Version = 1 })
            : throw new InvalidOperationException(string.Join('\n', read.Diagnostics));
    }
}
