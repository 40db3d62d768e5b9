using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Tests.Architecture;

/// <summary>A name in a file of one folder that is declared in another.</summary>
/// <param name="File">Where it is used, from the project's folder.</param>
/// <param name="Line">Its line, the first being 1.</param>
/// <param name="From">The folder of that file.</param>
/// <param name="Type">The type that is used.</param>
/// <param name="To">The folder that declares it.</param>
internal sealed record Arrow(string File, int Line, string From, string Type, string To)
{
    public override string ToString() => $"{File}:{Line}: {From} uses {Type} of {To}";
}

/// <summary>The arrows between the folders of a project.</summary>
internal sealed class Arrows
{
    private readonly List<Arrow> _all = [];
    private readonly List<string> _unbound = [];
    private readonly House _house;
    private readonly HouseSources _sources;

    public Arrows(House house, HouseSources sources)
    {
        (_house, _sources) = (house, sources);
        foreach (var tree in sources.Trees)
            Read(tree);
    }

    /// <summary>Arrows that point up.</summary>
    public IEnumerable<Arrow> Up => _all.Where(arrow => _house.Depth(arrow.To) < _house.Depth(arrow.From)).Distinct();

    /// <summary>How many names refer to another folder, whatever the direction.</summary>
    public int Count => _all.Count;

    /// <summary>Names of which nobody knows what they mean: an arrow could hide there.</summary>
    public IReadOnlyList<string> Unbound => _unbound;

    private void Read(SyntaxTree tree)
    {
        if (_sources.Folder(tree) is not { } from)
            return;
        var model = _sources.Compilation.GetSemanticModel(tree);
        // Doc comments may speak of anything: trivia is not descended into.
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var info = model.GetSymbolInfo(name);
            if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } symbol)
                Add(tree, from, name, symbol);
            else if (!IsWord(name) && model.GetTypeInfo(name).Type is null or IErrorTypeSymbol)
                _unbound.Add($"{_sources.Name(tree)}:{Line(name)}: {name}");
        }
    }

    /// <summary>Whether it is a word of the language, or the new name of an alias.</summary>
    private static bool IsWord(SimpleNameSyntax name) =>
        name.Identifier.ValueText is "nameof" or "unmanaged" or "notnull" || name.Parent is NameEqualsSyntax { Parent: UsingDirectiveSyntax };

    private void Add(SyntaxTree tree, string from, SimpleNameSyntax name, ISymbol symbol)
    {
        if (Declared(symbol) is not { } declared)
            return;
        var folders = declared.DeclaringSyntaxReferences.Select(reference => _sources.Folder(reference.SyntaxTree)).OfType<string>().ToHashSet();
        if (folders.Contains(from))
            return;
        foreach (var to in folders)
            _all.Add(new(_sources.Name(tree), Line(name), from, (symbol as INamedTypeSymbol ?? symbol.ContainingType).Name, to));
    }

    /// <summary>What a name refers to, as it was declared: a type, or a member of one.</summary>
    private static ISymbol? Declared(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => type.OriginalDefinition,
        IMethodSymbol { ReducedFrom: { } extension } => extension.OriginalDefinition,
        IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol when symbol.ContainingType is not null => symbol.OriginalDefinition,
        _ => null,
    };

    private static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
