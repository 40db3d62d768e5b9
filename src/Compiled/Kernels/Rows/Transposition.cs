using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Runtime;

/// <summary>Four vectors of four, rows turned into columns: shuffles alone, so no bit can change.</summary>
internal static class Transposition
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<float> Column0, Vector128<float> Column1, Vector128<float> Column2, Vector128<float> Column3) FourByFour(
        Vector128<float> row0, Vector128<float> row1, Vector128<float> row2, Vector128<float> row3)
    {
        FourByFour(row0, row1, row2, row3, out var column0, out var column1, out var column2, out var column3);
        return (column0, column1, column2, column3);
    }

    /// <summary>The same without a tuple: emitted methods hold so many of these that the JIT would run out of the locals with which it still inlines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FourByFour(
        Vector128<float> row0, Vector128<float> row1, Vector128<float> row2, Vector128<float> row3,
        out Vector128<float> column0, out Vector128<float> column1, out Vector128<float> column2, out Vector128<float> column3)
    {
        if (Sse.IsSupported)
        {
            var (low01, low23) = (Sse.UnpackLow(row0, row1), Sse.UnpackLow(row2, row3));
            column0 = Sse.MoveLowToHigh(low01, low23);
            column1 = Sse.MoveHighToLow(low23, low01);
            var (high01, high23) = (Sse.UnpackHigh(row0, row1), Sse.UnpackHigh(row2, row3));
            column2 = Sse.MoveLowToHigh(high01, high23);
            column3 = Sse.MoveHighToLow(high23, high01);
        }
        else if (AdvSimd.Arm64.IsSupported)
        {
            var (low02, low13) = (AdvSimd.Arm64.ZipLow(row0, row2), AdvSimd.Arm64.ZipLow(row1, row3));
            column0 = AdvSimd.Arm64.ZipLow(low02, low13);
            column1 = AdvSimd.Arm64.ZipHigh(low02, low13);
            var (high02, high13) = (AdvSimd.Arm64.ZipHigh(row0, row2), AdvSimd.Arm64.ZipHigh(row1, row3));
            column2 = AdvSimd.Arm64.ZipLow(high02, high13);
            column3 = AdvSimd.Arm64.ZipHigh(high02, high13);
        }
        else
        {
            column0 = Vector128.Create(row0[0], row1[0], row2[0], row3[0]);
            column1 = Vector128.Create(row0[1], row1[1], row2[1], row3[1]);
            column2 = Vector128.Create(row0[2], row1[2], row2[2], row3[2]);
            column3 = Vector128.Create(row0[3], row1[3], row2[3], row3[3]);
        }
    }

    /// <summary>The same in each half of vectors of eight: there are none but on x86 and x64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Column0, Vector256<float> Column1, Vector256<float> Column2, Vector256<float> Column3) FourByFour(
        Vector256<float> row0, Vector256<float> row1, Vector256<float> row2, Vector256<float> row3)
    {
        FourByFour(row0, row1, row2, row3, out var column0, out var column1, out var column2, out var column3);
        return (column0, column1, column2, column3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FourByFour(
        Vector256<float> row0, Vector256<float> row1, Vector256<float> row2, Vector256<float> row3,
        out Vector256<float> column0, out Vector256<float> column1, out Vector256<float> column2, out Vector256<float> column3)
    {
        var (low01, low23) = (Avx.UnpackLow(row0, row1).AsDouble(), Avx.UnpackLow(row2, row3).AsDouble());
        column0 = Avx.UnpackLow(low01, low23).AsSingle();
        column1 = Avx.UnpackHigh(low01, low23).AsSingle();
        var (high01, high23) = (Avx.UnpackHigh(row0, row1).AsDouble(), Avx.UnpackHigh(row2, row3).AsDouble());
        column2 = Avx.UnpackLow(high01, high23).AsSingle();
        column3 = Avx.UnpackHigh(high01, high23).AsSingle();
    }

    /// <summary>The same in each quarter of vectors of sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Column0, Vector512<float> Column1, Vector512<float> Column2, Vector512<float> Column3) FourByFour(
        Vector512<float> row0, Vector512<float> row1, Vector512<float> row2, Vector512<float> row3)
    {
        FourByFour(row0, row1, row2, row3, out var column0, out var column1, out var column2, out var column3);
        return (column0, column1, column2, column3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FourByFour(
        Vector512<float> row0, Vector512<float> row1, Vector512<float> row2, Vector512<float> row3,
        out Vector512<float> column0, out Vector512<float> column1, out Vector512<float> column2, out Vector512<float> column3)
    {
        var (low01, low23) = (Avx512F.UnpackLow(row0, row1).AsDouble(), Avx512F.UnpackLow(row2, row3).AsDouble());
        column0 = Avx512F.UnpackLow(low01, low23).AsSingle();
        column1 = Avx512F.UnpackHigh(low01, low23).AsSingle();
        var (high01, high23) = (Avx512F.UnpackHigh(row0, row1).AsDouble(), Avx512F.UnpackHigh(row2, row3).AsDouble());
        column2 = Avx512F.UnpackLow(high01, high23).AsSingle();
        column3 = Avx512F.UnpackHigh(high01, high23).AsSingle();
    }
}
