using System.CommandLine;
using CaseFlow.Cli.Commands;

// One file in Commands for each command; a command only reads its options and calls the feature that does the work.
var root = new RootCommand("CaseFlow: tools for the people who run the system and write its definitions.")
{
    ImportDirectoryCommand.Create(),
    LoadDirectoryCommand.Create(),
    SimulateCommand.Create(),
    LintCommand.Create(),
    ExportCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
