using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Runtime;

/// <summary>Checks of arguments; the throwing halves stand out of line, so that a check in a hot method is a compare and a branch.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Guard
{
    /// <summary>The span must be exactly as long as expected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int actual, int expected, string name, string what)
    {
        if (actual != expected)
            ThrowLength(actual, expected, name, what);
    }

    /// <summary>One row in, one row out: each span exactly as long as expected, and no memory shared. One cold call, so that nothing is saved for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row(ReadOnlySpan<float> input, Span<float> output, int inputSize, int outputSize)
    {
        if (((input.Length ^ inputSize) | (output.Length ^ outputSize)) != 0 || AreClose(input, output, inputSize, outputSize))
            ThrowRow(input.Length, output.Length, inputSize, outputSize);
    }

    /// <summary>The two spans must not share memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NoOverlap(ReadOnlySpan<float> input, ReadOnlySpan<float> output, string inputName, string outputName)
    {
        if (input.Overlaps(output))
            ThrowOverlap(inputName, outputName);
    }

    /// <summary>A Jacobian must hold exactly outputs · inputs floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Jacobian(int actual, int outputs, int inputs, string name)
    {
        if (actual != (long)outputs * inputs)
            ThrowJacobian(actual, outputs, inputs, name);
    }

    /// <summary>The number of rows in a batch: the span must hold at least one row, and whole rows only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rows(int length, int rowSize, string name)
    {
        var rows = (int)((uint)length / (uint)rowSize);
        if (rows * rowSize != length || rows == 0)
            ThrowRows(length, rowSize, name);
        return rows;
    }

    /// <summary>The second span of a batch must hold as many rows as the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RowsMatch(int length, int rows, int rowSize, string name)
    {
        if (length != (long)rows * rowSize)
            ThrowRowsMatch(length, rows, rowSize, name);
    }

    /// <summary>The caller's scratch must be large enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scratch(int actual, int needed, string name)
    {
        if (actual < needed)
            ThrowScratch(actual, needed, name);
    }

    /// <summary>A number of threads must be at least 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Threads(int threads)
    {
        if (threads < 1)
            ThrowThreads(threads);
    }

    /// <summary>Whether rows of these lengths, which are constants where this is inlined, share memory: one subtraction and one comparison.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreClose(ReadOnlySpan<float> input, Span<float> output, int inputSize, int outputSize)
    {
        var distance = Unsafe.ByteOffset(ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output));
        return (nuint)(distance + (((nint)outputSize * sizeof(float)) - 1)) < (nuint)(((nint)inputSize + outputSize) * sizeof(float) - 1);
    }

    // The JIT sees that a method never returns only where its body is small: each throws what another method has worded.
    [DoesNotReturn]
    private static void ThrowRow(int inputLength, int outputLength, int inputSize, int outputSize) =>
        throw RowError(inputLength, outputLength, inputSize, outputSize);

    [DoesNotReturn]
    private static void ThrowLength(int actual, int expected, string name, string what) => throw LengthError(actual, expected, name, what);

    [DoesNotReturn]
    private static void ThrowOverlap(string inputName, string outputName) => throw OverlapError(inputName, outputName);

    [DoesNotReturn]
    private static void ThrowRows(int length, int rowSize, string name) => throw RowsError(length, rowSize, name);

    [DoesNotReturn]
    private static void ThrowRowsMatch(int length, int rows, int rowSize, string name) => throw RowsMatchError(length, rows, rowSize, name);

    [DoesNotReturn]
    private static void ThrowScratch(int actual, int needed, string name) => throw ScratchError(actual, needed, name);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException RowError(int inputLength, int outputLength, int inputSize, int outputSize) =>
        inputLength != inputSize ? LengthError(inputLength, inputSize, "input", "inputs")
        : outputLength != outputSize ? LengthError(outputLength, outputSize, "output", "outputs")
        : OverlapError("input", "output");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException LengthError(int actual, int expected, string name, string what) =>
        new($"'{name}' has {Wording.Count(actual, "float")}, but the network has {Wording.CountOf(expected, what)}: pass a span of exactly {expected}.", name);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException OverlapError(string inputName, string outputName) =>
        new($"'{inputName}' and '{outputName}' share memory: pass two separate spans.", outputName);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException RowsError(int length, int rowSize, string name) =>
        new(
            length == 0
                ? $"'{name}' is empty: pass at least one row of {Wording.Count(rowSize, "float")}."
                : $"'{name}' has {Wording.Count(length, "float")}, which is not a whole number of rows of {rowSize}: pass a multiple of {rowSize}.",
            name);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException RowsMatchError(int length, int rows, int rowSize, string name) =>
        new(
            $"'{name}' has {Wording.Count(length, "float")}, but {(rows == 1 ? "one row" : Wording.Count(rows, "row"))} of {rowSize} {(rows == 1 ? "needs" : "need")} {(long)rows * rowSize}: "
            + $"pass a span of exactly {(long)rows * rowSize}.",
            name);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException ScratchError(int actual, int needed, string name) =>
        new($"'{name}' has {Wording.Count(actual, "float")}, but the call needs at least {needed}: allocate ScratchSize floats.", name);

    [DoesNotReturn]
    private static void ThrowJacobian(int actual, int outputs, int inputs, string name) => throw JacobianError(actual, outputs, inputs, name);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException JacobianError(int actual, int outputs, int inputs, string name) =>
        new(
            $"'{name}' has {Wording.Count(actual, "float")}, but the Jacobian of {Wording.Count(outputs, "output")} by {Wording.Count(inputs, "input")} has {(long)outputs * inputs}: "
            + $"pass a span of exactly {(long)outputs * inputs}.",
            name);

    [DoesNotReturn]
    private static void ThrowThreads(int threads) => throw ThreadsError(threads);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentOutOfRangeException ThreadsError(int threads) =>
        new(nameof(threads), threads, $"'threads' is {threads}, but must be at least 1: TrainerOptions.AllProcessors uses every processor.");
}
