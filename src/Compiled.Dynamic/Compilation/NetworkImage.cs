extern alias generator;

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Compiled.Dynamic.Emission;
using generator::Compiled.Generator.Diagnostics;
using generator::Compiled.Generator.Model;
using generator::Compiled.Generator.Parsing;
using generator::Compiled.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Dynamic.Compilation;

/// <summary>A declaration as the bytes of an assembly: the generator's parser, planner and emitter, and between and after them the C# compiler.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Warnings">What a build would have warned of.</param>
internal sealed record NetworkImage(MemoryStream Assembly, IReadOnlyList<NetworkProblem> Warnings)
{
    private const string DeclarationFile = "Network.cs";

    // Emitted documentation is not read, and no nullable warning sought: together they take more than half of the compiler's time.
    private static readonly CSharpParseOptions ParseOptions =
        new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None).WithFeatures([new("run-nullable-analysis", "never")]);

    // What all networks share: compilations made from it share its references, and what was read of them. So they share the assembly's name too, each in a context of its own.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Compiled.Networks", syntaxTrees: null, References.Find(),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, generalDiagnosticOption: ReportDiagnostic.Suppress, deterministic: true));

    /// <summary>The class, in a context of its own.</summary>
    [RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    [RequiresDynamicCode(NetworkCompiler.WhyDynamic)]
    public DynamicNetworkType Load(NetworkDeclaration declaration)
    {
        var context = new NetworkLoadContext(declaration.Name);
        return new(declaration, Warnings, context, context.Load(Assembly).GetType(declaration.Name, throwOnError: true)!);
    }

    /// <summary>A syntax tree as this compiler wants it.</summary>
    public static SyntaxTree ParseText(string text, string path, CancellationToken cancellation) => CSharpSyntaxTree.ParseText(text, ParseOptions, path, cancellationToken: cancellation);

    /// <summary>The assembly of several networks, or null where any of them has an error.</summary>
    public static MemoryStream? EmitTogether(IEnumerable<SyntaxTree> trees, CancellationToken cancellation)
    {
        var image = new MemoryStream();
        if (!Empty.AddSyntaxTrees(trees).Emit(image, cancellationToken: cancellation).Success)
            return null;
        image.Position = 0;
        return image;
    }

    [RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    public static NetworkImage Compile(NetworkDeclaration declaration, CancellationToken cancellation)
    {
        var (declared, parsed) = Read(declaration, cancellation);
        var spec = parsed.Spec!;
        var emitted = ParseText(Emit(declaration, spec, cancellation), spec.Type.HintName, cancellation);
        var image = new MemoryStream();
        var result = declared.AddSyntaxTrees(emitted).Emit(image, cancellationToken: cancellation);
        if (!result.Success)
            throw new NetworkCompilationException(declaration.Name, CompilerErrors(result.Diagnostics, declaration));
        image.Position = 0;
        return new(image, [.. parsed.Problems.Select(problem => Worded(problem, declaration))]);
    }

    /// <summary>What the generator writes for a declaration, without compiling it.</summary>
    [RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    public static EmittedNetwork Source(NetworkDeclaration declaration, CancellationToken cancellation)
    {
        var spec = Read(declaration, cancellation).Parsed.Spec!;
        var text = Emit(declaration, spec, cancellation);
        return new(text, EmittedParts.Of(text, spec));
    }

    /// <summary>A declaration that the generator accepts: its spec is there and has no errors.</summary>
    [RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    private static (CSharpCompilation Declared, ParseResult Parsed) Read(NetworkDeclaration declaration, CancellationToken cancellation)
    {
        var declared = Empty.AddSyntaxTrees(ParseText(declaration.ToSource(), DeclarationFile, cancellation));
        var network = declared.Assembly.GetTypeByMetadataName(declaration.Name)!;
        var parsed = NetworkPipeline.Read(network, new SourceMap(network), cancellation);
        if (parsed.Errors.Any() || parsed.IsRejected)
        {
            throw new NetworkCompilationException(
                declaration.Name,
                [.. parsed.Errors.Select(problem => Worded(problem, declaration)), .. CompilerErrors(declared.GetDeclarationDiagnostics(cancellation), declaration)]);
        }

        return (declared, parsed);
    }

    private static string Emit(NetworkDeclaration declaration, NetworkSpec spec, CancellationToken cancellation)
    {
        try
        {
            return NetworkPipeline.Emit(spec);
        }
        catch (Exception exception) when (!InternalErrors.IsCancellation(exception, cancellation))
        {
            throw new NetworkCompilationException(spec.Type.Name, [Worded(InternalErrors.Problem(spec.Type.Name, exception), declaration)]);
        }
    }

    /// <summary>A problem of the generator's in words, at its place in the text of the declaration.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "All callers require untrimmed code.")]
    public static NetworkProblem Worded(Problem problem, NetworkDeclaration declaration) =>
        new(problem.Id, Catalogue.ErrorLine(problem)[(problem.Id.Length + 2)..]) { Span = declaration.SpanOf(problem.Site, problem.ArgumentName) };

    /// <summary>Those in the declaration alone, if there are any: in emitted code they are consequences.</summary>
    private static IReadOnlyList<NetworkProblem> CompilerErrors(ImmutableArray<Diagnostic> diagnostics, NetworkDeclaration declaration)
    {
        var errors = diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        var declared = errors.Where(static diagnostic => diagnostic.Location.SourceTree?.FilePath == DeclarationFile).ToList();
        return [.. (declared.Count > 0 ? declared : errors).Select(error => Worded(error, declaration))];
    }

    /// <summary>
    /// With its attribute, and at its place in the text that was parsed: the attributes and their arguments are in the same order in the file that was written from it. What is wrong with the
    /// class, or in emitted statements, is at the class.
    /// </summary>
    private static NetworkProblem Worded(Diagnostic error, NetworkDeclaration declaration)
    {
        var message = error.GetMessage(CultureInfo.InvariantCulture);
        var node = error.Location.SourceTree?.GetRoot().FindNode(error.Location.SourceSpan);
        if (node?.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
            return new(error.Id, message) { Span = declaration.SpanOf(-1, -1) };
        var all = attribute.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()!.AttributeLists.SelectMany(static list => list.Attributes).ToList();
        var argument = node.FirstAncestorOrSelf<AttributeArgumentSyntax>();
        return new(error.Id, $"[{attribute.ToString().Replace(NetworkDeclaration.Prefix, "", StringComparison.Ordinal)}]: {message}")
        {
            Span = declaration.SpanOf(all.IndexOf(attribute), argument is null ? -1 : attribute.ArgumentList!.Arguments.IndexOf(argument)),
        };
    }
}
