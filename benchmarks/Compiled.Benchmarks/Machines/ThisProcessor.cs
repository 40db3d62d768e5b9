using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Compiled.Benchmarks.Results;

namespace Compiled.Benchmarks.Machines;

/// <summary>The processor that this process runs on.</summary>
internal static class ThisProcessor
{
    /// <summary>By CPUID on x86; elsewhere what the system says, and the architecture where it says nothing.</summary>
    public static string Name
    {
        get
        {
            if (X86Base.IsSupported)
                return ProcessorName.Of(Brand(), Family(out var model), model);
            const string Information = "/proc/cpuinfo";
            var line = File.Exists(Information)
                ? File.ReadLines(Information).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Model", StringComparison.Ordinal))
                : null;
            return ProcessorName.Of(line?.Split(':')[^1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString(), family: 0, model: 0);
        }
    }

    /// <summary>The widest vectors that this process uses.</summary>
    public static string Tier => Vector512.IsHardwareAccelerated ? "AVX-512" : Vector256.IsHardwareAccelerated ? "AVX2" : X86Base.IsSupported ? "SSE" : "NEON";

    private static string Brand()
    {
        Span<byte> text = stackalloc byte[48];
        for (var part = 0; part < 3; part++)
        {
            var (a, b, c, d) = X86Base.CpuId(unchecked((int)0x80000002) + part, 0);
            ReadOnlySpan<int> words = [a, b, c, d];
            for (var word = 0; word < words.Length; word++)
                BinaryPrimitives.WriteInt32LittleEndian(text[(part * 16 + word * 4)..], words[word]);
        }

        return Encoding.ASCII.GetString(text).TrimEnd('\0');
    }

    private static int Family(out int model)
    {
        var signature = X86Base.CpuId(1, 0).Eax;
        var family = signature >> 8 & 15;
        model = signature >> 4 & 15;
        if (family is 6 or 15)
            model += (signature >> 16 & 15) << 4;
        return family == 15 ? family + (signature >> 20 & 255) : family;
    }
}
