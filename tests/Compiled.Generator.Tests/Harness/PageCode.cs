using System.Text.RegularExpressions;
using Compiled.Tests;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Tests.Harness;

/// <summary>
/// The C# of one page of docs, as one program. A block is either declarations, which the whole page sees, or statements: a method of its own. Two marks
/// help those that cannot stand alone. "csharp continued" after the fence goes on where the last statements ended; a comment "given: …" on the line
/// before the fence holds statements that the reader need not see. "csharp program" is a file with statements that runs until it is ended, like a server: it
/// is compiled and not run. A comment "declared: …" has types of packages that the tests cannot get, such as those of an engine. Nobody but the page says
/// which namespaces its code uses: a block is compiled with the directives that the page has shown up to there, and with those of ImplicitUsings.
/// </summary>
/// <param name="Path">From the repository's folder.</param>
/// <param name="Declarations">Types.</param>
/// <param name="Methods">Statements, those of one method each.</param>
internal sealed partial record PageCode(string Path, IReadOnlyList<PageBlock> Declarations, IReadOnlyList<PageBlock> Methods)
{
    /// <summary>What ImplicitUsings gives a console project of .NET 10.</summary>
    public const string ImplicitUsings = """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Net.Http;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;

        """;

    /// <summary>What the pages say with xunit's names.</summary>
    private const string Assert = """
        internal static class Assert
        {
            public static void True(bool isTrue, string message = "") => Must(isTrue, message.Length > 0 ? message : "False, but must be true.");
            public static void Equal<T>(T expected, T actual) =>
                Must(EqualityComparer<T>.Default.Equals(expected, actual), $"{actual}, but must be {expected}.");
            public static void Equal(float[] expected, float[] actual) => Must(expected.AsSpan().SequenceEqual(actual), "The arrays differ.");
            public static void Equal(double expected, double actual, double tolerance) =>
                Must(Math.Abs(expected - actual) <= tolerance, $"{actual}, but must be {expected}.");

            public static T Throws<T>(Action action) where T : Exception
            {
                try { action(); }
                catch (T exception) { return exception; }
                throw new InvalidOperationException($"No {typeof(T).Name} was thrown.");
            }

            private static void Must(bool isSo, string message)
            {
                if (!isSo)
                    throw new InvalidOperationException(message);
            }
        }

        """;

    /// <summary>Files with statements that are compiled, each with the declarations, and not run.</summary>
    public IReadOnlyList<PageBlock> Programs { get; init; } = [];

    /// <summary>The files of the project that the page shows.</summary>
    public IReadOnlyList<FixedText> Files { get; init; } = [];

    /// <summary>
    /// The pages of docs with C# in them, without those of the diagnostics, which have tests of their own, and without the pages of Compiled.Dynamic and
    /// Compiled.Search.Orleans, whose tests have the packages that they need.
    /// </summary>
    public static IEnumerable<string> Pages() =>
        Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "docs"), "*.md").Order(StringComparer.Ordinal)
            .Where(page => File.ReadAllText(page).Contains("```csharp", StringComparison.Ordinal) && System.IO.Path.GetFileName(page) is not ("dynamic.md" or "search.md" or "search-cluster.md"))
            .Select(page => System.IO.Path.GetRelativePath(Repository.Root, page));

    public static PageCode Read(string path) => Parse(path, File.ReadAllText(System.IO.Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n"));

    public static PageCode Parse(string path, string page)
    {
        List<PageBlock> declarations = [], methods = [], programs = [];
        declarations.AddRange(Declared().Matches(page).Select(static types => new PageBlock([], types.Groups[1].Value)));

        // Whatever else stands in comments is not on the page; the line breaks stay, for the numbers of the lines.
        page = Comment().Replace(page, comment => new string('\n', comment.Value.Count(character => character == '\n')));
        var shown = new List<string>();
        foreach (Match block in Block().Matches(page))
        {
            var line = page[..block.Groups["code"].Index].Count(character => character == '\n') + 1;
            shown.AddRange(UsingLine().Matches(block.Groups["code"].Value).Select(match => match.Value).Except(shown));
            var code = $"#line {line} \"{path}\"\n{UsingLine().Replace(block.Groups["code"].Value, "")}";
            var given = block.Groups["given"].Value;
            switch (block.Groups["mark"].Value)
            {
                case "" when IsDeclaration(block.Groups["code"].Value):
                    Xunit.Assert.True(given.Length == 0, $"{path}({line}): nothing is given to declarations.");
                    declarations.Add(new PageBlock([.. shown], code));
                    break;
                case "":
                    methods.Add(new PageBlock([.. shown], $"{given}\n{code}"));
                    break;
                case "continued":
                    Xunit.Assert.True(methods.Count > 0, $"{path}({line}): there is nothing to be continued.");
                    methods[^1] = new PageBlock([.. shown], $"{methods[^1].Code}{given}\n{code}");
                    break;
                case "program":
                    programs.Add(new PageBlock([.. shown], code));
                    break;
                case var mark:
                    Xunit.Assert.Fail($"{path}({line}): 'csharp {mark}' is no mark; there are 'csharp continued' and 'csharp program'.");
                    break;
            }
        }

        return new PageCode(path, declarations, methods) { Programs = programs, Files = PageFiles.Read(page) };
    }

    /// <summary>The first block of a page as a reader pastes it into a new file: with its own directives, and nothing that is given.</summary>
    public static string FirstBlock(string path) =>
        Block().Match(File.ReadAllText(System.IO.Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n")).Groups["code"].Value;

    /// <summary>Every block of a page as it is pasted, with its line.</summary>
    public static IReadOnlyList<(int Line, string Code)> Blocks(string page) =>
        [.. Block().Matches(page).Select(block => (page[..block.Groups["code"].Index].Count(static character => character == '\n') + 1, block.Groups["code"].Value))];

    /// <summary>The program: what every file of it sees, a file for each block, and a class Page with the methods Run0, Run1 …</summary>
    public IReadOnlyList<string> Sources =>
    [
        .. Types,
        .. Methods.Select((block, index) =>
            $"{block.Usings}\npublic static partial class Page\n{{\npublic static void Run{index}()\n{{\n{block.Code}\n#line default\n}}\n}}\n"),
    ];

    /// <summary>One of the programs: a file of its own, next to the declarations.</summary>
    public IReadOnlyList<string> SourcesOf(PageBlock program) => [.. Types, $"{program.Usings}\n{program.Code}"];

    private IEnumerable<string> Types => [ImplicitUsings + Assert, .. Declarations.Select(static block => $"{block.Usings}\n{block.Code}")];

    private static bool IsDeclaration(string code)
    {
        var members = SyntaxFactory.ParseCompilationUnit(code).Members;
        return members.Count > 0 && !members.Any(member => member is GlobalStatementSyntax);
    }

    [GeneratedRegex("<!--(?! given: ).*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("^<!-- declared:(.*?)-->", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex("^(?:<!-- given: (?<given>[^\n]*) -->\n)?```csharp *(?<mark>[^\n]*)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    /// <summary>A directive; a line of its own, so that those below keep their numbers.</summary>
    [GeneratedRegex(@"^using [\w.]+;$", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
