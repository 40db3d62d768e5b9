using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Intrinsics;

namespace Compiled.Clusters;

/// <summary>Which library this process has, and which vectors its processor has.</summary>
internal static class LibraryVersion
{
    /// <summary>The library's version, without the commit: two versions may train differently, so a search is not shared between them.</summary>
    public static string Current { get; } =
        typeof(Dataset).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The vectors: for tables only, as all compute the same bits.</summary>
    public static string Tier { get; } = FindTier();

    [ExcludeFromCodeCoverage(Justification = "The processor decides.")]
    private static string FindTier() =>
        Vector512.IsHardwareAccelerated ? "AVX-512" : Vector256.IsHardwareAccelerated ? "AVX2" : Vector128.IsHardwareAccelerated ? "128-bit" : "scalar";
}
