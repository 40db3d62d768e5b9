using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Compiled.Generator.Parsing.Calls;

/// <summary>The length of what is passed as a span, where the source says it: arrays, lists in brackets, stackalloc, slices by constants, and variables that hold one of them for good.</summary>
internal sealed class SpanLengths(SemanticModel model, CancellationToken cancellation)
{
    /// <summary>How many variables it follows from one to the next.</summary>
    private const int MaxDepth = 8;

    private int _depth;

    /// <summary>Null where it is not known.</summary>
    public KnownLength? Of(IOperation? operation) => operation switch
    {
        null => null,
        IConversionOperation conversion when conversion.Operand is ICollectionExpressionOperation || IsList(conversion.Operand.Type) || IsStack(conversion.Operand.Syntax) => Of(conversion.Operand),
        IArrayCreationOperation { DimensionSizes.Length: 1 } array => OfArray(array),
        ICollectionExpressionOperation list => OfList(list),
        IDefaultValueOperation when IsSpan(operation.Type) => new KnownLength(0),
        ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } when IsList(local.Type) => OfVariable(local, MemberOf(operation.Syntax)),
        IFieldReferenceOperation { Field: { IsReadOnly: true } field } when IsList(field.Type) => OfField(field),
        IPropertyReferenceOperation { Property: var property } => OfProperty(property),
        IInvocationOperation call => SpanSlices.Of(call, this),
        IObjectCreationOperation creation when IsSpan(creation.Type) => SpanSlices.Of(creation, this),
        IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } sliced => SpanSlices.Of(range, Of(sliced.Instance)),
        IArrayElementReferenceOperation { Indices.Length: 1 } sliced when sliced.Indices[0] is IRangeOperation range => SpanSlices.Of(range, Of(sliced.ArrayReference)),
        _ => OfStack(operation.Syntax),
    };

    /// <summary>A constant, as C# knows it.</summary>
    public static int? Constant(IOperation? operation) => operation?.ConstantValue is { HasValue: true, Value: int value } ? value : null;

    public static bool IsSpan(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsList(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1 } || IsSpan(type);

    private static KnownLength? OfArray(IArrayCreationOperation array) => array.Initializer is { } initializer
        ? new KnownLength(initializer.ElementValues.Length)
        : Constant(array.DimensionSizes[0]) is >= 0 and var size ? new KnownLength(size, array.DimensionSizes[0].Syntax) : null;

    private KnownLength? OfList(ICollectionExpressionOperation list)
    {
        var count = 0L;
        foreach (var element in list.Elements)
        {
            if (element is not ISpreadOperation spread)
                count++;
            else if (Of(spread.Operand) is { } part)
                count += part.Count;
            else
                return null;
        }

        return new KnownLength(count);
    }

    private static bool IsStack(SyntaxNode syntax) => syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax;

    /// <summary>Roslyn has no operation for stackalloc.</summary>
    private KnownLength? OfStack(SyntaxNode syntax) => syntax switch
    {
        ImplicitStackAllocArrayCreationExpressionSyntax written => new KnownLength(written.Initializer.Expressions.Count),
        StackAllocArrayCreationExpressionSyntax { Initializer: { } initializer } => new KnownLength(initializer.Expressions.Count),
        StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax { RankSpecifiers: { Count: 1 } ranks } } when ranks[0].Sizes is { Count: 1 } sizes && sizes[0] is var size =>
            ModelOf(size).GetConstantValue(size, cancellation) is { HasValue: true, Value: int and >= 0 and var count } ? new KnownLength(count, size) : null,
        // float[] x = { 1, 2 };
        InitializerExpressionSyntax { Parent: EqualsValueClauseSyntax } values => new KnownLength(values.Expressions.Count),
        _ => null,
    };

    /// <summary>A variable that is declared with its value and given no other.</summary>
    private KnownLength? OfVariable(ISymbol variable, SyntaxNode? scope)
    {
        if (scope is null || variable.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value })
            return null;
        return Writes.Any(scope, variable.Name) ? null : Follow(value);
    }

    /// <summary>A readonly field with a value of its own, which no constructor replaces.</summary>
    private KnownLength? OfField(IFieldSymbol field) => field.ContainingType.DeclaringSyntaxReferences.Any(part => Writes.Any(part.GetSyntax(cancellation), field.Name))
        ? null
        : field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value } ? Follow(value) : null;

    /// <summary>Span.Empty, and a property of one expression that nobody overrides.</summary>
    private KnownLength? OfProperty(IPropertySymbol property)
    {
        if (property is { Name: "Empty", IsStatic: true } && IsSpan(property.ContainingType))
            return new KnownLength(0);
        if (property.IsVirtual || property.IsAbstract || property.IsOverride || property.SetMethod is not null || !IsList(property.Type))
            return null;
        return property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is PropertyDeclarationSyntax { ExpressionBody.Expression: { } value } ? Follow(value) : null;
    }

    private KnownLength? Follow(ExpressionSyntax value)
    {
        if (_depth == MaxDepth)
            return null;
        _depth++;
        var length = Of(ModelOf(value).GetOperation(value, cancellation)) ?? OfStack(value);
        _depth--;
        return length;
    }

    private SemanticModel ModelOf(SyntaxNode node) => node.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(node.SyntaxTree);

    /// <summary>All of the source in which a local could be written: the member, or the file of top-level statements.</summary>
    private static SyntaxNode? MemberOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) ?? node.FirstAncestorOrSelf<CompilationUnitSyntax>() as SyntaxNode;
}
