using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Parsing;

/// <summary>Calls of what only a network with a loss has, on a network without one.</summary>
internal static class TrainingCalls
{
    private const string Stubs = "NetworkWithoutLoss";
    private const string TrainableInterface = "ITrainableNetwork";

    /// <summary>Members of networks with a loss, and of their trainers.</summary>
    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "CreateTrainer", "ResumeTrainer", "Minimize", "Fit", "Step", "StepFromGradient", "MeanLoss", "Trainer",
    };

    /// <summary>What is wrong with a name in the user's code, or null: in nearly all cases after one comparison.</summary>
    public static TrainingCall? Find(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        if (!Members.Contains(name.Identifier.ValueText) || OwnerOf(name, model, cancellation) is not { } owner || BindingOf(name, model, cancellation) is not { } isStub)
            return null;
        var member = name.Identifier.ValueText;
        if (owner is ITypeParameterSymbol parameter)
        {
            return isStub || IsNetwork(parameter)
                ? Problem($"A network of type '{owner.Name}' may have no loss", member, $"constrain '{owner.Name}' by {TrainableInterface}<{owner.Name}>")
                : null;
        }

        if (NetworkAmong(owner) is { } network)
        {
            return LastActivation(network) is { } last
                ? Problem($"The network '{network.Name}' has no loss", member, "end its attributes with one, such as " + Remedy(last)) with { LastBlock = LastBlock(network) }
                : null;
        }

        // A class that was written by hand, or an interface.
        return isStub ? Problem($"'{owner.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' is not a class with [Network] and a loss", member, "call it on one") : null;
    }

    /// <summary>All of a compilation that lacks the generated code, for builds without analyzers.</summary>
    public static IEnumerable<Problem> FindAll(Compilation compilation, CancellationToken cancellation)
    {
        // Without generated code nothing tells an extension of the user's from a member that is missing.
        if (compilation.GetSymbolsWithName(Members.Contains, SymbolFilter.Member, cancellation).Any(static symbol => symbol is IMethodSymbol { IsExtensionMethod: true }))
            yield break;
        foreach (var tree in compilation.SyntaxTrees)
        {
            SemanticModel? model = null;
            foreach (var name in tree.GetRoot(cancellation).DescendantNodes().OfType<SimpleNameSyntax>().Where(static name => Members.Contains(name.Identifier.ValueText)))
            {
                model ??= compilation.GetSemanticModel(tree);
                if (Find(name, model, cancellation) is { } found)
                    yield return found.Problem;
            }
        }
    }

    private static TrainingCall Problem(string subject, string member, string remedy) => new(new Problem(ProblemIds.NoLoss, new([subject, member, remedy]), Model.Problem.AtType), null);

    /// <summary>The attribute that a loss belongs after; null where no source declares it.</summary>
    private static AttributeData? LastBlock(INamedTypeSymbol type) => type.GetAttributes().LastOrDefault(static attribute =>
        KnownSymbols.AttributeKind(attribute) is { } kind && BlockTable.Find(kind) is ChainBlock && attribute.ApplicationSyntaxReference is not null);

    /// <summary>The type whose member the name would be; null where it stands for something else.</summary>
    private static ITypeSymbol? OwnerOf(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => Network(model.GetTypeInfo(access.Expression, cancellation).Type),
        // After ?., the access to which it belongs, and not one that goes on from there.
        MemberBindingExpressionSyntax binding => Network(model.GetTypeInfo(
            binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().First(conditional => conditional.WhenNotNull.Span.Contains(binding.Span)).Expression, cancellation).Type),
        QualifiedNameSyntax qualified when qualified.Right == name => Network(model.GetSymbolInfo(qualified.Left, cancellation).Symbol as ITypeSymbol),
        // Top-level statements have no enclosing class.
        InvocationExpressionSyntax => name.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is { } around ? model.GetDeclaredSymbol(around, cancellation) : null,
        _ => null,
    };

    /// <summary>The network itself, also where only its INetwork&lt;T&gt; is known.</summary>
    private static ITypeSymbol? Network(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "INetwork", Arity: 1 } known && KnownSymbols.IsInRootNamespace(known)
        ? known.TypeArguments[0]
        : type;

    /// <summary>True where the name means what the library has in its place, false where it means nothing, null where it is somebody's own.</summary>
    private static bool? BindingOf(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        var info = model.GetSymbolInfo(name, cancellation);
        if (info.Symbol is { } symbol)
            return symbol.ContainingSymbol.Name == Stubs && KnownSymbols.IsInRootNamespace(symbol.ContainingSymbol) ? true : null;
        // What is there, and is called in the wrong way, is C#'s to report.
        return info.CandidateSymbols.All(static candidate => candidate.ContainingType is { } type && KnownSymbols.IsInRootNamespace(type)) ? false : null;
    }

    /// <summary>The class with [Network], which may be a base class.</summary>
    private static INamedTypeSymbol? NetworkAmong(ITypeSymbol owner)
    {
        for (var type = owner as INamedTypeSymbol; type is not null; type = type.BaseType)
        {
            if (type.GetAttributes().Any(static attribute => KnownSymbols.AttributeKind(attribute) == "Network"))
                return type;
        }

        return null;
    }

    private static bool IsNetwork(ITypeParameterSymbol parameter)
    {
        var interfaces = parameter.ConstraintTypes.OfType<INamedTypeSymbol>().SelectMany(static type => type.AllInterfaces.Add(type)).Where(KnownSymbols.IsInRootNamespace).ToList();
        return interfaces.Any(static type => type.Name == "INetwork") && !interfaces.Any(static type => type.Name == TrainableInterface);
    }

    /// <summary>The last activation of a network without a loss, "" where it ends in none; null for one whose declaration has an error of its own, and for one with a loss.</summary>
    private static string? LastActivation(INamedTypeSymbol type)
    {
        var attributes = type.GetAttributes();
        if (attributes.Any(static attribute => attribute.AttributeClass is null or { TypeKind: TypeKind.Error } || AttributeReader.IsInvalid(attribute)))
            return null;
        var kinds = attributes.Select(KnownSymbols.AttributeKind).OfType<string>().ToList();
        if (kinds.Any(static kind => BlockTable.Find(kind) is LossBlock or HeadBlock))
            return null;
        var last = kinds.LastOrDefault(static kind => BlockTable.Find(kind) is ChainBlock and not LayerBlock { IsForTrainingOnly: true });
        return last ?? "";
    }

    private static string Remedy(string activation)
    {
        var loss = BlockCatalogue.LossAfter(BlockCatalogue.TraitsOf(activation));
        return loss.Partner is null ? $"[{Losses.MeanSquaredError}]" : $"[{loss}] after [{activation}]";
    }
}
