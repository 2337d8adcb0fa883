using System.Text.Json;
using CaseFlow.Core.Access;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Letters;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;
using CaseFlow.Infrastructure.Letters;
using CaseFlow.Tests.Applications;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Running;
using Scope = CaseFlow.Core.Access.Scope;

namespace CaseFlow.Tests.Dispatch;

/// <summary>
/// A chancery with letters to post, and cases that wait for it as complaints do: signed, then handed to the post, then
/// delivered or returned.
/// </summary>
internal sealed class DispatchDesk : IDisposable
{
    private static readonly ProcessGraph Model = BpmnReader.Read("""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:c="urn:caseflow:bpmn:1" targetNamespace="t">
          <message id="sent" name="replyHandedToPost"/><message id="there" name="letterDelivered"/><message id="back" name="letterReturned"/>
          <process id="posting" isExecutable="true">
            <startEvent id="s"/><userTask id="signReply"/><receiveTask id="dispatchReply" messageRef="sent"/>
            <eventBasedGateway id="arrives"/>
            <intermediateCatchEvent id="delivered"><messageEventDefinition messageRef="there"/></intermediateCatchEvent>
            <intermediateCatchEvent id="returned"><messageEventDefinition messageRef="back"/></intermediateCatchEvent>
            <endEvent id="e1"/><userTask id="handleReturned"/><endEvent id="e2"/>
            <sequenceFlow id="f1" sourceRef="s" targetRef="signReply"/><sequenceFlow id="f2" sourceRef="signReply" targetRef="dispatchReply"/>
            <sequenceFlow id="f3" sourceRef="dispatchReply" targetRef="arrives"/><sequenceFlow id="f4" sourceRef="arrives" targetRef="delivered"/>
            <sequenceFlow id="f5" sourceRef="arrives" targetRef="returned"/><sequenceFlow id="f6" sourceRef="delivered" targetRef="e1"/>
            <sequenceFlow id="f7" sourceRef="returned" targetRef="handleReturned"/><sequenceFlow id="f8" sourceRef="handleReturned" targetRef="e2"/>
          </process>
        </definitions>
        """).Processes[0];

    private static readonly LetterTemplate Template = LetterTemplate.Parse("reply", "kk", "Жауап № {{ number }}");

    private static int lastLetter;

    private readonly ServiceDesk desk;

    private DispatchDesk(ServiceDesk desk)
    {
        this.desk = desk;
        Bench = Bench.On(desk.Database, Model.As(Model.Definition with { Version = 1 }));
        Chancery = Scope.Of(desk.Clerk.UserId!.Value, [new Grant(desk.OfficeId, Roles.Chancery)]);
        Register = new DispatchRegister(desk.Database, Bench.Runner, desk.Calendars, Bench.Clock);
    }

    public Bench Bench { get; }

    public Scope Chancery { get; }

    public DispatchRegister Register { get; }

    public long OfficeId => desk.OfficeId;

    public static async Task<DispatchDesk> OpenAsync(TestDatabases databases, Provider provider, string office = "akm.leb.01") =>
        new(await ServiceDesk.OpenAsync(databases, provider, office));

    /// <summary>Another process at the same database.</summary>
    public DispatchRegister Other() => new(desk.Database, Bench.NewRunner(), desk.Calendars, Bench.Clock);

    /// <summary>A letter of a new case that waits to be printed.</summary>
    public async Task<DispatchItem> LetterAsync(DispatchPurpose purpose = DispatchPurpose.Reply, string addressee = "Сейітқали Әлия", string address = "Жаңажол ауылы, Абай к., 3") =>
        await LetterAsync(await Bench.Start(), purpose, addressee, address);

    public async Task<DispatchItem> LetterAsync(long caseId, DispatchPurpose purpose, string addressee, string address)
    {
        await using var db = desk.Database.CreateDbContext();
        var number = FormattableString.Invariant($"Ж-{Interlocked.Increment(ref lastLetter):00000}");
        var now = Bench.Clock.GetCurrentInstant();
        var letter = LetterStore.Add(
            db, new PdfLetterPainter(), Template, JsonSerializer.SerializeToElement(new { number }), new LetterOrder(caseId, number, "Аппарат", 0, now));
        var item = DispatchRegister.Add(db, caseId, letter, OfficeId, purpose, addressee, address, now, 0);
        await db.SaveChangesAsync();
        return item;
    }

    /// <summary>The head has signed: the case waits for the post.</summary>
    public Task SignAsync(DispatchItem item) => Bench.Complete(item.CaseId, "signReply");

    /// <summary>A letter ready to be handed to the post.</summary>
    public async Task<DispatchItem> EnvelopedAsync(DispatchPurpose purpose = DispatchPurpose.Reply)
    {
        var item = await LetterAsync(purpose);
        await SignAsync(item);
        await AdvanceAsync(item, DispatchState.Printed, DispatchState.Signed, DispatchState.Enveloped);
        return item;
    }

    /// <summary>A letter that the post has.</summary>
    public async Task<DispatchItem> HandedAsync(string number, DispatchPurpose purpose = DispatchPurpose.Reply)
    {
        var item = await EnvelopedAsync(purpose);
        Assert.Equal(1, (await HandAsync(item, number)).Done);
        return item;
    }

    public async Task AdvanceAsync(DispatchItem item, params DispatchState[] states)
    {
        foreach (var state in states)
        {
            Assert.Equal(1, (await Register.Advance(Chancery, [item.Id], state, CancellationToken.None)).Done);
        }
    }

    public Task<DispatchResult> HandAsync(DispatchItem item, string number) => HandAsync((item, number));

    public Task<DispatchResult> HandAsync(params (DispatchItem Item, string Number)[] letters) =>
        Register.HandToPost(Chancery, OfficeId, letters.ToDictionary(static one => one.Item.Id, static one => one.Number), CancellationToken.None);

    public async Task<DispatchItem> NowAsync(DispatchItem item) => Assert.Single(await RowsAsync<DispatchItem>(row => row.Id == item.Id));

    public async Task<List<DispatchStep>> StepsAsync(DispatchItem item) =>
        [.. (await RowsAsync<DispatchStep>(row => row.ItemId == item.Id)).OrderBy(static step => step.No)];

    /// <summary>BPMN ids of what the case waits at.</summary>
    public async Task<string> StandsAt(DispatchItem item) => string.Join(' ', (await Bench.State(item.CaseId)).Nodes.Values
        .Where(static node => node.Definition is null).Select(static node => node.Element).Order(StringComparer.Ordinal));

    public Task<List<T>> RowsAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> where)
        where T : class => desk.RowsAsync(where);

    public async Task WithDatabaseAsync(Func<Core.Database.CaseFlowDb, Task> work)
    {
        await using var db = desk.Database.CreateDbContext();
        await work(db);
        await db.SaveChangesAsync();
    }

    public void Dispose()
    {
        Bench.Dispose();
        desk.Dispose();
    }
}
