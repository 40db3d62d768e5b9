using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Measuring;

/// <summary>What figures depend on beside the network.</summary>
internal static class Machine
{
    /// <summary>Bits of the widest vectors that the code uses; 0 for none.</summary>
    public static int VectorBits => Widest(Vector512.IsHardwareAccelerated, Vector256.IsHardwareAccelerated, Vector128.IsHardwareAccelerated);

    /// <summary>The processor's kind, the vectors and the runtime.</summary>
    public static string Description => Describe(VectorBits, Environment.ProcessorCount);

    /// <summary>The widest of the vectors that a machine has.</summary>
    public static int Widest(bool has512, bool has256, bool has128) => has512 ? 512 : has256 ? 256 : has128 ? 128 : 0;

    /// <summary>The description of a machine of this processor's kind.</summary>
    public static string Describe(int vectorBits, int processors)
    {
        var vectors = vectorBits == 0 ? "no vectors" : $"{Figures.Digits(vectorBits)}-bit vectors";
        return $"{RuntimeInformation.ProcessArchitecture}, {vectors}, {Figures.Count(processors, "processor")}, {RuntimeInformation.FrameworkDescription}";
    }
}
