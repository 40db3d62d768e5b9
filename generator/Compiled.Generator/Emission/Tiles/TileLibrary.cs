using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>
/// The files of the runtime that hold its register tiles. They are written by these templates and committed; a test says when they are no longer current
/// (CONTRIBUTING.md says how to write them again).
/// </summary>
internal static class TileLibrary
{
    /// <summary>Where the files lie in the repository.</summary>
    public const string Folder = "src/Compiled/Kernels/Dense/Tiles";

    /// <summary>Every file, by its name.</summary>
    public static IReadOnlyList<(string Name, string Text)> Files() =>
    [
        .. ByRows("DenseForward", "public", [.. TileUniverse.SingleRows, .. TileUniverse.Rows.Where(static tile => tile.Rows > 1), .. TileUniverse.Rests], WriteForward),
        .. ByRows("DenseWeightGradient", "internal", TileUniverse.WeightGradients, WriteWeightGradient),
        .. ByRows("ColumnForward", "internal", TileUniverse.ColumnForward, ColumnForwardTemplate.WriteForward),
        .. ByRows("ColumnInputGradient", "internal", TileUniverse.ColumnInputGradients, ColumnForwardTemplate.WriteInputGradient),
        .. ByRows("ColumnWeightGradient", "internal", TileUniverse.ColumnWeightGradients, ColumnWeightGradientTemplate.Write),
        .. DotRowTemplate.Widths.Select(static width => (
            $"DotKernel.Row{Int((int)width)}.cs",
            File("public", "DotKernel", Enumerable.Range(1, DotRowTemplate.MostOutputs).Select<int, Action<CodeWriter>>(outputs => code => DotRowTemplate.Write(code, width, outputs))))),
        ("DotKernel.Row.cs", File("public", "DotKernel", [DotRowTemplate.WriteRow, DotRowTemplate.WriteLastRow])),
        ("DensePasses.Forward.cs", File("public", "DensePasses",
            TileUniverse.Forward.Select<EquatableArray<TileTier>, Action<CodeWriter>>(static tiers => code => RowPassTemplate.WriteForward(code, tiers)))),
        ("DensePasses.InputGradients.cs", File("public", "DensePasses",
            TileUniverse.InputGradients.Select<EquatableArray<TileTier>, Action<CodeWriter>>(static tiers => code => RowPassTemplate.WriteInputGradients(code, tiers)))),
        ("DensePasses.ParameterGradients.cs", File("public", "DensePasses",
            TileUniverse.ParameterGradients.Select<EquatableArray<TileTier>, Action<CodeWriter>>(static tiers => code => RowPassTemplate.WriteParameterGradients(code, tiers)))),
        .. TileUniverse.ParameterGradients.GroupBy(static tiers => tiers[0].Width).Select(static file => (
            $"DensePasses.Update{Int((int)file.Key)}.cs",
            File("public", "DensePasses",
            [
                .. file.Select<EquatableArray<TileTier>, Action<CodeWriter>>(static tiers => code => UpdatePassTemplate.Write(code, tiers)),
                .. TileUniverse.WeightGradients.Where(tile => tile.Width == file.Key).Select<Tile, Action<CodeWriter>>(static tile => code => UpdatePassTemplate.WritePieces(code, tile)),
                .. TileUniverse.Pairs(file.Key).Select(static pair => (pair.Tile, Last: UpdatePassTemplate.RestOf(pair.Tile, pair.Last))).Distinct()
                    .Select<(Tile Tile, Tile Last), Action<CodeWriter>>(static pair => code => UpdatePassTemplate.WritePieces(code, pair.Tile, pair.Last)),
            ]))),
        .. ColumnTiles.Partials.Select(static partials => (
            $"DenseColumns.Forward{Int(partials)}.cs",
            File("public", "DenseColumns", Rests.Select<int, Action<CodeWriter>>(rest => code => ColumnPassTemplate.WriteForward(code, rest, partials))))),
        ("DenseColumns.InputGradients.cs", File("public", "DenseColumns", Rests.Select<int, Action<CodeWriter>>(static rest => code => ColumnPassTemplate.WriteInputGradients(code, rest)))),
        .. Rests.Select(static inputs => (
            $"DenseColumns.ParameterGradients{Int(inputs)}.cs",
            File("public", "DenseColumns", Rests.Select<int, Action<CodeWriter>>(outputs => code => ColumnPassTemplate.WriteParameterGradients(code, inputs, outputs))))),
    ];

    /// <summary>What groups of four may leave over.</summary>
    private static IEnumerable<int> Rests => Enumerable.Range(0, ColumnTiles.MostRows);

    private static void WriteForward(CodeWriter code, Tile tile)
    {
        ForwardTileTemplate.Write(code, tile);
        if (!TileUniverse.Rows.Contains(tile))
            return;
        _ = code.BlankLine();
        ForwardRowsTemplate.Write(code, tile);
    }

    private static void WriteWeightGradient(CodeWriter code, Tile tile)
    {
        WeightGradientTemplate.WritePanels(code, tile);
        _ = code.BlankLine();
        WeightGradientTemplate.WritePiece(code, tile);
        _ = code.BlankLine();
        WeightGradientTemplate.WriteWhole(code, tile);
        _ = code.BlankLine();
        WeightGradientTemplate.WriteRest(code, tile);
    }

    /// <summary>A file for each vector width, number of rows and number of partial sums.</summary>
    private static IEnumerable<(string Name, string Text)> ByRows(string type, string access, IEnumerable<Tile> tiles, Action<CodeWriter, Tile> write) =>
        from tile in tiles
        group tile by (tile.Width, tile.Rows, tile.Partials) into file
        let partials = file.Key.Partials == 1 ? "" : $".Of{Int(file.Key.Partials)}Sums"
        select ($"{type}.{Int((int)file.Key.Width)}x{Int(file.Key.Rows)}{partials}.cs", File(access, type, file.Select<Tile, Action<CodeWriter>>(tile => code => write(code, tile))));

    private static string File(string access, string type, IEnumerable<Action<CodeWriter>> members)
    {
        var code = new CodeWriter().Open($"{access} static partial class {type}");
        foreach (var member in members)
        {
            member(code);
            _ = code.BlankLine();
        }

        var text = code.Close().ToString();
        var neon = text.Contains("AdvSimd.") ? "\nusing System.Runtime.Intrinsics.Arm;" : "";
        return $"""
            // <auto-generated/>
            // Written by the templates of generator/Compiled.Generator/Emission/Tiles; edits are lost.
            #nullable enable
            using System.Runtime.CompilerServices;
            using System.Runtime.Intrinsics;{neon}

            namespace Compiled.Runtime;

            {text}
            """;
    }
}
