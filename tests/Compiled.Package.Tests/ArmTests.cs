using System.Text.RegularExpressions;
using Compiled.Tests.Law;

namespace Compiled.Package.Tests;

/// <summary>NEON: what programs compiled ahead of time for arm64 compute, and what their hot methods are made of.</summary>
public sealed partial class ArmTests(ArmProgram arm, TrainingProgram program, PackedPackage package)
{
    private const int HashLength = 64;


    [Fact]
    public void The_bits_are_the_same()
    {
        var pairs = arm.Printed;
        Assert.Equal(("True", "False"), (pairs["Vector128"], pairs["Vector256"]));
        NativeTests.Compare(SameBitsConstants.AfterManySteps, pairs);
    }

    [Fact]
    public void The_bits_of_the_benchmarks_and_of_random_shapes_and_of_every_rule_are_those_of_x64()
    {
        NativeTests.RequireLinker();
        var printed = arm.Printed;
        var here = Tool.Run(package.Folder, program.Path, "hashes", "1000");
        _ = here.Succeeded();
        var hashes = here.Pairs().Where(static pair => pair.Value.Length == HashLength).ToList();
        Assert.Contains(hashes, static pair => pair.Key == "T6");
        Assert.Contains(hashes, static pair => pair.Key == "Random12");
        Assert.Contains(hashes, static pair => pair.Key == "T2WithRprop");
        Assert.All(hashes, pair => Assert.Equal(pair, new(pair.Key, printed[pair.Key])));
    }

    [Fact]
    public void A_hot_method_calls_nothing_that_should_be_inlined()
    {
        var methods = Methods(arm.Disassembly()).Where(static method => Hot().IsMatch(method.Name)).ToList();
        Assert.True(methods.Count > 200, $"Only {methods.Count} hot methods were found.");
        var wrong = methods
            .SelectMany(static method => method.Calls.Where(static call => Inlined().IsMatch(call.Split('<')[0])).Select(call => $"{method.Name} calls {call}"))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} calls that should be inlined:\n{string.Join('\n', wrong.Take(40))}");
    }

    [Fact]
    public void No_lanes_are_wider_than_the_vectors()
    {
        var wrong = Methods(arm.Disassembly()).Select(static method => method.Name).Where(static name => TooWide().IsMatch(name)).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} methods over lanes that two or four vectors emulate by calls:\n{string.Join('\n', wrong.Take(40))}");
    }

    [Fact]
    public void Tiles_multiply_by_a_lane_and_keep_their_sums_in_registers()
    {
        var tiles = Methods(arm.Disassembly()).Where(static method => WideTile().IsMatch(method.Name)).ToList();
        Assert.NotEmpty(tiles);
        Assert.All(tiles, static tile =>
        {
            Assert.Contains(tile.Lines, static line => ByLane().IsMatch(line));
            Assert.DoesNotContain(tile.Lines, static line => Spilled().IsMatch(line));
        });
    }

    /// <summary>Each method with its lines, and the targets of its calls.</summary>
    private static IEnumerable<(string Name, List<string> Lines, List<string> Calls)> Methods(string listing)
    {
        foreach (var part in Title().Split(listing).Skip(1).Chunk(2))
        {
            var lines = part[1].Split('\n').ToList();
            yield return (part[0], lines, [.. lines.Select(static line => Call().Match(line)).Where(static match => match.Success).Select(static match => match.Groups[1].Value)]);
        }
    }

    [GeneratedRegex(@"^[0-9a-f]+ <(.+)>:$", RegexOptions.Multiline)]
    private static partial Regex Title();

    /// <summary>A call of a method that the object file has, or a place that the linker fills in with one.</summary>
    [GeneratedRegex(@"(?:R_AARCH64_CALL26\s+|\sbl\s+[0-9a-f]+ <(?=Compiled|System))(.+?)>?\s*$")]
    private static partial Regex Call();

    /// <summary>All kernels, and all that is emitted: for the benchmarks, for random shapes, for the networks whose bits are pinned.</summary>
    [GeneratedRegex("^Compiled_Compiled_Runtime_|_Emitted__")]
    private static partial Regex Hot();

    /// <summary>A vector's operation, a function of lanes, a size, an activation of a tile.</summary>
    [GeneratedRegex(@"Intrinsics_Vector|_Lanes\d|LaneMath|Activate$|ISimd|Shape__get_|Runtime_Fused")]
    private static partial Regex Inlined();

    /// <summary>Eight floats in a vector, sixteen in one, or sixteen in two of eight.</summary>
    [GeneratedRegex(@"_Lanes(?:8|16|8x2)(?![\dx])")]
    private static partial Regex TooWide();

    /// <summary>Whole tiles of 24 sums.</summary>
    [GeneratedRegex("^Compiled_Compiled_Runtime_DenseForward__Tile128x6x4<")]
    private static partial Regex WideTile();

    [GeneratedRegex(@"\tfmla\tv\d+\.4s, v\d+\.4s, v\d+\.s\[[0-3]\]")]
    private static partial Regex ByLane();

    /// <summary>A vector of four that is stored to the stack, or loaded from there.</summary>
    [GeneratedRegex(@"\t(?:str|ldr|stp|ldp)\tq\d+,.*\[(?:x29|sp)")]
    private static partial Regex Spilled();
}
