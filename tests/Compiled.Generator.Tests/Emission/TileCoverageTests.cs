using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text.RegularExpressions;
using Compiled.Generator.Emission;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Tests.Planning;
using CsCheck;

namespace Compiled.Generator.Tests.Emission;

/// <summary>
/// Every register tile that the planner can choose is in the library, and is run as the JIT specialises it for the networks that choose it: it gives exactly what
/// integers give. The tiles are found in the emitted text of a sweep over sizes ("DensePasses.Forward512x6x4Or256x6x2&lt;HiddenShape&gt;"); a few networks that call them
/// all are compiled and run, and the JIT's own account tells that each ran. The library's tests run the tiles that no network here chooses.
/// </summary>
[Collection(nameof(Alone))]
[Trait("Speed", "slow")]
public sealed partial class TileCoverageTests
{
    /// <summary>Sizes at which plans change: around whole vectors, remainders of tiles, partial sums, panels.</summary>
    private static readonly int[] Sizes =
    [
        .. Enumerable.Range(1, 40), 48, 49, 63, 64, 65, 79, 80, 96, 97, 112, 127, 128, 144, 160, 176, 192, 208, 224, 240, 256, 272, 288, 320, 336, 384, 400, 512, 1024,
    ];

    /// <summary>Sizes far beyond, which must not bring tiles of their own.</summary>
    private static readonly int[] LargeSizes = [1040, 2000, 4096, Limits.MaxUnits];

    [Fact]
    public void Every_tile_that_the_planner_can_choose_runs_and_is_exact()
    {
        Assert.SkipUnless(Vector256.IsHardwareAccelerated, "Without 256-bit vectors the tiles run in software, which takes minutes.");
        var chosen = Cover(out var universe);
        TestContext.Current.TestOutputHelper?.WriteLine($"{universe.Count} tiles: {string.Join(' ', universe.Order(StringComparer.Ordinal))}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{chosen.Count} networks: {string.Join(", ", chosen)}");
        Assert.True(universe.Count >= 60, $"Only {universe.Count} tiles were found in the emitted text.");

        // Without optimisation nothing is inlined, so that each tile is compiled on its own and the JIT names it; optimised, it runs as users run it.
        using var plain = new EmittedProgram(chosen, Text(chosen), optimize: false);
        using var optimized = new EmittedProgram(chosen, Text(chosen));
        var reached = new HashSet<string>();
        foreach (var avx512 in new[] { "1", "0" })
        {
            optimized.Run([], ("DOTNET_EnableAVX512", avx512)).MustSucceed();
            var run = plain.Run([], ("DOTNET_EnableAVX512", avx512), ("DOTNET_JitDisasmSummary", "1"));
            run.MustSucceed();
            reached.UnionWith(JitListing.Summary(run.Listing).Select(method => JitName().Match(method.Method)).Where(match => match.Success)
                .Select(match => $"{match.Groups[1].Value}.{match.Groups[2].Value}"));
        }

        // Tiles of 512 bits run only where the machine has such vectors, and those of several vectors of 128 bits only where it has none wider.
        var runnable = universe.Where(tile => (Vector512.IsHardwareAccelerated || !tile.Contains("512", StringComparison.Ordinal)) && !SeveralOfFour().IsMatch(tile));
        Violations.MustBeNone(runnable.Except(reached).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_library_has_every_tile_that_a_plan_holds() => SpecGen.Any.Sample(spec =>
    {
        foreach (var tiles in NetworkPipeline.Plan(spec).DenseBlocks.Select(block => block.Tiles))
        {
            Assert.Empty(tiles.Row.SelectMany(tier => tier.Panels).Select(panel => panel.Tile).Except(TileUniverse.SingleRows));
            if (tiles.Forward.Count == 0)
                continue;
            var forward = TileUniverse.Forward.Select(TileTier.NameOf).ToList();
            Assert.Contains(TileTier.NameOf(tiles.Forward), forward);
            Assert.Contains(TileTier.NameOf(tiles.InputGradient), forward);
            Assert.Contains(TileTier.NameOf(tiles.WeightGradient), TileUniverse.ParameterGradients.Select(TileTier.NameOf));
        }
    });

    /// <summary>Few and small networks that together hold every tile: the best next one first, by new tiles for its cost.</summary>
    private static List<Declared> Cover(out HashSet<string> universe)
    {
        var candidates = (
            from hidden in Sizes
            from inputs in new[] { hidden, 1 + (hidden * 7 % 29), 2 + (hidden * 3 % 17), 33 + (hidden % 24), 130 }.Distinct()
            let shape = new Declared($"Tiles{inputs}x{hidden}", inputs, [hidden, Math.Max(1, inputs / 2)], Loss: "SumSquaredError")
            select (Shape: shape, Tiles: Emitted(shape), Cost: 5_000 + inputs * hidden)).ToList();
        universe = [.. candidates.SelectMany(candidate => candidate.Tiles)];
        foreach (var large in LargeSizes)
            universe.UnionWith(Emitted(new Declared("Large", large, [large, 3])));

        List<Declared> chosen = [];
        var missing = new HashSet<string>(candidates.SelectMany(candidate => candidate.Tiles));
        while (missing.Count > 0)
        {
            var best = candidates.MaxBy(candidate => (double)candidate.Tiles.Count(missing.Contains) / candidate.Cost);
            chosen.Add(best.Shape);
            missing.ExceptWith(best.Tiles);
        }

        return chosen;
    }

    private static string Text(IEnumerable<Declared> networks) => "var failed = 0;\n" + string.Concat(networks.Select(network => string.Create(
        CultureInfo.InvariantCulture, $$"""
            if (Exact.Check<{{network.Name}}>([1, 2, 3, 5, 7, 16, 19, 33, 70]) is { } text{{network.Name}})
            {
                System.Console.WriteLine($"{{network.Name}}: {text{{network.Name}}}");
                failed++;
            }

            """))) + "return failed;\n";

    private static HashSet<string> Emitted(Declared shape) => [.. TilesIn(NetworkPipeline.Emit(shape.Spec))];

    private static IEnumerable<string> TilesIn(string text) => Call().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>A call of a tile or of a pass over tiles, for the sizes of a block.</summary>
    [GeneratedRegex(@"\b(Dense(?:Forward|Passes|Columns)\.\w+)<")]
    private static partial Regex Call();

    [GeneratedRegex(@"Tile128x\d+x(?:[2-9]|\d\d)")]
    private static partial Regex SeveralOfFour();

    /// <summary>The same as the JIT names it.</summary>
    [GeneratedRegex(@"^Compiled\.Runtime\.(Dense(?:Forward|Passes|Columns)):(\w+)\[")]
    private static partial Regex JitName();
}
