using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Parsing;

/// <summary>How a part of a class with errors must be written, so that one mistake gives one message.</summary>
internal static class PartGapsReader
{
    private static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The gaps; null when no constructor could be written.</summary>
    public static PartGaps? Read(INamedTypeSymbol type, IReadOnlyCollection<Problem> problems, CancellationToken cancellation)
    {
        var own = type.InstanceConstructors
            .Where(static constructor => !constructor.IsImplicitlyDeclared && !KnownSymbols.IsOurOutput(constructor))
            .ToList();
        var chain = "";
        if (problems.Any(static problem => problem.Id == ProblemIds.PrimaryConstructor))
        {
            var primary = own.First(constructor => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is TypeDeclarationSyntax));
            if (Call(primary) is not { } arguments)
                return null;
            chain = ": this" + arguments;
        }
        else if (problems.Any(static problem => problem.Id == ProblemIds.UnusableBase))
        {
            var callable = type.BaseType!.InstanceConstructors.FirstOrDefault(constructor => TypeChecks.IsAccessible(constructor, type) && Call(constructor) is not null);
            if (callable is null || IsNetwork(type.BaseType))
                return null;
            chain = ": base" + Call(callable);
        }

        return new PartGaps(
            own.Select(constructor => MemberChecks.Signature(constructor, type)).Where(GeneratedMembers.Constructors.Contains).ToEquatableArray(),
            chain,
            problems.Any(static problem => problem.Id == ProblemIds.RequiredMember),
            problems.Where(static problem => problem.Id == ProblemIds.MemberCollision).Select(static problem => problem.Arguments[MemberChecks.GeneratedName]).Distinct().ToEquatableArray());
    }

    /// <summary>A network's own base is a network's own trouble: its members and interfaces would meet those of the part.</summary>
    private static bool IsNetwork(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetAttributes().Any(static attribute => KnownSymbols.AttributeKind(attribute) == "Network"))
                return true;
        }

        return false;
    }

    /// <summary>"(default(int), default(string)!)"; null where a parameter takes no default.</summary>
    private static string? Call(IMethodSymbol constructor)
    {
        if (constructor.Parameters.Any(static parameter => parameter.RefKind is not (RefKind.None or RefKind.In) || parameter.Type.TypeKind is TypeKind.Error or TypeKind.Pointer))
            return null;
        return "(" + string.Join(", ", constructor.Parameters.Select(static parameter => $"default({parameter.Type.ToDisplayString(FullName)})!")) + ")";
    }
}
