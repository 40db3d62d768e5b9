using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Compiled.Tool.Commands;

/// <summary>A command with examples for its help.</summary>
internal sealed class ToolCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines, and lines that begin with '#'.</summary>
    public IReadOnlyList<string> Examples => examples;
}

/// <summary>Help with examples below, and the version of the tool rather than of the process that runs it.</summary>
internal static class Help
{
    private const int Width = 110;

    /// <summary>Replaces the actions of --help and --version.</summary>
    public static void Install(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help })
            {
                help.MaxWidth = Width;
                option.Action = new HelpWithExamples(help);
            }
            else if (option is VersionOption)
            {
                option.Action = new ShowVersion();
            }
        }
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var result = help.Invoke(parseResult);
            if (parseResult.CommandResult.Command is not ToolCommand { Examples: var examples })
                return result;
            var output = parseResult.InvocationConfiguration.Output;
            output.Write("Examples:\n");
            foreach (var line in examples)
                output.Write($"  {line}\n");
            output.Write('\n');
            return result;
        }
    }

    private sealed class ShowVersion : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.Write(Cli.Version + "\n");
            return ExitCodes.Done;
        }
    }
}
