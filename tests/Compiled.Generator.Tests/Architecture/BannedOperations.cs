using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Architecture;

/// <summary>Operations whose bits differ between machines or tiers of the JIT, or that only some machines have: never in the library, never in emitted code.</summary>
internal static class BannedOperations
{
    private const string Transcendental = "its bits differ between machines: use LaneMath, which has one form for every vector width";
    private const string Native = "its result depends on the machine: use the one that is exact, or that says what NaN and the range give";
    private const string Order = "the order of its additions depends on the vector width: use the lanes' Sum, whose tree is fixed";

    private const string Fused = "without the instruction it calls a routine of the C library for every float: use Fused.MultiplyAdd, which has the same bits everywhere";

    private static readonly string[] Types =
    [
        "System.Math", "System.MathF", "System.Single", "System.Double", "System.Half", "System.Numerics.Vector", "System.Numerics.Vector2", "System.Numerics.Vector3",
        "System.Numerics.Vector4", "System.Runtime.Intrinsics.Vector64", "System.Runtime.Intrinsics.Vector128", "System.Runtime.Intrinsics.Vector256",
        "System.Runtime.Intrinsics.Vector512",
    ];

    private static readonly string[] Functions =
    [
        "Acos", "AcosPi", "Acosh", "Asin", "AsinPi", "Asinh", "Atan", "Atan2", "Atan2Pi", "AtanPi", "Atanh", "Cbrt", "Cos", "CosPi", "Cosh", "Exp", "Exp10", "Exp10M1", "Exp2",
        "Exp2M1", "ExpM1", "Hypot", "Log", "Log10", "Log10P1", "Log2", "Log2P1", "LogP1", "Pow", "RootN", "Sin", "SinCos", "SinCosPi", "SinPi", "Sinh", "Tan", "TanPi", "Tanh",
    ];

    private static readonly string[] Sums = ["Sum", "Dot"];

    /// <summary>Types that a processor may compute with and yet have no fused multiply-add.</summary>
    private static readonly string[] PerhapsUnfused = ["MathF", "Single", "Vector64", "Vector128"];

    /// <summary>The lines of BannedSymbols.txt: each member by its documentation id, and why.</summary>
    public static IEnumerable<string> Lines(Compilation compilation) =>
        from member in Members(compilation)
        let why = Reason(member)
        where why is not null
        select $"{member.GetDocumentationCommentId()}; {why}";

    /// <summary>The same as they are written: type and member.</summary>
    public static IReadOnlySet<string> Names(Compilation compilation) =>
        Members(compilation).Where(static member => Reason(member) is not null).Select(static member => $"{member.ContainingType.Name}.{member.Name}").ToHashSet();

    private static IEnumerable<IMethodSymbol> Members(Compilation compilation) =>
        from type in Types
        from member in compilation.GetTypeByMetadataName(type)!.GetMembers().OfType<IMethodSymbol>()
        where member is { IsStatic: true, DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary }
        orderby type, member.Name, member.GetDocumentationCommentId()
        select member;

    private static string? Reason(IMethodSymbol member) =>
        Functions.Contains(member.Name) && !IsOfWholeNumbers(member) ? Transcendental
        : member.Name.EndsWith("Estimate", StringComparison.Ordinal) || member.Name.EndsWith("Native", StringComparison.Ordinal) ? Native
        : Sums.Contains(member.Name) ? Order
        : member.Name == "FusedMultiplyAdd" && PerhapsUnfused.Contains(member.ContainingType.Name) ? Fused
        : null;

    /// <summary>Whether it computes with whole numbers alone, as <c>Math.Log2</c> never does but some operators of vectors do.</summary>
    private static bool IsOfWholeNumbers(IMethodSymbol member) =>
        member.Parameters.All(static parameter => parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64);
}
