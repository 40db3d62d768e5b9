using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Compiled.Generator.Parsing.Calls;

/// <summary>Whether an expression has the same value each time a part of the source runs. In doubt it has not.</summary>
/// <param name="scope">The part that runs again and again: a loop, or a function.</param>
internal sealed class FixedValues(SyntaxNode scope)
{
    public bool AreFixed(IEnumerable<IArgumentOperation> arguments) => arguments.All(argument => argument.ArgumentKind == ArgumentKind.DefaultValue || IsFixed(argument.Value));

    /// <summary>Constants, variables from outside that the scope does not write, and what is made of them by the framework's paths and by settings.</summary>
    public bool IsFixed(IOperation operation) => operation.ConstantValue.HasValue || operation switch
    {
        IDefaultValueOperation or ITypeOfOperation => true,
        IConversionOperation conversion => IsFixed(conversion.Operand),
        IBinaryOperation binary => IsFixed(binary.LeftOperand) && IsFixed(binary.RightOperand),
        IInterpolatedStringOperation text => text.Parts.All(part => part is IInterpolatedStringTextOperation || (part is IInterpolationOperation hole && IsFixed(hole.Expression))),
        ILocalReferenceOperation local => IsOutside(local.Local),
        IParameterReferenceOperation parameter => IsOutside(parameter.Parameter),
        IFieldReferenceOperation field => field.Instance is null or IInstanceReferenceOperation && field.Field.IsReadOnly,
        IPropertyReferenceOperation property => property.Property.ToDisplayString() == "System.AppContext.BaseDirectory",
        IInvocationOperation call => call.TargetMethod.ContainingType.ToDisplayString() == "System.IO.Path" && AreFixed(call.Arguments),
        // new Adam(), new LoadOptions { … }
        IObjectCreationOperation creation => creation.Type is { } type && KnownSymbols.IsInRootNamespace(type) && AreFixed(creation.Arguments)
            && (creation.Initializer?.Initializers.All(item => item is ISimpleAssignmentOperation assignment && IsFixed(assignment.Value)) ?? true),
        _ => false,
    };

    /// <summary>Whether a variable is declared outside and not written inside.</summary>
    private bool IsOutside(ISymbol variable) =>
        variable.DeclaringSyntaxReferences.All(reference => reference.SyntaxTree != scope.SyntaxTree || !scope.Span.Contains(reference.Span)) && !Writes.Any(scope, variable.Name);
}
