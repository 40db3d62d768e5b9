using System.Reflection;
using System.Runtime.CompilerServices;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing;

/// <summary>What emitted code has to know of a type that an attribute names.</summary>
internal static class TypeFacts
{
    private static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat InterfaceName = FullName
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static TypeFact Read(ITypeSymbol type, IAssemblySymbol assembly) => new(
        type.ToDisplayString(FullName),
        type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        Kind(type),
        Misfit(type, assembly),
        type is INamedTypeSymbol named && (named.IsGenericType || TypeReader.ContainersOf(named).Any(static container => container.IsGenericType)),
        IsReachable(type, assembly),
        type.AllInterfaces.Select(static one => one.ToDisplayString(InterfaceName)).OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray(),
        type.GetMembers().OfType<IMethodSymbol>()
            .Where(static method => method.MethodKind is MethodKind.Ordinary && !IsInlined(method))
            .Select(static method => method.Name).ToEquatableArray());

    private static string? Misfit(ITypeSymbol type, IAssemblySymbol assembly)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct } named)
            return "is not a struct";
        if (named.IsRefLikeType)
            return "is a ref struct";
        if (named.IsUnboundGenericType)
            return "has no type arguments";
        return IsReachable(type, assembly) ? null : "is not accessible to the rest of the assembly";
    }

    private static bool IsReachable(ITypeSymbol type, IAssemblySymbol assembly) =>
        type is INamedTypeSymbol named && TypeReader.ContainersOf(named).Prepend(named).All(part => IsPartReachable(part, assembly));

    private static bool IsPartReachable(INamedTypeSymbol type, IAssemblySymbol assembly) => !type.IsFileLocal && type.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Internal or Accessibility.ProtectedOrInternal =>
            SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly) || type.ContainingAssembly.GivesAccessTo(assembly),
        _ => false,
    };

    private static bool IsInlined(IMethodSymbol method) =>
        (method.MethodImplementationFlags & (MethodImplAttributes)MethodImplOptions.AggressiveInlining) != 0;

    private static string Kind(ITypeSymbol type) => type switch
    {
        { IsRefLikeType: true } => "ref struct",
        _ => type.TypeKind switch
        {
            TypeKind.Struct => "struct",
            TypeKind.Enum => "enum",
            TypeKind.Interface => "interface",
            TypeKind.Delegate => "delegate",
            TypeKind.Array => "array",
            TypeKind.Pointer or TypeKind.FunctionPointer => "pointer",
            _ => "class",
        },
    };
}
