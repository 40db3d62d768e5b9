using System.Collections.Immutable;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Compiled.Generator;

/// <summary>
/// Reports what is wrong in a network's declaration, at the attribute. It runs the generator's parser; the generator itself reports nothing,
/// because real locations would defeat its caching and trimmed ones would defeat <c>#pragma warning disable</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Catalogue.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.GetAttributes().Any(static attribute => KnownSymbols.AttributeKind(attribute) is not null))
            return;
        var sources = new SourceMap(type);
        foreach (var problem in NetworkParser.Parse(type, sources, context.CancellationToken).Problems)
        {
            var location = sources.Locate(problem, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(Catalogue.Find(problem.Id), location, [.. problem.Arguments]));
        }
    }
}
