using CaseFlow.Mutation;
using Xunit.MicrosoftTestingPlatform;

// Stryker starts this program as a test platform; people and the program itself start it with what to do.
if (args.Contains("--server", StringComparer.Ordinal))
{
    return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
}

return args switch
{
    ["cover", var folder] => Coverage.Capture(folder),
    ["judge", var folder, var fresh] => Child.Judge(folder, fresh == "fresh"),
    [var folder, .. var rest] => Judge.All(
        folder,
        only: rest.FirstOrDefault(word => !word.StartsWith('-')) ?? "",
        survivors: rest.Contains("--survivors", StringComparer.Ordinal),
        processes: rest.Contains("--two", StringComparer.Ordinal) ? 2 : 1),
    _ => throw new ArgumentException("Say in which folder the mutants are."),
};
