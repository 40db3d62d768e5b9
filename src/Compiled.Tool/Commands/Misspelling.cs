using System.CommandLine;

namespace Compiled.Tool.Commands;

/// <summary>A word of a command line that names no command and no option: the one mistake to report, for what the parser makes of it are its consequences.</summary>
internal static class Misspelling
{
    /// <summary>The message, with what was probably meant; null where every word is known.</summary>
    public static string? Of(IReadOnlyList<string> arguments, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0)
        {
            var word = arguments.FirstOrDefault(static argument => !argument.StartsWith('-'));
            return word is null ? UnknownOption(arguments, command, parsed)
                : $"'{word}' is not a command; the commands are {string.Join(", ", command.Subcommands.Select(static verb => verb.Name))}.{Spelling.Hint(word, command.Subcommands.Select(static verb => verb.Name))}";
        }

        return UnknownOption(arguments, command, parsed);
    }

    private static string? UnknownOption(IReadOnlyList<string> arguments, Command command, ParseResult parsed)
    {
        var names = command.Options.Concat(parsed.RootCommandResult.Command.Options).SelectMany(static option => option.Aliases.Append(option.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            // What follows is no option, whatever it looks like.
            if (argument == "--")
                return null;
            var name = argument.Split('=', ':')[0];
            if (name.StartsWith("--", StringComparison.Ordinal) && !names.Contains(name))
                return $"'{name}' is not an option{(command.Subcommands.Count > 0 ? "" : $" of 'compiled {command.Name}'")}.{Spelling.Hint(name, names.Where(static known => known.StartsWith("--", StringComparison.Ordinal)))}";
        }

        return null;
    }
}
