using Compiled.Numerics;

namespace Compiled.Callbacks.Tests;

/// <summary>Data and small helpers.</summary>
internal static class Given
{
    /// <summary>Rows of three inputs in two classes that a network can tell apart.</summary>
    public static Dataset Classes(int rows = 40, long seed = 1)
    {
        var random = new SeededRandom(seed);
        var inputs = new float[rows * 3];
        foreach (ref var value in inputs.AsSpan())
            value = random.NextNormal();
        return Dataset.FromLabels(inputs, [.. Enumerable.Range(0, rows).Select(row => inputs[3 * row] + inputs[3 * row + 1] > 0 ? 1 : 0)], 2);
    }

    /// <summary>Rows of three inputs and a target that depends on them.</summary>
    public static Dataset Numbers(int rows = 40, long seed = 1)
    {
        var random = new SeededRandom(seed);
        var inputs = new float[rows * 3];
        foreach (ref var value in inputs.AsSpan())
            value = random.NextNormal();
        return Dataset.FromMemory(inputs, Enumerable.Range(0, rows).Select(row => 2 * inputs[3 * row] - inputs[3 * row + 2] + 0.5f).ToArray(), 3, 1);
    }

    /// <summary>y = 3·a − b + 1.</summary>
    public static Dataset Line(int rows = 24, long seed = 1)
    {
        var random = new SeededRandom(seed);
        var inputs = new float[rows * 2];
        foreach (ref var value in inputs.AsSpan())
            value = random.NextNormal();
        return Dataset.FromMemory(inputs, Enumerable.Range(0, rows).Select(row => 3 * inputs[2 * row] - inputs[2 * row + 1] + 1).ToArray(), 2, 1);
    }

    public static float[] Parameters<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        var parameters = new float[TNetwork.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    /// <summary>Everything that decides the next bits, but for times.</summary>
    public static byte[] State(Trainer trainer)
    {
        using var stream = new MemoryStream();
        trainer.SaveCheckpoint(stream);
        return stream.ToArray();
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class Folder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory().FullName;

    public string this[string name] => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

/// <summary>Writes down what it is called for, and does what a test wants.</summary>
internal sealed class Recorder : ICallback
{
    public List<string> Calls { get; } = [];

    public Action<string, FitContext>? Does { get; init; }

    public FitContext? Context { get; private set; }

    public void OnRunBegin(FitContext context) => Add("run begin", context);

    public void OnEpochBegin(FitContext context) => Add($"epoch {context.Epoch} begin", context);

    public void OnBatchBegin(FitContext context) => Add($"batch {context.Epoch}.{context.Batch} begin", context);

    public void OnBatchEnd(FitContext context) => Add($"batch {context.Epoch}.{context.Batch} end", context);

    public void OnEpochEnd(FitContext context) => Add($"epoch {context.Epoch} end", context);

    public void OnNonFinite(FitContext context, NonFiniteTrainingException problem) => Add("non-finite", context);

    public void OnRunEnd(FitContext context) => Add("run end", context);

    private void Add(string call, FitContext context)
    {
        Context = context;
        Calls.Add(call);
        Does?.Invoke(call, context);
    }
}
