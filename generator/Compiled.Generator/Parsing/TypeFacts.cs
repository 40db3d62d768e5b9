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
        type is INamedTypeSymbol named && (named.IsGenericType || TypeReader.ContainersOf(named).Any(static container => container.IsGenericType)),
        type is INamedTypeSymbol reachable && TypeReader.ContainersOf(reachable).Prepend(reachable).All(part => IsReachable(part, assembly)),
        type.AllInterfaces.Select(static one => one.ToDisplayString(InterfaceName)).OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray(),
        type.GetMembers().OfType<IMethodSymbol>()
            .Where(static method => method.MethodKind is MethodKind.Ordinary && !IsInlined(method))
            .Select(static method => method.Name).ToEquatableArray());

    private static bool IsReachable(INamedTypeSymbol type, IAssemblySymbol assembly) => !type.IsFileLocal && type.DeclaredAccessibility switch
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
