using System.Text;
using System.Xml.Linq;
using CaseFlow.Engine.Documents;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Reading;

/// <summary>
/// The models with which tools show that they understand each other (BPMN MIWG): read, or refused for exactly what is not
/// run. Two of our own with the same elements are always tried; the reference models themselves are others' work and not in
/// the repository: CASEFLOW_MIWG names a folder with them (see Miwg/README.md).
/// </summary>
public sealed class MiwgTests
{
    private static readonly string Own = Path.Combine(Repository.Root, "tests", "CaseFlow.Engine.Tests", "Reading", "Miwg");
    private static readonly string? Reference = Environment.GetEnvironmentVariable("CASEFLOW_MIWG") is { Length: > 0 } folder ? folder : null;

    /// <summary>
    /// What is said of each, read as if all its processes were to run: code and element. Most are drawings: their gateways have no conditions,
    /// their events no messages, signals, codes or times, their collapsed sub-processes no content. Not run are calls of global tasks,
    /// quantities other than 1, and conditions in XPath.
    /// </summary>
    private static readonly Dictionary<string, string[]> Refused = new(StringComparer.Ordinal)
    {
        ["A.1.0"] = [],
        ["A.2.0"] = ["several-unconditional-flows _35fe57a7-1302-44e2-bf58-032f11af7ecb"],
        ["A.3.0"] =
        [
            "sub-process-start _1ae31d1b-2559-4f78-a3ec-47986a49db48",
            "missing-name _428dcbf5-8e5e-48e0-9c0c-d93003fa8c82",
        ],
        ["A.4.1"] = [],
        ["B.1.0"] =
        [
            "timer-text _e314751e-5c3a-41f2-a1ae-4cb99efa0916",
            "missing-called-element _fa3a8e53-5be0-4f0b-8680-d2498e255209",
            "several-unconditional-flows _3c8c32c3-089a-4643-bf42-6c37c0dac7e0",
            "missing-name _a38484e2-7bdb-48b1-b62e-139d51d6a147",
            "sub-process-start _1eb62392-1f21-4a63-bbcb-c78880c3165e",
            "several-unconditional-flows _ad81e6ba-40f5-43c1-9602-47d2e58804c8",
        ],
        ["B.2.0"] =
        [
            "missing-condition _cba8fbed-2bb6-40a9-8ac5-83e827ce9d9f",
            "loop-definition _c57a5344-213f-4834-a6c3-94ce878b413c",
            "missing-name _86b052b4-225c-424e-b900-bb94bdd77cec",
            "misplaced-event _708d55c8-684a-4e3b-a69d-69c620cd0ac0",
            "missing-condition _732c0641-b12f-448b-b9f8-a68b355782e3",
            "timer-text _4e71bf73-1719-401e-a9a2-85dc89fc1150",
            "missing-name _5cc02d0f-c090-4e48-8da3-f32cbbca9565",
            "missing-condition _c9cb2415-6a2e-49d6-84b9-27babcde4088",
            "sub-process-start _149a6e1d-0385-4d0f-a90c-c2150a291a67",
            "loop-definition _149a6e1d-0385-4d0f-a90c-c2150a291a67",
            "loop-definition _b9343536-6490-4559-8365-71d5c4cbb7cb",
            "missing-name _0326fdf5-7c71-41d9-838c-ab141a1b1ed0",
            "unsupported-element _a74c1d4d-db90-43ff-8920-139a300b39a5",
            "loop-definition _6936f794-7bbb-4aa1-ae48-3a35bab4e2f4",
            "timer-text _5a6baa94-303a-4750-bde2-e1cd6edace37",
            "missing-condition _68ca1f8b-5028-4079-9e35-619b529f4d71",
            "missing-name _e454657a-0173-41a4-a4c7-d16ec224f2e1",
            "timer-text _79341f54-50d4-4c60-85f3-fe8839a7554b",
            "missing-name _e369fd30-1a71-4d0e-b4d7-2174dd5ba388",
            "missing-name _f2081fdb-3b8a-480b-9f61-fbf683e2018c",
            "missing-code _3a19ce2d-e30d-461c-aeaa-b2acb118f9a4",
            "several-unconditional-flows _49e94b5f-ce21-4c2b-b78d-3cde5c09c15e",
            "missing-name _a38484e2-7bdb-48b1-b62e-139d51d6a147",
            "sub-process-start _0263ca9e-2ca0-4f4e-b7dd-86e15dcf2447",
            "missing-name _05c6bc89-5265-435c-8a9e-533c44a6888b",
            "timer-text _034907bf-d3d7-4629-818c-14c3e69d5bc6",
            "missing-name _209105e0-96fc-4278-8451-3b2a1dd18ec9",
            "missing-name _25beeb17-acc3-4cca-9590-f1cd2f353434",
            "missing-name _8476a0f7-36b7-4666-a3b2-c18efcc68a94",
            "missing-name _e233b5e1-244d-422e-8886-4588b7566122",
            "several-unconditional-flows _84918a6a-5e98-40c6-9155-c081bb5bdee8",
            "missing-code _d60db966-c03d-4f0e-a5bd-945525fa0aaf",
            "missing-code _dfb273c6-0ad3-4030-9e72-638adf7ca75f",
        ],
        ["C.1.0"] =
        [
            "missing-name sid-36EA43D1-0FE6-4197-AC57-7A43785B784B",
            "missing-name sid-40EC6574-E644-425C-8CE7-EE384F0C3520",
            "missing-name sid-B548B980-12E3-408E-9AC4-7031B85A8F2D",
            "timer-definition sid-0E349B8B-14A7-4565-988A-38F3A9B624D2",
        ],
        ["C.1.1"] =
        [
            "expression-syntax invoiceApproved",
            "expression-syntax invoiceNotApproved",
            "expression-syntax reviewSuccessful",
            "expression-syntax reviewNotSuccessful",
        ],
        ["C.10.0"] =
        [
            "missing-name _38",
            "missing-name _33",
            "several-unconditional-flows _27",
            "several-unconditional-flows _25",
        ],
        ["C.2.0"] =
        [
            "missing-name __0ef615c7-5456-45c8-9cfb-f1fe30c44436",
            "missing-name __e6a9dd54-6cb0-4713-8b77-e659f2658e40",
            "several-unconditional-flows _29a5e7c6-e54e-4c61-ba35-59ae446a3462",
            "several-unconditional-flows _bb4a73bd-2291-4494-8677-5560d4842f79",
            "missing-code _7ea6639e-e773-4236-94bf-78f149188c30",
            "several-unconditional-flows __509f09eb-5518-4995-b98b-db3cf3f8ea00",
            "missing-name __fd16081c-ecf9-4e0f-857f-f3404a7ee784",
        ],
        ["C.3.0"] =
        [
            "unsupported-quantity _c73a5f4a-72f1-4e11-bb40-2f98da75fb9a",
            "unsupported-quantity _c73a5f4a-72f1-4e11-bb40-2f98da75fb9a",
            "several-unconditional-flows _604be023-654c-44df-a64c-365254a100cd",
            "implicit-default _2b6bc88e-d3be-4704-87d1-c264bf704589",
            "several-unconditional-flows _936c0bfa-5ebf-4546-8d1a-cce556148788",
            "sub-process-start _cd6f230f-13c3-4027-aa3e-57de601a1ab2",
            "expression-syntax _be893987-caec-4605-b078-bd96b7cd6c12",
        ],
        ["C.4.0"] =
        [
            "several-unconditional-flows _f9e3cd76-809a-48b5-be1c-e84fc4324268",
            "missing-name _fe77c2f2-278f-4752-9d03-aa0c8a12af1e",
            "missing-name _db9147a9-7fbc-4657-a506-15e777f2cfd9",
            "missing-name _74e2cc7b-99ca-426b-ad53-ad70a56506aa",
            "several-unconditional-flows _fa14ca2d-ea97-49a2-b75e-72e7d27d6fd1",
            "loop-definition _788443d9-65f0-43a4-96a8-63e8d6f380a7",
        ],
        ["C.5.0"] =
        [
            "several-unconditional-flows _138f9ebc-0211-4051-b7c0-1c55695d5246",
            "several-unconditional-flows _a4936291-3787-404c-bec7-8a3f3c5fd6e5",
            "several-unconditional-flows _000a0565-911b-4f71-9993-1177021edd97",
            "missing-name _8055ae64-cafd-4fd0-be36-2216e3b02e37",
            "several-unconditional-flows _a393c065-4412-4b16-b04f-52d07e76b518",
            "several-unconditional-flows _5f56934b-8a7e-4c35-b9f7-bf2605711bfd",
            "missing-name _1cf552d4-5152-4595-9218-84f31533bc70",
            "several-unconditional-flows _080399c9-3c91-44c6-b510-80367e23a5af",
        ],
        ["C.7.0"] =
        [
            "several-unconditional-flows _26c40c03-5d1f-46c5-81f1-ddd485868125",
            "loop-definition _a36ddf2f-23c1-46c5-86d4-bd2a0eb42535",
        ],
        ["C.9.0"] =
        [
            "several-unconditional-flows Gateway_15hrqs9",
            "missing-called-element callActivity_6i39rqqim",
            "several-unconditional-flows exclusiveGateway_g6mfrr6v5",
            "missing-name ID-fa06564f-450f-11ef-4f49-ac74b1298ff1",
            "no-start-event BPMNDiagram_1_3f6b2ab9-3ea6-4265-8528-3af68e5fbea3_process",
        ],
        ["C.9.1"] = [],
        ["C.9.2"] = [],
        ["own-B"] =
        [
            "timer-text timerStart", "missing-name signalThrow", "loop-definition collapsed", "sub-process-start collapsed", "missing-condition conditional",
            "unsupported-element callGlobal", "loop-definition user7", "misplaced-event escalation", "missing-name signalEnd",
            "missing-condition conditionalStart", "loop-definition user12", "missing-name messageBoundary",
            "unsupported-element complex", "unsupported-element adHoc",
        ],
        ["own-C"] = [],
    };

    /// <summary>Those with a process that is meant as a program; C.1.0 has a drawing beside it.</summary>
    private static readonly string[] Executable = ["C.1.0", "C.1.1", "C.3.0", "C.9.1", "C.9.2", "own-C"];

    public static TheoryData<string> Models { get; } = [.. Refused.Keys.Where(model => File.Exists(PathOf(model)))];

    [Theory]
    [MemberData(nameof(Models))]
    public void Is_read_or_refused_for_exactly_what_is_not_run(string model)
    {
        var read = BpmnReader.Read(File.OpenRead(PathOf(model)), new ReadOptions { AcceptNonExecutable = true });
        Assert.Equal(Refused[model], read.Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Element}"));
    }

    /// <summary>Unless asked to, the engine does not take a drawing for a program; nor the other pool of a program.</summary>
    [Theory]
    [MemberData(nameof(Models))]
    public void A_drawing_is_not_executable(string model)
    {
        string[] expected = Executable.Contains(model, StringComparer.Ordinal) ? model == "C.1.0" ? [] : Refused[model] : [DiagnosticCodes.NoExecutableProcess];
        Assert.Equal(expected.Select(said => said.Split(' ')[0]), BpmnReader.Read(File.OpenRead(PathOf(model))).Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Goes_through_unchanged(string model)
    {
        var content = File.ReadAllBytes(PathOf(model));
        Assert.Equal(content, BpmnDocument.Load(content, out _)!.ToBytes());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void An_edited_name_is_all_that_changes(string model)
    {
        var content = File.ReadAllBytes(PathOf(model));
        var id = (string)Named(content).Last().Attribute("id")!;
        var edited = BpmnDocument.Load(content, out _)!.WithName(id, "Edited").ToBytes();
        var changed = Assert.Single(Lines(content).Zip(Lines(edited)), line => line.First != line.Second);
        Assert.Contains("name=\"Edited\"", changed.Second, StringComparison.Ordinal);
        Assert.Equal("Edited", Assert.Single(Named(edited), element => (string)element.Attribute("id")! == id).Attribute("name")!.Value);
    }

    [Fact]
    public void Every_model_has_its_line()
    {
        Assert.Equal(["own-B", "own-C"], Names(Own));
        Assert.All(Reference is null ? [] : Names(Reference), model => Assert.Contains(model, Refused.Keys));
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder, "*.bpmn").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    private static IEnumerable<XElement> Named(byte[] content) => XDocument.Load(new MemoryStream(content)).Root!.Elements(BpmnNames.Model + "process").Descendants()
        .Where(element => element.Name.Namespace == BpmnNames.Model && element.Attribute("id") is not null && !string.IsNullOrEmpty((string?)element.Attribute("name")));

    private static string[] Lines(byte[] content) => Encoding.UTF8.GetString(content).Split('\n');

    private static string PathOf(string model) => Path.Combine(model.StartsWith("own-", StringComparison.Ordinal) ? Own : Reference ?? "", model + ".bpmn");
}
