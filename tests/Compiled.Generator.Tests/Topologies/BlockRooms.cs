using System.Globalization;
using Compiled.Oracle;
using Compiled.Generator.Tests.Planning;
using CsCheck;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>
/// The blocks that random chains are made of, each drawn for the width that arrives. A new kind of block is one entry in <see cref="Between"/>.
/// </summary>
internal static class BlockRooms
{
    /// <summary>Odd, even, and around the widths of vectors and tiles; small ones most often, since plans differ most there.</summary>
    public static Gen<int> Width { get; } = Gen.Frequency(
        (3, Gen.Int[1, 20]), (4, Gen.Int[1, 70]), (2, SpecGen.OneOf(8, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65)));

    /// <summary>What may stand behind a dense block, wherever in the chain.</summary>
    public static IReadOnlyList<Func<int, Gen<DrawnBlock>>> Between { get; } =
    [
        Plain("Identity"),
        Plain("Sigmoid"),
        Plain("Tanh"),
        Plain("Relu"),
        width => SpecGen.OneOf(0.0, 0.01, 0.25, 0.9).Select(slope =>
            Activation("LeakyRelu", width, slope == 0.01 ? "" : $"({Number(slope)})", () => new OracleActivation("LeakyRelu", (float)slope))),
    ];

    /// <summary>What may stand at the end only, over two outputs or more.</summary>
    public static IReadOnlyList<Func<int, Gen<DrawnBlock>>> AtTheEnd { get; } =
    [
        Softmax,
    ];

    /// <summary>An activation that a loss is fused with.</summary>
    public static Gen<DrawnBlock> Partner(string kind, int width) => kind == "Softmax" ? Softmax(width) : Plain(kind)(width);

    /// <summary>A dense block of at least so many units, with any initialiser.</summary>
    public static Gen<DrawnBlock> Dense(int inputs, int fewest = 1) =>
        from drawn in Width
        from hasBias in Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false)))
        from initializer in Gen.Frequency((2, Gen.Const(Initializer.Auto)), (3, SpecGen.OneOf(Enum.GetValues<Initializer>())))
        let units = Math.Max(drawn, fewest)
        select new DrawnBlock(
            $"[Dense({Number(units)}{(hasBias ? "" : ", Bias = false")}{Text(initializer)})]",
            units,
            () => OracleDense.Zero(inputs, units, hasBias));

    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static Gen<DrawnBlock> Softmax(int width) => Gen.Const(Activation("Softmax", width, "", () => new OracleSoftmax()));

    /// <summary>An activation without settings.</summary>
    private static Func<int, Gen<DrawnBlock>> Plain(string kind) =>
        width => Gen.Const(Activation(kind, width, "", () => new OracleActivation(kind)));

    private static DrawnBlock Activation(string kind, int width, string arguments, Func<OracleBlock> oracle) =>
        new($"[{kind}{arguments}]", width, oracle);

    private static string Text(Initializer initializer) => initializer switch
    {
        Initializer.Auto => "",
        Initializer.Constant => ", Initializer = Initializer.Constant, InitializerConstant = 0.0625f",
        _ => $", Initializer = Initializer.{initializer}",
    };
}
