using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Weights;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing;

/// <summary>Compiled's attributes of one class, over all its declarations, in source order.</summary>
internal sealed class Declaration
{
    private Declaration(INamedTypeSymbol type, SourceMap sources)
    {
        Type = type;
        Sources = sources;
    }

    public INamedTypeSymbol Type { get; }

    public SourceMap Sources { get; }

    public BlockFacts? Network { get; private set; }

    public BlockFacts? Budget { get; private set; }

    public BlockFacts? Classes { get; private set; }

    public BlockFacts? Features { get; private set; }

    /// <summary>What [Features] lists; null stands for itself.</summary>
    public IReadOnlyList<string?> FeatureNames { get; private set; } = [];

    public BlockFacts? Differentiable { get; private set; }

    public BlockFacts? L1 { get; private set; }

    public BlockFacts? L2 { get; private set; }

    public BlockFacts? Weights { get; private set; }

    /// <summary>The folder of the file with [Weights].</summary>
    public string WeightsFolder { get; private set; } = "";

    /// <summary>T of [Classes&lt;T&gt;].</summary>
    public ITypeSymbol? ClassesType { get; private set; }

    /// <summary>The attributes that are blocks or losses.</summary>
    public List<BlockFacts> Blocks { get; } = [];

    /// <summary>The first block that stands in another declaration than those before it.</summary>
    public BlockFacts? Scattered { get; private set; }

    /// <summary>
    /// Whether C# itself rejects one of the attributes. What the network lacks then may be in that attribute, so nothing is reported missing:
    /// one mistake, one message.
    /// </summary>
    public bool HasInvalidAttributes { get; private set; }

    public static Declaration Gather(INamedTypeSymbol type, SourceMap sources, CancellationToken cancellation)
    {
        var declaration = new Declaration(type, sources);
        SyntaxNode? home = null;
        foreach (var attribute in InSourceOrder(type))
        {
            cancellation.ThrowIfCancellationRequested();
            if (attribute.AttributeClass is null or { TypeKind: TypeKind.Error })
                declaration.HasInvalidAttributes = true;
            if (KnownSymbols.AttributeKind(attribute) is { } kind)
                declaration.Add(attribute, kind, ref home, cancellation);
        }

        return declaration;
    }

    private void Add(AttributeData attribute, string kind, ref SyntaxNode? home, CancellationToken cancellation)
    {
        HasInvalidAttributes |= AttributeReader.IsInvalid(attribute);
        var facts = AttributeReader.Read(attribute, kind, Sources.Add(attribute), Type.ContainingAssembly);
        switch (kind)
        {
            case "Network":
                Network ??= facts;
                break;
            case "Budget":
                Budget ??= facts;
                break;
            case "Differentiable":
                Differentiable ??= facts;
                break;
            case "L1":
                L1 ??= facts;
                break;
            case "L2":
                L2 ??= facts;
                break;
            case "Weights" when Weights is null:
                Weights = facts;
                WeightsFolder = WeightsPaths.FolderOf(SourceMap.PlaceOf(attribute).SyntaxTree.FilePath);
                break;
            case "Features" when Features is null:
                Features = facts;
                FeatureNames = AttributeReader.Texts(attribute);
                break;
            case "Classes" when attribute.AttributeClass is { Arity: 1 } type:
                Classes ??= facts;
                ClassesType ??= type.TypeArguments[0];
                break;
            case var _ when BlockTable.Find(kind) is not null:
                // The attribute stands in a list, the list in the declaration.
                var place = SourceMap.SyntaxOf(attribute, cancellation).Parent!.Parent;
                if (Blocks.Count > 0 && place != home)
                    Scattered ??= facts;
                home ??= place;
                Blocks.Add(facts);
                break;
        }
    }

    /// <summary>Files in the compiler's order, and within a file from top to bottom.</summary>
    private static IEnumerable<AttributeData> InSourceOrder(INamedTypeSymbol type)
    {
        var attributes = type.GetAttributes();
        var trees = attributes.Select(static attribute => SourceMap.PlaceOf(attribute).SyntaxTree).Distinct().ToList();
        return attributes
            .OrderBy(attribute => trees.IndexOf(SourceMap.PlaceOf(attribute).SyntaxTree))
            .ThenBy(static attribute => SourceMap.PlaceOf(attribute).Span.Start);
    }
}
