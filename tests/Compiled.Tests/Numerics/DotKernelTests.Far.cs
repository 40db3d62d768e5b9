using Compiled.Runtime;
using Compiled.Tests.Networks;

namespace Compiled.Tests.Numerics;

/// <content>One row of a block in a network whose parameters exceed the first-level cache: outputs come one after the other, with the same sums.</content>
public sealed partial class DotKernelTests
{
    [Fact]
    public void Ten_outputs_of_128_inputs_far_away() => Check<Far<Shape128To10>>();

    [Fact]
    public void Twelve_outputs_of_144_inputs_far_away() => Check<Far<Shape144To12>>();

    [Fact]
    public void Eight_outputs_of_137_inputs_far_away() => Check<Far<Shape137To8>>();

    [Fact]
    public void Four_outputs_of_80_inputs_far_away() => Check<Far<Shape80To4>>();

    [Fact]
    public void Where_the_weights_lie_changes_no_bit()
    {
        CompareBits<Shape128To10>();
        CompareBits<Shape144To12>();
        CompareBits<Shape137To8>();
        CompareBits<Shape80To4>();
        CompareBits<Shape33To5>();
    }

    private static void CompareBits<TShape>()
        where TShape : struct, IDenseShape
    {
        var random = new Random(5);
        var padded = ((int)TShape.Inputs + 15) / 16 * 16;
        var (input, weights, biases) = (Values((int)TShape.Inputs), Values((int)TShape.Outputs * padded), Values((int)TShape.OutputStride));
        // The padding of weights is 0.
        for (var index = 0; index < weights.Length; index++)
            weights[index] = index % padded < (int)TShape.Inputs ? weights[index] : 0;
        var (near, far) = (new float[(int)TShape.OutputStride], new float[(int)TShape.OutputStride]);
        DotKernel.ForwardRow<TShape>(ref input[0], ref weights[0], ref biases[0], ref near[0]);
        DotKernel.ForwardRow<Far<TShape>>(ref input[0], ref weights[0], ref biases[0], ref far[0]);
        Bits.Equal(near, far, typeof(TShape).Name);

        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    /// <summary>The same block in a larger network.</summary>
    private readonly struct Far<TShape> : IDenseShape
        where TShape : struct, IDenseShape
    {
        public static nuint Inputs => TShape.Inputs;

        public static nuint InputStride => TShape.InputStride;

        public static bool HasPaddedInputs => TShape.HasPaddedInputs;

        public static nuint Outputs => TShape.Outputs;

        public static nuint OutputStride => TShape.OutputStride;

        public static nuint PanelWidth => TShape.PanelWidth;

        public static nuint PanelRows => TShape.PanelRows;

        public static nuint BiasesOffset => TShape.BiasesOffset;

        public static nuint TransposedStride => TShape.TransposedStride;

        public static nuint TransposedPanelWidth => TShape.TransposedPanelWidth;

        public static nuint TransposedRows => TShape.TransposedRows;

        public static bool HasBias => TShape.HasBias;

        public static nuint ParameterLength => 100_000;
    }
}
