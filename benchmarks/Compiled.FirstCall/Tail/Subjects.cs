using Compiled.Benchmarks.Cells;

namespace Compiled.FirstCall;

/// <summary>A network behind a struct, so that the measured call is the public member itself and no interface.</summary>
internal interface ISubject
{
    static abstract int InputSize { get; }

    static abstract int OutputSize { get; }

    void Predict(ReadOnlySpan<float> input, Span<float> output);
}

internal readonly struct Subject1() : ISubject
{
    private readonly T1 _network = new(seed: 1);

    public static int InputSize => T1.InputSize;

    public static int OutputSize => T1.OutputSize;

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);
}

internal readonly struct Subject2() : ISubject
{
    private readonly T2 _network = new(seed: 1);

    public static int InputSize => T2.InputSize;

    public static int OutputSize => T2.OutputSize;

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);
}

internal readonly struct Subject3() : ISubject
{
    private readonly T3 _network = new(seed: 1);

    public static int InputSize => T3.InputSize;

    public static int OutputSize => T3.OutputSize;

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);
}

internal readonly struct Subject4() : ISubject
{
    private readonly T4 _network = new(seed: 1);

    public static int InputSize => T4.InputSize;

    public static int OutputSize => T4.OutputSize;

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);
}

/// <summary>Nothing between two readings of the clock: what the clock itself costs and what the machine interrupts.</summary>
internal readonly struct EmptySubject : ISubject
{
    public static int InputSize => 1;

    public static int OutputSize => 1;

    public void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
    }
}
