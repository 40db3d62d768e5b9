using System.Reflection;
using System.Runtime.Intrinsics;
using Compiled.Runtime;
using Compiled.Tests.Networks;

namespace Compiled.Tests.Training;

/// <summary>The written-out steps of one sample in every width of vector that this machine has, and not only the one that a trainer takes.</summary>
public sealed class OneSampleWidthTests
{
    private const int Steps = 25;

    private delegate float StepOfWidth(
        ref Adam rule, ref float parameters, ref float memory, ref float gradients, ref float state, ref float input, ref float target, bool onlyIfFinite);

    /// <summary>Vectors of 128 bits are there wherever any are.</summary>
    public static TheoryData<int> Widths =>
        [.. new[] { 512, 256, 128 }.Where(static width => width == 128 || (width == 256 ? Vector256.IsHardwareAccelerated : Vector512.IsHardwareAccelerated))];

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_step_of_any_width_has_the_bits_of_the_general_one(int width)
    {
        Compare<Sample483>(width);
        Compare<Sample216161>(width);
        Compare<Sample111373>(width);
        Compare<Sample3321>(width);
        Compare<Sample4163>(width);
        Compare<Sample11>(width);
        Compare<Sample5621>(width);
        Compare<Sample7295>(width);
    }

    private static void Compare<T>(int width)
        where T : class, ITrainableNetwork<T>
    {
        var (network, general) = (T.Create(5), T.Create(5));
        var trainer = general.CreateTrainer(new Adam(0.01f), Keep.Gradients);
        var length = network.Parameters.Layout.Length;
        var (memory, gradients, state) = (new AlignedMemory(1 << 16), new AlignedMemory(length), new AlignedMemory(2 * length));
        var step = Method<T>(width);
        var rule = new Adam(0.01f);
        var data = new TestData(6);
        for (var number = 1; number <= Steps; number++)
        {
            var (input, target) = (data.Uniforms(T.InputSize), OneHot(T.OutputSize, number % T.OutputSize));
            rule.BeginStep(number);
            var loss = step(ref rule, ref network.Parameters.Origin, ref memory.Origin, ref gradients.Origin, ref state.Origin, ref input[0], ref target[0], false);
            Bits.Equal([trainer.Step(input, target)], [loss], $"{typeof(T).Name}, {width} bits, loss of step {number}");
            Bits.Equal(Parameters(general), Parameters(network), $"{typeof(T).Name}, {width} bits, step {number}");
        }
    }

    /// <summary>The emitted class is local to its file: its name ends with the name that the generator wrote.</summary>
    private static StepOfWidth Method<T>(int width)
    {
        var training = typeof(T).Assembly.GetTypes().Single(static type => type.Name.EndsWith($"__{typeof(T).Name}Training", StringComparison.Ordinal));
        return training.GetMethod($"Step{width}", BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(typeof(Adam)).CreateDelegate<StepOfWidth>();
    }

    /// <summary>A target that every loss takes.</summary>
    private static float[] OneHot(int count, int place)
    {
        var target = new float[count];
        target[place] = 1;
        return target;
    }

    private static float[] Parameters<T>(T network)
        where T : class, ITrainableNetwork<T>
    {
        var values = new float[T.ParameterCount];
        network.CopyParametersTo(values);
        return values;
    }
}
