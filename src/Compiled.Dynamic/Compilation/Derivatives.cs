using System.Buffers;
using System.Reflection;

namespace Compiled.Dynamic.Compilation;

/// <summary>What [Differentiable] writes into a class. No interface declares these members, so they are looked up by their names, once for a class.</summary>
internal static class Derivatives<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    private static readonly MethodInfo? Stack = Find(typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<float>), typeof(Span<float>));
    private static readonly MethodInfo? Scratch = Find(typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<float>), typeof(Span<float>), typeof(Span<float>));

    private delegate void OnScratch(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> result, Span<float> scratch);

    /// <summary>Whether the class has them.</summary>
    public static bool Exist => Scratch is not null;

    /// <summary>The network's InputGradient; null without [Differentiable].</summary>
    public static InputGradientFunction? Of(TNetwork network)
    {
        if (Stack is not null)
            return Stack.CreateDelegate<InputGradientFunction>(network);
        return Scratch is null ? null : OnRented(Scratch.CreateDelegate<OnScratch>(network));
    }

    /// <summary>What does not fit the stack computes in scratch of its caller, and has no other member.</summary>
    private static InputGradientFunction OnRented(OnScratch gradient)
    {
        var size = (int)typeof(TNetwork).GetField("ScratchSize")!.GetRawConstantValue()!;
        return (input, outputGradient, result) =>
        {
            var scratch = ArrayPool<float>.Shared.Rent(size);
            try
            {
                gradient(input, outputGradient, result, scratch);
            }
            finally
            {
                ArrayPool<float>.Shared.Return(scratch);
            }
        };
    }

    private static MethodInfo? Find(params Type[] parameters) => typeof(TNetwork).GetMethod("InputGradient", BindingFlags.Public | BindingFlags.Instance, parameters);
}
