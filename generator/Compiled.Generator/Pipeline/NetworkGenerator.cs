using System.Collections.Immutable;
using System.Text;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Emission;
using Compiled.Generator.Model;
using Compiled.Generator.Parsing;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Weights;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.Generator;

/// <summary>Writes inference, back-propagation and training into every class with [Network].</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <summary>No type's file has this name: theirs have no blanks.</summary>
    private const string StraysFile = "Blocks without Network.g.cs";

    private readonly PartWriters _writers;

    /// <summary>What the compiler creates.</summary>
    public NetworkGenerator()
        : this(PartWriters.Standard)
    {
    }

    /// <summary>Lets tests see what becomes of a writer that fails.</summary>
    internal NetworkGenerator(PartWriters writers) => _writers = writers;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var results = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownSymbols.NetworkAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (attributed, cancellation) => Parse(attributed, cancellation))
            .WithTrackingName(TrackingNames.Parse)
            .Where(static result => result is not null)
            .Select(static (result, _) => result!);
        // Only what a network names is read: other programs have .weights files too, of hundreds of megabytes.
        var texts = context.AdditionalTextsProvider.Where(static text => WeightsFileReader.IsWeights(text.Path)).Collect();
        var networks = results.Combine(texts)
            .Select(static (pair, cancellation) => WithWeights(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.Check);
        var analyzersRun = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => AnalyzersRun(provider.GlobalOptions))
            .WithTrackingName(TrackingNames.Options);
        // Other numbers in a file of weights write its data anew, and not the network.
        var read = networks.Select(static (network, _) => network.Result).WithTrackingName(TrackingNames.Network);
        var unusable = read.Where(static result => !result.IsUsable).Combine(analyzersRun).WithTrackingName(TrackingNames.Unusable);
        context.RegisterSourceOutput(unusable, static (output, input) => WriteUnusable(output, input.Left, input.Right));
        var specs = read.Where(static result => result.IsUsable).Select(static (result, _) => result.Spec!).WithTrackingName(TrackingNames.Spec);
        // No implementation output: an editor that leaves those out would see partial members and constructors that nobody implements.
        context.RegisterSourceOutput(FileSteps.Of(specs, _writers), static (output, file) => Write(output, file));
        var data = networks
            .Where(static network => network.File is not null)
            .Select(static (network, _) => new PretrainedData(network.Result.Spec!.Type, WeightsPaths.NameOf(network.File!.Path), network.File.Data))
            .WithTrackingName(TrackingNames.Data);
        context.RegisterSourceOutput(
            data, static (output, found) => output.AddSource(HintNames.ForData(found.Type.HintName), SourceText.From(PretrainedTemplate.WriteData(found), Encoding.UTF8)));

        // Every edit makes another compilation, but where analyzers run, as in an editor, that costs one comparison.
        var strays = context.CompilationProvider.Combine(analyzersRun)
            .SelectMany(static (pair, cancellation) => Strays(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.Strays);
        context.RegisterImplementationSourceOutput(
            strays, static (output, found) => output.AddSource(StraysFile, SourceText.From(ErrorsOnly(found), Encoding.UTF8)));
    }

    private static ParseResult? Parse(GeneratorAttributeSyntaxContext attributed, CancellationToken cancellation)
    {
        if (attributed.TargetSymbol is not INamedTypeSymbol type)
            return null;
        // [Network] on several declarations is C#'s to report; only the first makes a source, because a second of that name would throw.
        var first = type.GetAttributes().FirstOrDefault(static attribute => KnownSymbols.AttributeKind(attribute) == "Network");
        if (first?.ApplicationSyntaxReference is { } reference
            && (reference.SyntaxTree != attributed.TargetNode.SyntaxTree || !attributed.TargetNode.Span.Contains(reference.Span)))
        {
            return null;
        }

        return NetworkPipeline.Read(type, new SourceMap(type), cancellation);
    }

    private static CheckedNetwork WithWeights(ParseResult result, ImmutableArray<AdditionalText> texts, CancellationToken cancellation) => WeightsChecks.Run(
        result,
        [.. texts.Select(static text => WeightsPaths.Normalize(text.Path))],
        place => WeightsFileReader.Read(texts[place].Path, texts[place].GetText(cancellation)?.ToString()),
        cancellation);

    /// <summary>The compiler's own rule: RunAnalyzers decides, and when it is not set, RunAnalyzersDuringBuild does.</summary>
    private static bool AnalyzersRun(AnalyzerConfigOptions options)
    {
        if (options.TryGetValue("build_property.RunAnalyzers", out var run) && run.Length > 0)
            return !IsFalse(run);
        return !(options.TryGetValue("build_property.RunAnalyzersDuringBuild", out var duringBuild) && IsFalse(duringBuild));

        static bool IsFalse(string value) => value.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>One list of problems, or none at all, so that a project without any has no output that could be stale.</summary>
    private static IEnumerable<EquatableArray<Problem>> Strays(Compilation compilation, bool analyzersRun, CancellationToken cancellation)
    {
        if (analyzersRun)
            return [];
        var found = StrayBlocks.Find(compilation, cancellation).Concat(TrainingCalls.FindAll(compilation, cancellation)).ToEquatableArray();
        return found.Count == 0 ? [] : [found];
    }

    private static void Write(SourceProductionContext output, NetworkFile file)
    {
        if (file.Failure is { } failure)
            Report(output, InternalErrors.Problem(file.Names[0], failure with { Message = Nameless.Name(failure.Message, file.Names) }));
        else
            output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
    }

    private static void WriteUnusable(SourceProductionContext output, ParseResult result, bool analyzersRun)
    {
        // What the analyzer does not say, the source has to.
        var errors = analyzersRun ? [] : result.Errors.ToList();
        if (result.Spec is not { } spec)
        {
            foreach (var error in errors)
                Report(output, error);
            return;
        }

        try
        {
            if (UnusableSource(result, spec, errors) is { } source)
                output.AddSource(spec.Type.HintName, SourceText.From(source, Encoding.UTF8));
        }
        catch (Exception exception) when (!InternalErrors.IsCancellation(exception, output.CancellationToken))
        {
            Report(output, InternalErrors.Problem(spec.Type.Name, exception));
        }
    }

    private static string? UnusableSource(ParseResult result, NetworkSpec spec, List<Problem> errors)
    {
        if (result.CanDeclarePart)
        {
            var source = NetworkEmitter.EmitUnusable(spec, result.Gaps, errors.Count == 0 ? null : string.Join("\n", errors.Select(Catalogue.ErrorLine)));
            return result.Gaps.Taken.Count == 0 ? source : PartTrimmer.Trim(source, spec.Type.Name, result.Gaps.Taken);
        }

        return errors.Count == 0 ? null : ErrorsOnly(errors);
    }

    private static string ErrorsOnly(IEnumerable<Problem> errors) =>
        "// <auto-generated/>\n" + string.Concat(errors.Select(static error => "#error " + Catalogue.ErrorLine(error) + "\n"));

    private static void Report(SourceProductionContext output, Problem problem) =>
        output.ReportDiagnostic(Diagnostic.Create(Catalogue.Find(problem.Id), Location.None, [.. problem.Arguments]));
}
