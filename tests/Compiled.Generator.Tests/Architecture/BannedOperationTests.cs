using System.Text.RegularExpressions;
using Compiled.Generator.Tests.Harness;
using Compiled.Tests;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Architecture;

/// <summary>The vector width never decides a bit: what would is refused by the compiler in the library, and found here in what the generator writes.</summary>
public sealed partial class BannedOperationTests
{
    private static readonly CSharpCompilation Framework = CSharpCompilation.Create("Framework", references: HouseSources.References());

    private static string BannedSymbols => Path.Combine(Repository.Root, House.Library.Project, "BannedSymbols.txt");

    /// <summary>COMPILED_UPDATE_SNAPSHOTS=1 writes the file: a later framework has more of them.</summary>
    [Fact]
    public void The_library_bans_all_of_them()
    {
        var lines = BannedOperations.Lines(Framework).ToList();
        Assert.InRange(lines.Count, 200, 2000);
        Assert.Contains(lines, static line => line.StartsWith("M:System.MathF.Exp(System.Single);", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("M:System.Runtime.Intrinsics.Vector256.Sum``1(", StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("COMPILED_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllLines(BannedSymbols, lines);
        Assert.Equal(lines, File.ReadLines(BannedSymbols));
    }

    [Fact]
    public void No_emitted_file_has_one()
    {
        var banned = BannedOperations.Names(Framework);
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests/Networks"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText).Where(static text => text.Contains("[Network(", StringComparison.Ordinal)).ToList();
        var emitted = GeneratorHarness.Driver().RunGenerators(GeneratorHarness.Compile(sources), TestContext.Current.CancellationToken)
            .GetRunResult().Results.Single().GeneratedSources.Select(static source => source.SourceText.ToString()).ToList();
        Assert.InRange(emitted.Count, 40, int.MaxValue);
        Assert.Contains("Vector512.FusedMultiplyAdd", emitted.SelectMany(static text => Operations().Matches(text)).Select(static match => match.Value));
        foreach (var text in emitted)
            Assert.Equal([], Operations().Matches(text).Select(static match => match.Value).Where(banned.Contains).Distinct());
    }

    [GeneratedRegex(@"\b(Math|MathF|Single|Double|Half|Vector\d*)\.\w+")]
    private static partial Regex Operations();
}
