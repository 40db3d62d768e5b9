using System.Text;
using System.Text.RegularExpressions;
using Compiled.Tests;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Tests.Harness;

/// <summary>
/// The C# of one page of docs, as one program. A block is either declarations, which the whole page sees, or statements: a method of its own. Two marks
/// help those that cannot stand alone. "csharp continued" behind the fence goes on where the last statements ended; a comment "given: …" on the line
/// before the fence holds statements that the reader need not see.
/// </summary>
/// <param name="Path">From the repository's folder.</param>
/// <param name="Declarations">Types, each block with its line on the page.</param>
/// <param name="Methods">Statements, one text a method.</param>
internal sealed partial record PageCode(string Path, IReadOnlyList<string> Declarations, IReadOnlyList<string> Methods)
{
    private const string Usings =
        "using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading; using System.Threading.Tasks; using Compiled; using Compiled.Numerics;";

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

    /// <summary>The pages of docs with C# in them, without those of the diagnostics, which have tests of their own.</summary>
    public static IEnumerable<string> Pages() =>
        Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "docs"), "*.md").Order(StringComparer.Ordinal)
            .Where(page => File.ReadAllText(page).Contains("```csharp", StringComparison.Ordinal))
            .Select(page => System.IO.Path.GetRelativePath(Repository.Root, page));

    public static PageCode Read(string path) => Parse(path, File.ReadAllText(System.IO.Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n"));

    public static PageCode Parse(string path, string page)
    {
        // Whatever else stands in comments is not on the page; the line breaks stay, for the numbers of the lines.
        page = Comment().Replace(page, comment => new string('\n', comment.Value.Count(character => character == '\n')));
        List<string> declarations = [], methods = [];
        foreach (Match block in Block().Matches(page))
        {
            var line = page[..block.Groups["code"].Index].Count(character => character == '\n') + 1;
            var code = $"#line {line} \"{path}\"\n{block.Groups["code"].Value}";
            var given = block.Groups["given"].Value;
            switch (block.Groups["mark"].Value)
            {
                case "" when IsDeclaration(block.Groups["code"].Value):
                    Xunit.Assert.True(given.Length == 0, $"{path}({line}): nothing is given to declarations.");
                    declarations.Add(code);
                    break;
                case "":
                    methods.Add($"{given}\n{code}");
                    break;
                case "continued":
                    Xunit.Assert.True(methods.Count > 0, $"{path}({line}): there is nothing to be continued.");
                    methods[^1] += $"{given}\n{code}";
                    break;
                case var mark:
                    Xunit.Assert.Fail($"{path}({line}): 'csharp {mark}' is no mark; there is 'csharp continued'.");
                    break;
            }
        }

        return new PageCode(path, declarations, methods);
    }

    /// <summary>The program: a class Page with the methods Run0, Run1 …</summary>
    public string Source
    {
        get
        {
            var source = new StringBuilder(Usings).Append('\n');
            foreach (var line in Declarations.SelectMany(code => UsingLine().Matches(code)).Select(match => match.Value).Distinct())
                source.Append(Usings.Contains(line, StringComparison.Ordinal) ? "" : line).Append('\n');
            foreach (var code in Declarations)
                source.Append(UsingLine().Replace(code, "")).Append('\n');
            source.Append("#line default\n").Append(Assert).Append("public static class Page\n{\n");
            for (var index = 0; index < Methods.Count; index++)
                source.Append($"public static void Run{index}()\n{{\n{Methods[index]}\n#line default\n}}\n");
            return source.Append("}\n").ToString();
        }
    }

    private static bool IsDeclaration(string code)
    {
        var members = SyntaxFactory.ParseCompilationUnit(code).Members;
        return members.Count > 0 && !members.Any(member => member is GlobalStatementSyntax);
    }

    [GeneratedRegex("<!--(?! given: ).*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("^(?:<!-- given: (?<given>[^\n]*) -->\n)?```csharp *(?<mark>[^\n]*)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    /// <summary>A directive; a line of its own, so that those below keep their numbers.</summary>
    [GeneratedRegex(@"^using [\w.]+;$", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
