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
    [var folder, .. var scope] => Judge.All(folder, scope is [var only, ..] ? only : "", processes: scope is [_, var two, ..] ? int.Parse(two, System.Globalization.CultureInfo.InvariantCulture) : 1),
    _ => throw new ArgumentException("Say in which folder the mutants are."),
};
