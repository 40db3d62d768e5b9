using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing;

/// <summary>Types of the user's that take a name which generated code needs for something else.</summary>
internal static class HiddenNames
{
    private const string Emitted = "Compiled.Emitted";
    private const string Runtime = "Compiled.Runtime";
    private const string Numerics = "Compiled.Numerics";

    /// <summary>The namespaces that emitted code writes in full or opens with a using.</summary>
    private static readonly string[] Namespaces =
    [
        "System.CodeDom.Compiler", "System.Collections.Generic", "System.Diagnostics.CodeAnalysis", "System.IO", "System.Runtime.CompilerServices", "System.Runtime.InteropServices",
        "System.Runtime.Intrinsics.X86", "System.Runtime.Intrinsics.Arm", "System.Threading.Tasks", Runtime, Numerics, Emitted,
    ];

    /// <summary>Words of C# that a type may have as its name, and then no longer mean what they say.</summary>
    private static readonly string[] Words = ["nint", "nuint", "var", "_"];

    /// <summary>The namespaces that emitted code opens with a using: what is in one of them may hide, or be confused with, what is in another.</summary>
    private static readonly string[] Opened =
    [
        "System", "System.CodeDom.Compiler", "System.Diagnostics.CodeAnalysis", "System.IO", "System.Runtime.CompilerServices", "System.Runtime.InteropServices",
        "System.Runtime.Intrinsics", "System.Runtime.Intrinsics.X86",
    ];

    /// <summary>The types of the framework that emitted code names.</summary>
    private static readonly HashSet<string> Framework = new(StringComparer.Ordinal)
    {
        "Span", "ReadOnlySpan", "ArgumentNullException", "ArgumentException", "InvalidOperationException", "Math", "MathF", "Stream", "GeneratedCodeAttribute",
        "ExcludeFromCodeCoverageAttribute", "Unsafe", "MethodImplAttribute", "MethodImplOptions", "SkipLocalsInitAttribute", "MemoryMarshal", "Vector128", "Vector256", "Vector512", "Fma",
    };

    /// <summary>The first such type, as the user would write it; null where there is none.</summary>
    public static string? Find(INamedTypeSymbol network)
    {
        var root = network.ContainingAssembly.GlobalNamespace;
        return Namespaces.Select(name => HidingNamespace(root, name)).FirstOrDefault(static found => found is not null)
            ?? HidingWord(network)
            ?? HidingType(network, root)
            ?? HidingClass(network);
    }

    /// <summary>A type in the place of a namespace, or of one around it.</summary>
    private static string? HidingNamespace(INamespaceSymbol root, string name)
    {
        var space = root;
        var path = "";
        foreach (var part in name.Split('.'))
        {
            path += path.Length == 0 ? part : "." + part;
            if (space.GetTypeMembers(part, arity: 0).Any(static type => !KnownSymbols.IsOurOutput(type)))
                return path;
            if (space.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part) is not { } next)
                return null;
            space = next;
        }

        return null;
    }

    /// <summary>A type whose name is a word, wherever the network or its kernels would find it.</summary>
    private static string? HidingWord(INamedTypeSymbol network)
    {
        var root = network.ContainingAssembly.GlobalNamespace;
        var spaces = new List<INamespaceOrTypeSymbol> { root };
        foreach (var name in new[] { KnownSymbols.RootNamespaces[1], Runtime, Emitted }.Concat(Opened))
        {
            if (Space(root, name) is { } space)
                spaces.Add(space);
        }

        for (var around = network.ContainingNamespace; !around.IsGlobalNamespace; around = around.ContainingNamespace)
            spaces.Add(around);
        for (var type = network; type is not null; type = type.ContainingType)
        {
            for (var ancestor = type; ancestor is { SpecialType: not SpecialType.System_Object }; ancestor = ancestor.BaseType)
                spaces.Add(ancestor);
        }

        return Words.FirstOrDefault(word => spaces.Any(space => Types(space, word)));
    }

    /// <summary>A type in a namespace that emitted code opens or is in, with the name of one that it means.</summary>
    private static string? HidingType(INamedTypeSymbol network, INamespaceSymbol root)
    {
        if (Space(root, Emitted)?.GetTypeMembers().FirstOrDefault(static type => !KnownSymbols.IsOurOutput(type)) is { } intruder)
            return Emitted + "." + intruder.Name;
        var own = new[] { KnownSymbols.RootNamespaces[1], Runtime }.Concat(Opened)
            .SelectMany(name => Space(root, name)?.GetTypeMembers().Select(type => (Namespace: name, Type: type)) ?? [])
            .ToList();
        // Nearly always: nobody looks through the references then.
        if (own.Count == 0)
            return null;
        var library = network.ContainingModule.ReferencedAssemblySymbols.FirstOrDefault(static assembly => assembly.GetTypeByMetadataName(KnownSymbols.NetworkAttribute) is not null);
        foreach (var (space, type) in own)
        {
            // What is in a namespace that is opened comes before what is in Compiled, around the emitted types, and is confused with what is in another that is opened.
            var isOpened = space != KnownSymbols.RootNamespaces[1];
            if (isOpened ? Framework.Contains(type.Name) || IsOurs(Runtime) || IsOurs(KnownSymbols.RootNamespaces[1]) : IsOurs(space))
                return space + "." + type.Name;

            bool IsOurs(string name) => library?.GetTypeByMetadataName(name + "." + type.MetadataName)?.DeclaredAccessibility == Accessibility.Public;
        }

        return null;
    }

    /// <summary>A type that the network inherits, with the name of the network itself.</summary>
    private static string? HidingClass(INamedTypeSymbol network)
    {
        for (var ancestor = network.BaseType; ancestor is { SpecialType: not SpecialType.System_Object }; ancestor = ancestor.BaseType)
        {
            if (ancestor.GetTypeMembers(network.Name, arity: 0).Any(static type => type.DeclaredAccessibility != Accessibility.Private))
                return ancestor.Name + "." + network.Name;
        }

        return null;
    }

    private static bool Types(INamespaceOrTypeSymbol space, string name) => space.GetTypeMembers(name).Any(static type => !KnownSymbols.IsOurOutput(type));

    private static INamespaceSymbol? Space(INamespaceSymbol root, string name)
    {
        INamespaceSymbol? space = root;
        foreach (var part in name.Split('.'))
            space = space?.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part);
        return space;
    }
}
