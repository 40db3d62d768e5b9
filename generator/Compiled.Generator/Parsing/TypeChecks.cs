using Compiled.Generator.Model;
using Compiled.Generator.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Parsing;

/// <summary>Whether the class can be a network at all: its kind, its modifiers, the types around it.</summary>
internal static class TypeChecks
{
    /// <summary>The oldest C# that compiles emitted code: <c>ref readonly</c> parameters.</summary>
    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp12;

    private const int MaxNameLength = 256;

    public static void Run(INamedTypeSymbol type, List<Problem> problems, CancellationToken cancellation)
    {
        var declarations = DeclarationsOf(type, cancellation);
        CheckLanguage(type, declarations, problems);
        CheckHiddenNamespaces(type, problems);
        CheckFileLocal(type, problems);
        CheckGeneric(type, problems);
        if (type.Name.Length > MaxNameLength)
        {
            Report(
                problems, ProblemIds.NameTooLong,
                Numbers.Shortened(type.Name), Numbers.Text(type.Name.Length), Numbers.Text(MaxNameLength));
        }

        // The remedy for another kind of type is to write 'partial class', so no more is said about such a type.
        if (IsClass(type, problems))
        {
            CheckModifiers(type, declarations, problems);
            CheckBase(type, problems);
        }

        CheckContainers(type, problems, cancellation);
    }

    /// <summary>The declarations that the user wrote.</summary>
    public static List<TypeDeclarationSyntax> DeclarationsOf(INamedTypeSymbol type, CancellationToken cancellation) =>
        [.. type.DeclaringSyntaxReferences
            .Where(static reference => !KnownSymbols.IsOurOutput(reference))
            .Select(reference => reference.GetSyntax(cancellation))
            .OfType<TypeDeclarationSyntax>()];

    private static void CheckLanguage(INamedTypeSymbol type, List<TypeDeclarationSyntax> declarations, List<Problem> problems)
    {
        if (declarations.FirstOrDefault()?.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < OldestLanguage } options)
        {
            Report(
                problems, ProblemIds.LanguageTooOld,
                type.Name, options.LanguageVersion.ToDisplayString(), OldestLanguage.ToDisplayString());
        }
    }

    private static void CheckHiddenNamespaces(INamedTypeSymbol type, List<Problem> problems)
    {
        if (HiddenNames.Find(type) is { } hiding)
            Report(problems, ProblemIds.HiddenNamespace, type.Name, hiding);
    }

    private static void CheckFileLocal(INamedTypeSymbol type, List<Problem> problems)
    {
        var local = TypeReader.ContainersOf(type).Prepend(type).FirstOrDefault(static candidate => candidate.IsFileLocal);
        if (local is not null)
            Report(problems, ProblemIds.FileLocal, type.Name, local.Name);
    }

    private static void CheckGeneric(INamedTypeSymbol type, List<Problem> problems)
    {
        var generic = TypeReader.ContainersOf(type).Prepend(type).FirstOrDefault(static candidate => candidate.Arity > 0);
        if (generic is not null)
            Report(problems, ProblemIds.GenericClass, type.Name, generic.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
    }

    private static bool IsClass(INamedTypeSymbol type, List<Problem> problems)
    {
        if (type.IsRecord)
            Report(problems, ProblemIds.RecordType, type.Name);
        else if (type.TypeKind == TypeKind.Struct)
            Report(problems, ProblemIds.StructType, type.Name, type.IsRefLikeType ? "ref struct" : "struct");
        else if (type.TypeKind == TypeKind.Interface)
            Report(problems, ProblemIds.InterfaceType, type.Name);
        return type is { TypeKind: TypeKind.Class, IsRecord: false };
    }

    private static void CheckModifiers(INamedTypeSymbol type, List<TypeDeclarationSyntax> declarations, List<Problem> problems)
    {
        if (!declarations.All(IsPartial))
            Report(problems, ProblemIds.NotPartial, type.Name);
        if (type.IsStatic)
            Report(problems, ProblemIds.StaticClass, type.Name);
        else if (type.IsAbstract)
            Report(problems, ProblemIds.AbstractClass, type.Name);
        if (declarations.Any(static declaration => declaration.ParameterList is not null))
            Report(problems, ProblemIds.PrimaryConstructor, type.Name);
    }

    private static void CheckBase(INamedTypeSymbol type, List<Problem> problems)
    {
        // An unknown base class is C#'s to report.
        var parent = type.BaseType!;
        if (parent.SpecialType == SpecialType.System_Object || parent.TypeKind == TypeKind.Error)
            return;
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (!ancestor.GetAttributes().Any(static attribute => KnownSymbols.AttributeKind(attribute) == "Network"))
                continue;
            Report(problems, ProblemIds.UnusableBase, type.Name, ancestor.Name, "which is itself a network");
            return;
        }

        // Accessible within the same assembly as far as a derived class goes; a mere internal one of another assembly is not.
        var hasConstructor = parent.InstanceConstructors.Any(constructor =>
            constructor.Parameters.All(static parameter => parameter.IsOptional || parameter.IsParams) && IsAccessible(constructor, type));
        if (!hasConstructor)
        {
            Report(
                problems, ProblemIds.UnusableBase,
                type.Name, parent.Name, "which has no parameterless constructor for the generated constructors to call");
        }
    }

    /// <summary>Whether the class may call a constructor of its base.</summary>
    public static bool IsAccessible(IMethodSymbol constructor, INamedTypeSymbol type) => constructor.DeclaredAccessibility switch
    {
        Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal => true,
        Accessibility.Internal or Accessibility.ProtectedAndInternal =>
            constructor.ContainingAssembly.Equals(type.ContainingAssembly, SymbolEqualityComparer.Default)
            || constructor.ContainingAssembly.GivesAccessTo(type.ContainingAssembly),
        _ => TypeReader.ContainersOf(type).Contains(constructor.ContainingType, SymbolEqualityComparer.Default),
    };

    private static void CheckContainers(INamedTypeSymbol type, List<Problem> problems, CancellationToken cancellation)
    {
        foreach (var container in TypeReader.ContainersOf(type))
        {
            if (!DeclarationsOf(container, cancellation).All(IsPartial))
                Report(problems, ProblemIds.ContainerNotPartial, type.Name, container.Name, TypeReader.Keyword(container));
        }
    }

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static void Report(List<Problem> problems, string id, params string[] arguments) =>
        problems.Add(new Problem(id, arguments.ToEquatableArray(), Problem.AtType));
}
