using Compiled.Generator.Model;
using Compiled.Generator.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Parsing;

/// <summary>Whether the user's own members leave room for the generated ones.</summary>
internal sealed class MemberChecks(NetworkSpec spec, INamedTypeSymbol type, SourceMap sources, List<Problem> problems)
{
    /// <summary>Where a collision's message names the generated member.</summary>
    public const int GeneratedName = 2;

    private readonly HashSet<string> _names = GeneratedMembers.NamesOf(spec);
    private readonly ILookup<string, string> _methods =
        GeneratedMembers.MethodsOf(spec).ToLookup(static method => method.Name, static method => method.Signature, StringComparer.Ordinal);

    public void Run(CancellationToken cancellation)
    {
        if (_names.Contains(type.Name) || _methods.Contains(type.Name))
        {
            var remedy = spec.ViewedBlocks.Any(block => block.Name == type.Name) ? "the class, or the block by its Name" : "the class";
            problems.Add(new Problem(ProblemIds.NameCollision, new([type.Name, remedy]), Problem.AtType));
        }

        foreach (var member in UserMembers(type))
            CheckOwn(member, cancellation);
        for (var ancestor = type.BaseType; ancestor is { SpecialType: not SpecialType.System_Object }; ancestor = ancestor.BaseType)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var member in UserMembers(ancestor))
                CheckInherited(member);
        }
    }

    /// <summary>"(type,type)", with "&lt;n&gt;" before it for n type parameters, which are written !0, !1 …; the network's own class is written self.</summary>
    public static string Signature(IMethodSymbol method, INamedTypeSymbol type)
    {
        var types = method.Parameters.Select(parameter => (parameter.RefKind == RefKind.None ? "" : "ref ") + Name(parameter.Type));
        return (method.Arity == 0 ? "" : "<" + Numbers.Plain(method.Arity) + ">") + "(" + string.Join(",", types) + ")";

        string Name(ITypeSymbol of) => of is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } parameter ? "!" + Numbers.Plain(parameter.Ordinal)
            : SymbolEqualityComparer.Default.Equals(of, type) ? "self"
            : of.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
    }

    /// <summary>Whether the class or one of its bases but object has a ToString() of its own, or anything else of that name that leaves no room for one.</summary>
    public static bool HasOwnText(INamedTypeSymbol type)
    {
        if (type.Name == nameof(ToString))
            return true;
        for (var owner = type; owner is { SpecialType: not SpecialType.System_Object }; owner = owner.BaseType)
        {
            if (UserMembers(owner).Any(static member => member.Name == nameof(ToString) && member is not IMethodSymbol { Parameters.Length: > 0 } and not IMethodSymbol { Arity: > 0 }))
                return true;
        }

        return false;
    }

    private static IEnumerable<ISymbol> UserMembers(INamedTypeSymbol owner) =>
        owner.GetMembers().Where(static member => !member.IsImplicitlyDeclared && !KnownSymbols.IsOurOutput(member));

    private void CheckOwn(ISymbol member, CancellationToken cancellation)
    {
        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
            CheckConstructor(constructor, cancellation);
        else if (Collides(member) is { } generated)
            Report(ProblemIds.MemberCollision, sources.Add(member), type.Name, Describe(member), generated);
        else if (IsRequired(member))
            Report(ProblemIds.RequiredMember, sources.Add(member), type.Name, member.Name);
    }

    private void CheckInherited(ISymbol member)
    {
        if (member.DeclaredAccessibility == Accessibility.Private || member is IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            return;
        var name = member.ContainingType.Name + "." + Describe(member);
        if (Collides(member) is { } generated)
            Report(ProblemIds.MemberCollision, Problem.AtType, type.Name, name, generated);
        else if (IsRequired(member))
            Report(ProblemIds.RequiredMember, Problem.AtType, type.Name, name);
    }

    private void CheckConstructor(IMethodSymbol constructor, CancellationToken cancellation)
    {
        // A primary constructor has a problem of its own.
        if (constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not ConstructorDeclarationSyntax syntax)
            return;
        var signature = Signature(constructor, type);
        if (GeneratedMembers.Constructors.Contains(signature))
        {
            Report(
                ProblemIds.ConstructorCollision, sources.Add(constructor), type.Name, Describe(constructor),
                signature == "()" ? "': this(seed)'" : "': this()' or ': this(seed)'");
            return;
        }

        if (syntax.Initializer?.IsKind(SyntaxKind.ThisConstructorInitializer) != true)
            Report(ProblemIds.UnchainedConstructor, sources.Add(constructor), type.Name);
    }

    /// <summary>The generated member in the way, or null.</summary>
    private string? Collides(ISymbol member)
    {
        // An accessor written as a method: 'get_Topology()' is what the property becomes.
        var name = member.Name.StartsWith("get_", StringComparison.Ordinal) && member is IMethodSymbol { AssociatedSymbol: null }
            ? member.Name.Substring("get_".Length)
            : member.Name;
        if (_names.Contains(name))
            return name;
        if (member is not IMethodSymbol method)
            return _methods.Contains(name) ? name : ExplicitImplementation(member);
        return _methods[name].Contains(Signature(method, type)) ? name : ExplicitImplementation(member);
    }

    /// <summary>The generated part implements Compiled's interfaces, in part explicitly.</summary>
    private static string? ExplicitImplementation(ISymbol member)
    {
        IEnumerable<ISymbol> implemented = member switch
        {
            IMethodSymbol method => method.ExplicitInterfaceImplementations,
            IPropertySymbol property => property.ExplicitInterfaceImplementations,
            _ => [],
        };
        return implemented
            .Where(static symbol => symbol.ContainingType.Name is "INetwork" or "ITrainableNetwork")
            .FirstOrDefault(static symbol => KnownSymbols.IsInRootNamespace(symbol.ContainingType))?.Name;
    }

    private static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    private static string Describe(ISymbol member) => member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeExplicitInterface));

    private void Report(string id, int site, params string[] arguments) =>
        problems.Add(new Problem(id, arguments.ToEquatableArray(), site));
}
