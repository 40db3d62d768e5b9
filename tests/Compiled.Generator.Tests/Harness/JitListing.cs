using System.Text.RegularExpressions;

namespace Compiled.Generator.Tests.Harness;

/// <summary>What the JIT says about one compilation of one method.</summary>
/// <param name="Method">"Compiled.Runtime.DenseForward:Rows512x6x4[…]": without arguments, and without the hash of a file's own type.</param>
/// <param name="Tier">Tier0, Instrumented Tier0, Tier1, FullOpts, MinOpts …</param>
internal sealed record JitMethod(string Method, string Tier)
{
    public bool IsOptimized => Tier.StartsWith("FullOpts", StringComparison.Ordinal) || Tier == "Tier1" || Tier.StartsWith("Tier1 with", StringComparison.Ordinal);

    public bool IsEmitted => Method.StartsWith("Compiled.Emitted.", StringComparison.Ordinal) && !Method.EndsWith(":.cctor", StringComparison.Ordinal);
}

/// <summary>Reads what DOTNET_JitDisasmSummary and DOTNET_JitDisasm print.</summary>
internal static partial class JitListing
{
    /// <summary>One line a compiled method.</summary>
    public static IReadOnlyList<JitMethod> Summary(string listing) =>
        [.. SummaryLine().Matches(listing).Select(match => new JitMethod(Plain(match.Groups[1].Value), match.Groups[2].Value))];

    /// <summary>Each listed method with the targets of its calls, inlined code included.</summary>
    public static IEnumerable<(string Method, IReadOnlyList<string> Calls)> Calls(string listing)
    {
        foreach (var part in listing.Split("; Assembly listing for method ").Skip(1))
        {
            var title = part[..part.IndexOf('\n')];
            var name = Plain(title[..title.LastIndexOf(" (", StringComparison.Ordinal)]);
            yield return (name, [.. CallLine().Matches(part).Select(match => Plain(match.Groups[1].Value.Trim('[', ']')))]);
        }
    }

    private static string Plain(string method) => Arguments().Replace(FileType().Replace(method, ""), "");

    [GeneratedRegex(@"^ *\d+: JIT compiled (.+) \[([^,\]]+), [^\]]*\]\r?$", RegexOptions.Multiline)]
    private static partial Regex SummaryLine();

    /// <summary>A call, or a jump that ends the method as a call would: both name a method or go through a register or memory.</summary>
    [GeneratedRegex(@"^ +(?:call|(?:rex\.jmp|tail\.jmp)) +(.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex CallLine();

    [GeneratedRegex(@"<\w+_g>F[0-9A-F]{64}__")]
    private static partial Regex FileType();

    [GeneratedRegex(@"\([^()]*\).*$", RegexOptions.Singleline)]
    private static partial Regex Arguments();
}
