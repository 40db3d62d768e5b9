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
        IConversionOperation { Operand: var operand } => operand is ICollectionExpressionOperation || IsList(operand.Type) ? Of(operand) : null,
        IArrayCreationOperation array => OfArray(array),
        ICollectionExpressionOperation list => OfList(list),
        IDefaultValueOperation => IsSpan(operation.Type) ? new KnownLength(0) : null,
        ILocalReferenceOperation { Local: var local } => OfVariable(local, MemberOf(operation.Syntax)),
        IFieldReferenceOperation { Field: var field } => OfField(field),
        IPropertyReferenceOperation { Property: var property } => OfProperty(property),
        IInvocationOperation call => SpanSlices.Of(call, this),
        IObjectCreationOperation creation => IsSpan(creation.Type) ? SpanSlices.Of(creation, this) : null,
        IImplicitIndexerReferenceOperation sliced => sliced.Argument is IRangeOperation range ? SpanSlices.Of(range, Of(sliced.Instance)) : null,
        IArrayElementReferenceOperation sliced => sliced.Indices[0] is IRangeOperation range ? SpanSlices.Of(range, Of(sliced.ArrayReference)) : null,
        _ => OfStack(operation.Syntax),
    };

    /// <summary>A constant, as C# knows it.</summary>
    public static int? Constant(IOperation operation) => operation.ConstantValue.Value is int value ? value : null;

    public static bool IsSpan(ITypeSymbol? type) => type is INamedTypeSymbol named && named.ConstructedFrom.ToDisplayString() is "System.Span<T>" or "System.ReadOnlySpan<T>";

    private static bool IsList(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1 } || IsSpan(type);

    private static KnownLength? OfArray(IArrayCreationOperation array)
    {
        if (!IsList(array.Type))
            return null;
        return array.Initializer is { } initializer
            ? new KnownLength(initializer.ElementValues.Length)
            : Constant(array.DimensionSizes[0]) is >= 0 and var size ? new KnownLength(size, array.DimensionSizes[0].Syntax) : null;
    }

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

    /// <summary>Roslyn has no operation for stackalloc.</summary>
    private KnownLength? OfStack(SyntaxNode syntax) => syntax switch
    {
        ImplicitStackAllocArrayCreationExpressionSyntax written => new KnownLength(written.Initializer.Expressions.Count),
        StackAllocArrayCreationExpressionSyntax { Initializer: { } initializer } => new KnownLength(initializer.Expressions.Count),
        StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax { RankSpecifiers: { Count: 1 } ranks } } when ranks[0].Sizes is { Count: 1 } sizes && sizes[0] is var size =>
            ModelOf(size).GetConstantValue(size, cancellation).Value is int and >= 0 and var count ? new KnownLength(count, size) : null,
        // float[] x = { 1, 2 };
        InitializerExpressionSyntax { Parent: EqualsValueClauseSyntax } values => new KnownLength(values.Expressions.Count),
        _ => null,
    };

    /// <summary>A variable that is declared with its value and given no other.</summary>
    private KnownLength? OfVariable(ILocalSymbol variable, SyntaxNode scope) =>
        variable.RefKind != RefKind.None || !IsList(variable.Type) || Writes.Any(scope, variable.Name) ? null : Follow(variable);

    /// <summary>A readonly field with a value of its own, which no constructor replaces.</summary>
    private KnownLength? OfField(IFieldSymbol field) =>
        !field.IsReadOnly || !IsList(field.Type) || field.ContainingType.DeclaringSyntaxReferences.Any(part => Writes.Any(part.GetSyntax(cancellation), field.Name)) ? null : Follow(field);

    /// <summary>Span.Empty, and a property of one expression that nobody overrides.</summary>
    private KnownLength? OfProperty(IPropertySymbol property)
    {
        if (property.Name == "Empty" && IsSpan(property.ContainingType))
            return new KnownLength(0);
        return property.IsVirtual || property.IsAbstract || property.IsOverride || property.SetMethod is not null || !IsList(property.Type) ? null : Follow(property);
    }

    /// <summary>What a variable, a field or a property is declared with, as far as it is declared with anything, and in source.</summary>
    private KnownLength? Follow(ISymbol declared)
    {
        var value = declared.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
        {
            VariableDeclaratorSyntax { Initializer: { } initializer } => initializer.Value,
            PropertyDeclarationSyntax { ExpressionBody: { } body } => body.Expression,
            _ => null,
        };
        if (value is null || _depth == MaxDepth)
            return null;
        _depth++;
        var length = Of(ModelOf(value).GetOperation(value, cancellation)) ?? OfStack(value);
        _depth--;
        return length;
    }

    private SemanticModel ModelOf(SyntaxNode node) => node.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(node.SyntaxTree);

    /// <summary>All of the source in which a local could be written: the member, or the file of top-level statements.</summary>
    private static SyntaxNode MemberOf(SyntaxNode node) =>
        node.AncestorsAndSelf().First(static ancestor => ancestor is CompilationUnitSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax));
}
