using System.Text.RegularExpressions;

namespace Compiled.Generator.Tests.Harness;

/// <summary>Reports what breaks a promise: one example of each kind, where lines that differ only in numbers are one kind.</summary>
internal static partial class Violations
{
    private const int MostLines = 200;

    public static void MustBeNone(IEnumerable<string> violations)
    {
        var kinds = violations.GroupBy(violation => Number().Replace(violation, "#")).ToList();
        if (kinds.Count == 0)
            return;
        var lines = kinds.Take(MostLines).Select(kind => kind.Count() == 1 ? kind.First() : $"{kind.First()} (and {kind.Count() - 1} more like it)");
        Assert.Fail($"{kinds.Sum(kind => kind.Count())} found:\n{string.Join('\n', lines)}{(kinds.Count > MostLines ? "\n…" : "")}");
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
