using System.Globalization;
using Compiled.Generator.Tests.Planning;
using Compiled.Oracle;
using CsCheck;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>
/// The blocks that random chains are made of, each drawn for the width that arrives. A new kind of block is one entry in <see cref="Between"/>.
/// </summary>
internal static class DrawnBlocks
{
    /// <summary>The user's own activation; its declaration goes before the networks.</summary>
    public const string OwnActivation = """
        public readonly struct OwnSoftsign : IActivationFunction
        {
            public TLanes Value<TLanes>(TLanes x)
                where TLanes : struct, Compiled.Numerics.ILanes<TLanes> => x / (TLanes.Create(1f) + TLanes.Abs(x));

            public TLanes Derivative<TLanes>(TLanes x)
                where TLanes : struct, Compiled.Numerics.ILanes<TLanes>
            {
                var size = TLanes.Create(1f) + TLanes.Abs(x);
                return TLanes.Create(1f) / (size * size);
            }
        }

        """;

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
        Plain("Selu"),
        Plain("Gelu"),
        Plain("Silu"),
        Plain("Mish"),
        Plain("Softsign"),
        Plain("HardSigmoid"),
        Plain("HardSwish"),
        Plain("LeakyRelu"),
        WithNumbers("LeakyRelu", [0], [0.25], [0.9]),
        WithNumbers("Elu", [0], [0.5], [1.5]),
        WithNumbers("Softplus", [1], [0.5], [3]),
        WithNumbers("HardTanh", [-1], [0, 6], [-0.25, 0.5]),
        WithNumbers("SmoothClip", [3], [0.5]),
        Plain("Relu6"),
        Plain("Tanhshrink"),
        Plain("LogSigmoid"),
        Plain("Hardshrink"),
        Plain("Softshrink"),
        WithNumbers("Hardshrink", [0.125]),
        WithNumbers("Softshrink", [0.125]),
        Plain("Celu"),
        WithNumbers("Celu", [0.5], [1.5]),
        WithNumbers("Threshold", [0.25, 0.5], [-0.5, -1], [0, 0]),
        width => Gen.Const(Activation("[Gelu(Approximation = GeluApproximation.Tanh)]", width, () => new OracleActivation("GeluTanh"))),
        width => Gen.Const(Activation("[Activation(typeof(OwnSoftsign))]", width, () => new OracleActivation("Softsign"))),
    ];

    /// <summary>What may stand at the end only, over two outputs or more.</summary>
    public static IReadOnlyList<Func<int, Gen<DrawnBlock>>> AtTheEnd { get; } =
    [
        Softmax,
        LogSoftmax,
    ];

    /// <summary>An activation that a loss is fused with.</summary>
    public static Gen<DrawnBlock> Partner(string kind, int width) => kind == "Softmax"
        ? Gen.Frequency((3, Softmax(width)), (1, LogSoftmax(width)))
        : Plain(kind)(width);

    /// <summary>A dense block of so many units, with any initialiser.</summary>
    public static Gen<DrawnBlock> Dense(int inputs, int fewest = 1, int most = int.MaxValue) =>
        from drawn in Width
        from hasBias in Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false)))
        from initializer in Gen.Frequency((2, Gen.Const(Initializer.Auto)), (3, SpecGen.OneOf(Enum.GetValues<Initializer>())))
        let units = Math.Clamp(drawn, fewest, most)
        select new DrawnBlock(
            $"[Dense({Number(units)}{(hasBias ? "" : ", Bias = false")}{Text(initializer)})]",
            units,
            () => OracleDense.Zero(inputs, units, hasBias));

    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static Gen<DrawnBlock> LogSoftmax(int width) => Gen.Const(Activation("[LogSoftmax]", width, () => new OracleLogSoftmax()));

    private static Gen<DrawnBlock> Softmax(int width) => Gen.Const(Activation("[Softmax]", width, () => new OracleSoftmax()));

    /// <summary>An activation without settings, or with their defaults.</summary>
    private static Func<int, Gen<DrawnBlock>> Plain(string kind) =>
        width => Gen.Const(Activation($"[{kind}]", width, () => new OracleActivation(kind)));

    /// <summary>An activation with one of these lists of arguments.</summary>
    private static Func<int, Gen<DrawnBlock>> WithNumbers(string kind, params double[][] choices) =>
        width => SpecGen.OneOf(choices).Select(numbers => Activation(
            $"[{kind}({string.Join(", ", numbers.Select(Number))})]",
            width,
            () => new OracleActivation(kind, (float)numbers[0], numbers.Length > 1 ? (float)numbers[1] : null)));

    private static DrawnBlock Activation(string text, int width, Func<OracleBlock> oracle) => new(text, width, oracle);

    private static string Text(Initializer initializer) => initializer switch
    {
        Initializer.Auto => "",
        Initializer.Constant => ", Initializer = Initializer.Constant, InitializerConstant = 0.0625f",
        _ => $", Initializer = Initializer.{initializer}",
    };
}
