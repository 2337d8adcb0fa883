using CaseFlow.Core.Publishing;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;
using CaseFlow.Tests.Comparing;
using CaseFlow.Tests.Running;

namespace CaseFlow.Tests.Publishing;

/// <summary>A version that would break the conversation of running processes is refused with the name of the message.</summary>
public class MessageCheckTests
{
    private const string Ask = "<sendTask id=\"ask\" messageRef=\"m\"/>";
    private const string Wait = "<receiveTask id=\"wait\" messageRef=\"m\"/>";
    private const string Nothing = "<task id=\"nothing\"/>";

    [Fact]
    public void A_message_that_nobody_receives_is_named()
    {
        Assert.Equal(["message-nobody-receives paid"], Check(null, Graph("a", Ask)));
        Assert.Empty(Check(null, Graph("a", Ask), Graph("b", Wait)));
        // It was so before: this version is not what broke it.
        Assert.Empty(Check(Graph("a", Ask), Graph("a", Ask)));
    }

    [Fact]
    public void A_message_that_another_sends_and_nobody_receives_any_more_is_named_with_the_sender()
    {
        Assert.Equal(["message-received-no-more paid b"], Check(Graph("a", Wait), Graph("a", Nothing), Graph("b", Ask)));
        Assert.Empty(Check(Graph("a", Wait), Graph("a", Nothing), Graph("b", Ask), Graph("c", Wait)));
        Assert.Empty(Check(Graph("a", Wait), Graph("a", Nothing)));
    }

    [Fact]
    public void A_message_for_which_another_waits_and_that_nobody_sends_any_more_is_named_with_who_waits()
    {
        Assert.Equal(["message-sent-no-more paid b"], Check(Graph("a", Ask), Graph("a", Nothing), Graph("b", Wait)));
        Assert.Empty(Check(Graph("a", Ask), Graph("a", Nothing), Graph("b", Wait), Graph("c", Ask)));
    }

    [Fact]
    public void A_message_of_the_program_is_named_too()
    {
        var before = Complaint("letterDelivered");
        Assert.Equal(["message-received-no-more letterDelivered CaseFlow"], Check(before, Complaint("letterDeliverd")));
        Assert.Empty(Check(before, before));
        Assert.Subset(
            Names(Versions.Shipped("complaint").Text("process.bpmn")).Received.Keys.ToHashSet(),
            MessageNames.OfTheProgram.ToHashSet());
    }

    private static ProcessGraph Complaint(string name) =>
        BpmnReader.Read(Versions.Shipped("complaint").Text("process.bpmn").Replace("letterDelivered", name, StringComparison.Ordinal)).Processes[0];

    private static MessageNames Names(string bpmn) => MessageNames.Of(BpmnReader.Read(bpmn).Processes[0]);

    private static ProcessGraph Graph(string key, string task)
    {
        var id = task.Split('"')[1];
        return BpmnReader.Read(TestModel.Xml(key, $"<startEvent id=\"s\"/>{task}<endEvent id=\"e\"/>", $"s→{id}", $"{id}→e")).Processes[0];
    }

    private static string[] Check(ProcessGraph? before, ProcessGraph after, params ProcessGraph[] others) =>
        [.. MessageCheck.Of(before, after, others).Select(static problem => $"{problem.Code} {string.Join(" ", problem.Values)}")];
}
