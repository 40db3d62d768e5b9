using System.CommandLine;

namespace Compiled.Tool.Commands;

/// <summary>A command line as it is typed into a shell.</summary>
internal static class CommandText
{
    /// <summary>The words, quoted where they hold what a shell reads otherwise.</summary>
    public static string Of(ParseResult parsed) => "compiled " + string.Join(' ', parsed.Tokens.Select(static token => Quoted(token.Value)));

    private static string Quoted(string word) =>
        word.Length > 0 && word.All(static character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' or ',' or '/' or ':' or '=' or '+' or '\\')
            ? word
            : "'" + word.Replace("'", "'\\''") + "'";
}
