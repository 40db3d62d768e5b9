using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compiled.Tool.Measuring;

/// <summary>What figures depend on beside the network.</summary>
internal static class Machine
{
    /// <summary>Bits of the widest vectors that the code uses.</summary>
    public static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>The processor's kind, the vectors and the runtime.</summary>
    public static string Description =>
        $"{RuntimeInformation.ProcessArchitecture}, {(VectorBits == 0 ? "no vectors" : $"{Terminal.Figures.Digits(VectorBits)}-bit vectors")}, {Terminal.Figures.Count(Environment.ProcessorCount, "processor")}, {RuntimeInformation.FrameworkDescription}";
}
