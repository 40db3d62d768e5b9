using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Dynamic.Declarations;

/// <summary>The preprocessor symbols of a file of C#: those of the framework are known, any other may be defined by the project or not.</summary>
internal static partial class SourceSymbols
{
    /// <summary>Each one more doubles the readings.</summary>
    private const int MostUnknown = 6;

    /// <summary>What the SDK defines for .NET 10.</summary>
    private static readonly string[] Defined =
    [
        "NET", "NET10_0", "NETCOREAPP",
        .. Enumerable.Range(5, 6).Select(static version => $"NET{Arguments.Int(version)}_0_OR_GREATER"),
        .. new[] { "1_0", "1_1", "2_0", "2_1", "2_2", "3_0", "3_1" }.Select(static version => $"NETCOREAPP{version}_OR_GREATER"),
    ];

    /// <summary>The symbols in the conditions of a file that nobody but its project knows.</summary>
    /// <exception cref="SourceException">There are too many.</exception>
    public static IReadOnlyList<string> UnknownOf(string source, CancellationToken cancellation)
    {
        var unknown = CSharpSyntaxTree.ParseText(source, cancellationToken: cancellation).GetRoot(cancellation)
            .DescendantNodes(descendIntoTrivia: true).OfType<ConditionalDirectiveTriviaSyntax>()
            .SelectMany(static directive => directive.Condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            .Select(static name => name.Identifier.ValueText)
            .Where(static name => !Defined.Contains(name) && !NeverDefined().IsMatch(name))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        return unknown.Count <= MostUnknown
            ? unknown
            : throw new SourceException($"the #if directives name the symbols {string.Join(", ", unknown)}, which only the project defines: give a file without them, or the attributes as text.");
    }

    /// <summary>Every way in which the unknown symbols can be defined, the known ones added.</summary>
    public static IEnumerable<IReadOnlyList<string>> Choices(IReadOnlyList<string> unknown) =>
        Enumerable.Range(0, 1 << unknown.Count).Select(choice => (IReadOnlyList<string>)[.. Defined, .. unknown.Where((_, index) => (choice >> index & 1) != 0)]);

    /// <summary>.NET Framework and .NET Standard, for which no network is compiled.</summary>
    [GeneratedRegex("^NET(FRAMEWORK|STANDARD.*|[234][0-9]*(_OR_GREATER)?)$")]
    private static partial Regex NeverDefined();
}
