using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Parsing.Calls;

/// <summary>The constants of a network, as its generated part declares them: from the source, or from a referenced assembly.</summary>
/// <param name="Network">The network's class.</param>
/// <param name="Inputs">Its InputSize.</param>
/// <param name="Outputs">Its OutputSize.</param>
/// <param name="Parameters">Its ParameterCount; null where it has no such constant.</param>
/// <param name="Scratch">Its ScratchSize; null where it has no such constant.</param>
internal sealed record NetworkSizes(INamedTypeSymbol Network, int Inputs, int Outputs, int? Parameters, int? Scratch)
{
    private const string TrainerClass = "Trainer";

    /// <summary>Those of the network that a call goes to, itself or through its trainer or INetwork; null for anything else.</summary>
    public static NetworkSizes? Of(ITypeSymbol? receiver) => NetworkOf(receiver) is { } network && Constant(network, "InputSize") is > 0 and var inputs
        && Constant(network, "OutputSize") is > 0 and var outputs && !HasErrors(network)
            ? new(network, inputs, outputs, Constant(network, "ParameterCount"), Constant(network, "ScratchSize"))
            : null;

    /// <summary>The network's class behind the static type of an expression: a network, its trainer, or INetwork of it.</summary>
    public static INamedTypeSymbol? NetworkOf(ITypeSymbol? receiver)
    {
        if (receiver is INamedTypeSymbol { TypeKind: TypeKind.Interface, Arity: 1, Name: "INetwork" or "ITrainableNetwork" } known && KnownSymbols.IsInRootNamespace(known))
            return known.TypeArguments[0] as INamedTypeSymbol;
        if (receiver is INamedTypeSymbol { Name: TrainerClass, ContainingType: { } owner } && IsNetwork(owner))
            return owner;
        for (var type = receiver as INamedTypeSymbol; type is not null; type = type.BaseType)
        {
            if (IsNetwork(type))
                return type;
        }

        return null;
    }

    /// <summary>Whether the type implements INetwork of itself.</summary>
    private static bool IsNetwork(INamedTypeSymbol type) => type.Interfaces.Any(implemented =>
        implemented is { Name: "INetwork" or "ITrainableNetwork", Arity: 1 } && KnownSymbols.IsInRootNamespace(implemented)
        && SymbolEqualityComparer.Default.Equals(implemented.TypeArguments[0], type));

    private static int? Constant(INamedTypeSymbol network, string name) => network.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue as int?;

    /// <summary>Whether the declaration has errors, which have their own messages: its sizes are only the nearest that could be meant, and its fields are given null.</summary>
    private static bool HasErrors(INamedTypeSymbol network) => network.GetMembers("_parameters").Any(static field =>
        field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null });
}
