using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

/// <content>A block of variable sizes, and what its passes must give.</content>
public sealed partial class ColumnTileTests
{
    /// <summary>Small whole numbers for a block, column after column of samples.</summary>
    private sealed class Sample
    {
        public Sample(int inputs, int outputs, int samples, bool hasBias)
        {
            AnyShape.Set(inputs, outputs, hasBias);
            Samples = samples;
            (Input, Gradient, Block) = (Whole(inputs * samples, 3), Whole(outputs * samples, 5), Whole((int)AnyShape.ParameterLength, 7));
            (Output, InputGradient) = (new float[outputs * samples], new float[inputs * samples]);
        }

        public int Samples { get; }

        public float[] Input { get; }

        public float[] Gradient { get; }

        public float[] Block { get; }

        public float[] Output { get; }

        public float[] InputGradient { get; }

        public float[] Outputs()
        {
            var expected = new float[Output.Length];
            for (var o = 0; o < (int)AnyShape.Outputs; o++)
                for (var sample = 0; sample < Samples; sample++)
                {
                    var sum = AnyShape.HasBias ? Block[(int)AnyShape.BiasesOffset + o] : 0;
                    for (var i = 0; i < (int)AnyShape.Inputs; i++)
                        sum += Input[i * Samples + sample] * Block[i * (int)AnyShape.PanelWidth + o];
                    expected[o * Samples + sample] = sum;
                }

            return expected;
        }

        public float[] InputGradients()
        {
            var expected = new float[InputGradient.Length];
            for (var i = 0; i < (int)AnyShape.Inputs; i++)
                for (var o = 0; o < (int)AnyShape.Outputs; o++)
                    for (var sample = 0; sample < Samples; sample++)
                        expected[i * Samples + sample] += Gradient[o * Samples + sample] * Block[i * (int)AnyShape.PanelWidth + o];
            return expected;
        }

        public float WeightGradient(int input, int output) =>
            Enumerable.Range(0, Samples).Sum(sample => Input[input * Samples + sample] * Gradient[output * Samples + sample]);

        public float BiasGradient(int output) => Enumerable.Range(0, Samples).Sum(sample => Gradient[output * Samples + sample]);

        private static float[] Whole(int count, int step) => [.. Enumerable.Range(0, count).Select(index => (float)(index * step % 13 - 6))];
    }

    /// <summary>Sizes as variables; a row of weights is padded to whole vectors of 4, as sums are joined in fours.</summary>
    private readonly struct AnyShape : IDenseShape
    {
        public static nuint Inputs { get; private set; }

        public static nuint InputStride => Inputs;

        public static nuint Outputs { get; private set; }

        public static nuint OutputStride => PanelWidth;

        public static nuint PanelWidth => (Outputs + 3) / 4 * 4;

        public static nuint PanelRows => Inputs;

        public static nuint TransposedStride => Inputs;

        public static nuint TransposedPanelWidth => Inputs;

        public static nuint TransposedRows => Outputs;

        public static nuint BiasesOffset => Inputs * PanelWidth;

        public static bool HasBias { get; private set; }

        public static nuint ParameterLength => BiasesOffset + PanelWidth;

        public static void Set(int inputs, int outputs, bool hasBias) => (Inputs, Outputs, HasBias) = ((nuint)inputs, (nuint)outputs, hasBias);
    }
}
