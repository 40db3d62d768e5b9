using System.Collections.Immutable;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Model;
using Compiled.Generator.Parsing;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Weights;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

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
        // The compiler keeps what a text was read to: an editor asks again after every edit, and weights may have megabytes.
        var texts = new SourceTextValueProvider<WeightsFile>(static text => WeightsFileReader.Read("", text.ToString()));
        context.RegisterSymbolAction(symbol => Analyze(symbol, text => context.TryGetValue(text, texts, out var file) ? file : WeightsFileReader.Read("", text.ToString())), SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(AnalyzeName, SyntaxKind.IdentifierName, SyntaxKind.GenericName);
        context.RegisterSyntaxNodeAction(CallAnalysis.Spans, SyntaxKind.InvocationExpression);
        context.RegisterSyntaxNodeAction(CallAnalysis.Creations, SyntaxKind.InvocationExpression, SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression);
    }

    private static void AnalyzeName(SyntaxNodeAnalysisContext context)
    {
        if (TrainingCalls.Find((SimpleNameSyntax)context.Node, context.SemanticModel, context.CancellationToken) is not { } found)
            return;
        var remedy = found.LastBlock is { } last ? LossRemedies.Missing(0, KnownSymbols.AttributeKind(last)!) : null;
        context.ReportDiagnostic(Remedied.Create(found.Problem, context.Node.GetLocation(), remedy, _ => SourceMap.SyntaxOf(found.LastBlock!, context.CancellationToken).GetLocation()));
    }

    private static void Analyze(SymbolAnalysisContext context, Func<SourceText, WeightsFile> read)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.GetAttributes().Any(static attribute => KnownSymbols.AttributeKind(attribute) is not null))
            return;
        var sources = new SourceMap(type);
        var result = WithWeights(NetworkPipeline.Read(type, sources, context.CancellationToken), context, read);
        foreach (var problem in result.Problems)
        {
            var location = sources.Locate(problem, context.CancellationToken);
            var remedy = result.Spec is { } spec ? Remedies.Of(problem, sources.Kinds, spec) : null;
            context.ReportDiagnostic(Remedied.Create(problem, location, remedy, site => sources.LocateAttribute(site, context.CancellationToken)));
        }
    }

    /// <summary>The network, held against the files of the project when it has [Weights].</summary>
    private static ParseResult WithWeights(ParseResult result, SymbolAnalysisContext context, Func<SourceText, WeightsFile> read)
    {
        if (result.Spec?.Weights is null)
            return result;
        var files = context.Options.AdditionalFiles.Where(static file => WeightsFileReader.IsWeights(file.Path)).ToList();
        return WeightsChecks.Run(
            result,
            [.. files.Select(static file => WeightsPaths.Normalize(file.Path))],
            place => files[place].GetText(context.CancellationToken) is { } text ? read(text) : WeightsFileReader.Read("", null),
            context.CancellationToken).Result;
    }
}
