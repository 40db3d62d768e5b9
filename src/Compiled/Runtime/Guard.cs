using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

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

    /// <summary>The two spans must not share memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NoOverlap(ReadOnlySpan<float> input, ReadOnlySpan<float> output, string inputName, string outputName)
    {
        if (input.Overlaps(output))
            ThrowOverlap(inputName, outputName);
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

    [DoesNotReturn]
    private static void ThrowLength(int actual, int expected, string name, string what) =>
        throw new ArgumentException($"'{name}' holds {actual} floats, but the network has {expected} {what}: pass a span of exactly {expected}.", name);

    [DoesNotReturn]
    private static void ThrowOverlap(string inputName, string outputName) =>
        throw new ArgumentException($"'{inputName}' and '{outputName}' share memory: pass two separate spans.", outputName);

    [DoesNotReturn]
    private static void ThrowRows(int length, int rowSize, string name) =>
        throw new ArgumentException(
            length == 0
                ? $"'{name}' is empty: pass at least one row of {rowSize} floats."
                : $"'{name}' holds {length} floats, which is no whole number of rows of {rowSize}: pass a multiple of {rowSize}.",
            name);

    [DoesNotReturn]
    private static void ThrowRowsMatch(int length, int rows, int rowSize, string name) =>
        throw new ArgumentException(
            $"'{name}' holds {length} floats, but {(rows == 1 ? "one row" : $"{rows} rows")} of {rowSize} {(rows == 1 ? "needs" : "need")} {(long)rows * rowSize}: "
            + $"pass a span of exactly {(long)rows * rowSize}.",
            name);

    [DoesNotReturn]
    private static void ThrowThreads(int threads) =>
        throw new ArgumentOutOfRangeException(
            nameof(threads), threads, $"'threads' is {threads}, but must be at least 1: TrainerOptions.AllProcessors takes every processor.");

    [DoesNotReturn]
    private static void ThrowScratch(int actual, int needed, string name) =>
        throw new ArgumentException($"'{name}' holds {actual} floats, but the call needs at least {needed}: allocate ScratchSize floats.", name);
}
