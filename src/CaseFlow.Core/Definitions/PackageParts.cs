using System.Collections.Immutable;
using System.Text;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Forms;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Services;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Core.Definitions;

/// <summary>
/// The files of a package, each read by itself: what cannot be read is a problem and missing here, the rest is there, so
/// that one fault does not hide the others.
/// </summary>
internal sealed class PackageParts
{
    private const string FormFolder = "forms/";
    private const string LetterFolder = "letters/";
    private const string LetterEnding = ".md";

    private readonly List<PackageProblem> problems = [];
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);

    private PackageParts()
    {
    }

    public IReadOnlyList<PackageProblem> Problems => problems;

    /// <summary>Contents by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => files;

    public ServicePackage? Service { get; private set; }

    /// <summary>The process, with the package's version; null: it is refused.</summary>
    public ProcessGraph? Graph { get; private set; }

    /// <summary>By form id, with the file of each.</summary>
    public Dictionary<string, (string Path, FormDefinition Form)> Forms { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LetterTemplate> Letters { get; } = new(StringComparer.Ordinal);

    /// <summary>Null: a DMN file is refused.</summary>
    public ImmutableSortedDictionary<string, Decision>? Decisions { get; private set; }

    public ComplaintSettings? Complaint { get; private set; }

    public Dictionary<string, TextEntry> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads everything.</summary>
    public static PackageParts Read(DefinitionPackage package)
    {
        var parts = new PackageParts();
        foreach (var file in package.Files)
        {
            if (!parts.files.TryAdd(file.Path, file.Content))
            {
                parts.Add(file.Path, PackageCodes.DuplicateFile, "The package has this file twice.");
            }
        }

        parts.ReadSettings();
        parts.ReadProcess(package);
        parts.ReadDecisions(package);
        parts.ReadForms();
        parts.ReadLetters();
        parts.ReadTexts();
        return parts;
    }

    private void ReadSettings()
    {
        Service = Try(DefinitionPackage.ServiceFileName, PackageCodes.Settings, (text, path) => ServiceFile.Read(text, path));
        if (files.ContainsKey(ComplaintSettings.FileName))
        {
            Complaint = Try(ComplaintSettings.FileName, PackageCodes.Settings, (text, path) => ComplaintSettings.Read(text, path));
        }
    }

    private void ReadProcess(DefinitionPackage package)
    {
        if (Need(DefinitionPackage.ProcessFileName) is not { } bpmn)
        {
            return;
        }

        var read = BpmnReader.Read(new MemoryStream(bpmn, writable: false));
        AddDiagnostics(read.Diagnostics.Select(static found => (DefinitionPackage.ProcessFileName, found)));
        if (read.Processes.Count > 1)
        {
            Add(
                DefinitionPackage.ProcessFileName, PackageCodes.SeveralProcesses,
                $"The file holds {read.Processes.Count} executable processes ({string.Join(", ", read.Processes.Select(process => process.Definition.Key))}). A version is of one process: give each a folder of its own.");
        }
        else if (read.Processes is [var process])
        {
            Graph = process.As(new DefinitionRef(process.Definition.Key, package.Version, package.Hash));
        }
    }

    private void ReadDecisions(DefinitionPackage package)
    {
        var read = DecisionFiles.Read(package.Files.Where(file => DecisionFiles.IsOne(file.Path)).Select(file => (file.Path, file.Content)));
        AddDiagnostics(read.Diagnostics);
        Decisions = read.Diagnostics.Any(static found => found.Diagnostic.Severity == Severity.Error) ? null : read.Decisions;
    }

    private void ReadForms()
    {
        foreach (var (path, content) in files.Where(file => file.Key.StartsWith(FormFolder, StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var form = Try(path, PackageCodes.Form, (_, _) => FormReader.Read(content));
            if (form is not null && !Forms.TryAdd(form.Id, (path, form)))
            {
                Add(path, PackageCodes.DuplicateForm, $"The form «{form.Id}» is also in {Forms[form.Id].Path}.", form.Id);
            }
        }
    }

    private void ReadLetters()
    {
        foreach (var path in files.Keys.Where(static path => path.StartsWith(LetterFolder, StringComparison.Ordinal) && path.EndsWith(LetterEnding, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (Try(path, PackageCodes.Letter, (text, _) => ReadLetter(path, text)) is { } letter)
            {
                Letters[$"{letter.Name}.{letter.Language}"] = letter;
            }
        }
    }

    private static LetterTemplate ReadLetter(string path, string text)
    {
        var file = path[LetterFolder.Length..^LetterEnding.Length];
        var dot = file.LastIndexOf('.');
        return dot > 0 && file[(dot + 1)..] is Languages.Kk or Languages.Ru
            ? LetterTemplate.Parse(file[..dot], file[(dot + 1)..], text)
            : throw new InvalidDataException($"{path}: a letter is named by its template and language, such as certificate.kk.md.");
    }

    private void ReadTexts()
    {
        if (Need(PackagePaths.Texts) is not { } content)
        {
            return;
        }

        var (texts, faults) = TextFiles.ReadAll(Encoding.UTF8.GetString(content));
        foreach (var (key, entry) in texts)
        {
            Texts[key] = entry;
        }

        problems.AddRange(faults.Select(static fault => new PackageProblem(
            PackagePaths.Texts, (int)fault.Line, fault.Key, PackageCodes.Text, Severity.Error, $"{fault.What}.", "")
        { Values = [fault.Key] }));
    }

    /// <summary>The readers say what they know is wrong by these exceptions; what a file makes of a library beside them is a problem of the file too.</summary>
    private T? Try<T>(string path, string code, Func<string, string, T> read)
        where T : class
    {
        if (Need(path) is not { } content)
        {
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetString(content);
            return path.EndsWith(".yaml", StringComparison.Ordinal) && YamlShape.FindFault(text) is { } fault
                ? throw new InvalidDataException(FormattableString.Invariant($"line {fault.Line}: {fault.What}."))
                : read(text, path);
        }
        catch (Exception wrong) when (wrong is not OutOfMemoryException)
        {
            var message = wrong.Message.StartsWith(path + ": ", StringComparison.Ordinal) ? wrong.Message[(path.Length + 2)..] : wrong.Message;
            problems.Add(new PackageProblem(path, LineOf(wrong), "", code, Severity.Error, message, ""));
            return null;
        }
    }

    private static int LineOf(Exception wrong) => wrong switch
    {
        YamlDotNet.Core.YamlException yaml => (int)yaml.Start.Line,
        System.Text.Json.JsonException { LineNumber: { } line } => (int)line + 1,
        { InnerException: { } inner } => LineOf(inner),
        _ => 0,
    };

    private byte[]? Need(string path)
    {
        if (files.GetValueOrDefault(path) is { } content)
        {
            return content;
        }

        Add(path, PackageCodes.MissingFile, $"The package has no {path}.", path);
        return null;
    }

    private void AddDiagnostics(IEnumerable<(string Path, Diagnostic Diagnostic)> found) => problems.AddRange(found.Select(static one => new PackageProblem(
        one.Path, one.Diagnostic.Line, one.Diagnostic.Element ?? "", one.Diagnostic.Code, one.Diagnostic.Severity, one.Diagnostic.Message, one.Diagnostic.Mend)));

    private void Add(string path, string code, string message, params string[] values) =>
        problems.Add(new PackageProblem(path, 0, "", code, Severity.Error, message, "") { Values = values });
}
