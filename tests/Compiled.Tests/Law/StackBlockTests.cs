using System.Runtime.CompilerServices;
using Compiled.Runtime;

namespace Compiled.Tests.Law;

/// <summary>Law 2 on the stack: a block of every size, those among them that only the largest networks have, and one of a size that is computed, is all its kernel's, and aligned.</summary>
public sealed class StackBlockTests
{
    private const int Alignment = 64;
    private const int Outputs = 3;

    [Fact]
    public void Every_block_holds_the_floats_of_its_name()
    {
        AssertHolds<StackBlock48>(48);
        AssertHolds<StackBlock240>(240);
        AssertHolds<StackBlock960>(960);
        AssertHolds<StackBlock1984>(1984);
        AssertHolds<StackBlock3008>(3008);
        AssertHolds<StackBlock4032>(4032);
        AssertHolds<StackBlock6080>(6080);
        AssertHolds<StackBlock8128>(8128);
        AssertHolds<StackBlock12224>(12224);
        AssertHolds<StackBlock16384>(16384);
    }

    private static void AssertHolds<TBlock>(int floats)
        where TBlock : unmanaged, IStackBlock
    {
        Assert.Equal(floats * sizeof(float) + Alignment, Unsafe.SizeOf<TBlock>());
        Assert.Equal(floats, Summing<TBlock>.BatchScratch);
        float[] parameters = [0.5f];
        float[] inputs = [2, 3, 4];
        var (fixedSize, computed) = (new float[Outputs], new float[Outputs]);

        StackScratch.PredictRow<Summing<TBlock>, TBlock>(ref parameters[0], ref inputs[0], ref fixedSize[0]);
        StackScratch.PredictRow<Summing<TBlock>>(ref parameters[0], ref inputs[0], ref computed[0]);
        float[] expected = [-Sum(floats - Outputs, 2.5f), Sum(floats - Outputs, 2.5f), 0];
        Assert.Equal(expected, fixedSize);
        Assert.Equal(expected, computed);

        (fixedSize, computed) = (new float[Outputs * inputs.Length], new float[Outputs * inputs.Length]);
        StackScratch.PredictRows<Summing<TBlock>, TBlock>(ref parameters[0], ref inputs[0], ref fixedSize[0], inputs.Length);
        StackScratch.PredictRows<Summing<TBlock>>(ref parameters[0], ref inputs[0], ref computed[0], inputs.Length);
        expected = [.. inputs.SelectMany(input => (float[])[-Sum(floats, input + 0.5f), Sum(floats, input + 0.5f), 0])];
        Assert.Equal(expected, fixedSize);
        Assert.Equal(expected, computed);

        // The outputs lie behind the scratch of the row.
        Assert.Equal(1, StackScratch.Classify<Summing<TBlock>, TBlock>(ref parameters[0], ref inputs[0], Outputs));
        Assert.Equal(1, StackScratch.Classify<Summing<TBlock>>(ref parameters[0], ref inputs[0], Outputs));
        foreach (var isNumber in new[] { true, false })
        {
            inputs[0] = isNumber ? 2 : float.NaN;
            Assert.Equal(isNumber, StackScratch.TryClassify<Summing<TBlock>, TBlock>(ref parameters[0], ref inputs[0], Outputs, out var label));
            Assert.Equal(isNumber ? 1 : 0, label);
            Assert.Equal(isNumber, StackScratch.TryClassify<Summing<TBlock>>(ref parameters[0], ref inputs[0], Outputs, out label));
            Assert.Equal(isNumber ? 1 : 0, label);
        }

        inputs[0] = 2;
        var gradient = 4f;
        var results = new float[4];
        StackDerivatives.InputGradient<Summing<TBlock>, TBlock>(ref parameters[0], ref inputs[0], ref gradient, ref results[0]);
        StackDerivatives.InputGradient<Summing<TBlock>>(ref parameters[0], ref inputs[0], ref gradient, ref results[1]);
        StackDerivatives.Jacobian<Summing<TBlock>, TBlock>(ref parameters[0], ref inputs[0], ref results[2]);
        StackDerivatives.Jacobian<Summing<TBlock>>(ref parameters[0], ref inputs[0], ref results[3]);
        Assert.Equal([4 * Sum(floats, 2.5f), 4 * Sum(floats, 2.5f), Sum(floats, 2.5f), Sum(floats, 2.5f)], results);
        Assert.Equal([0.5f, 2, 3, 4], [parameters[0], .. inputs]);
    }

    private static float Sum(int floats, float first)
    {
        var sum = 0.0;
        for (var index = 0; index < floats; index++)
            sum += first + index;
        return (float)sum;
    }

    /// <summary>Writes all the scratch that a block has room for, and adds it up.</summary>
    private readonly struct Summing<TBlock> : IInferenceKernel, IDerivativeKernel
        where TBlock : unmanaged, IStackBlock
    {
        public static int RowScratch => BatchScratch - Outputs;

        public static int BatchScratch => (Unsafe.SizeOf<TBlock>() - Alignment) / sizeof(float);

        public static int Scratch => BatchScratch;

        public static void PredictRow(ref float parameters, ref float input, ref float output, ref float scratch) => Write(ref output, Fill(RowScratch, parameters + input, ref scratch));

        public static void PredictRows(ref float parameters, ref float inputs, ref float outputs, int rows, ref float scratch)
        {
            for (var row = 0; row < rows; row++)
                Write(ref Unsafe.Add(ref outputs, Outputs * row), Fill(BatchScratch, parameters + Unsafe.Add(ref inputs, row), ref scratch));
        }

        public static void InputGradient(ref float parameters, ref float input, ref float outputGradient, ref float result, ref float scratch) =>
            result = outputGradient * Fill(Scratch, parameters + input, ref scratch);

        public static void Jacobian(ref float parameters, ref float input, ref float result, ref float scratch) => result = Fill(Scratch, parameters + input, ref scratch);

        private static void Write(ref float output, float sum) => (output, Unsafe.Add(ref output, 1), Unsafe.Add(ref output, 2)) = (-sum, sum, 0 * sum);

        private static float Fill(int floats, float first, ref float scratch)
        {
            Assert.Equal(0, Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref scratch) % Alignment);
            for (var index = 0; index < floats; index++)
                Unsafe.Add(ref scratch, index) = first + index;
            var sum = 0.0;
            for (var index = 0; index < floats; index++)
                sum += Unsafe.Add(ref scratch, index);
            return (float)sum;
        }
    }
}
