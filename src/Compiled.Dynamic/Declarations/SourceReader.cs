extern alias generator;

using System.Globalization;
using generator::Compiled.Generator.Diagnostics;
using generator::Compiled.Generator.Model;
using generator::Compiled.Generator.Parsing;
using generator::Compiled.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Dynamic.Declarations;

/// <summary>
/// A network that a file of C# declares: bound by the compiler and read by the generator's parser, so that blocks, arguments and the order of classes are those of a build. What one file does
/// not tell for certain is an error, since a guess would predict wrongly without a word.
/// </summary>
internal static class SourceReader
{
    private const string Alone = "this file is read by itself, without its project";

    /// <summary>The declaration of the one network of a file, or of the one that is chosen.</summary>
    /// <param name="source">The text of the file.</param>
    /// <param name="className">The class, with or without its namespace; null where the file has one network alone.</param>
    /// <param name="cancellation">Stops within the compiler.</param>
    /// <exception cref="SourceException">The file has no such network, or does not tell all of it.</exception>
    public static NetworkDeclaration Read(string source, string? className, CancellationToken cancellation)
    {
        NetworkDeclaration? found = null;
        SourceException? problem = null;
        var unknown = SourceSymbols.UnknownOf(source, cancellation);
        foreach (var symbols in SourceSymbols.Choices(unknown))
        {
            try
            {
                var read = ReadOne(source, symbols, className, cancellation);
                if (problem is not null || (found is not null && !found.Equals(read)))
                    throw Ambiguous(unknown);
                found = read;
            }
            catch (SourceException exception) when (unknown.Count > 0 && found is null && (problem is null || problem.Message == exception.Message))
            {
                problem = exception;
            }
            catch (SourceException) when (found is not null || problem is not null)
            {
                throw Ambiguous(unknown);
            }
        }

        return found ?? throw problem!;
    }

    private static SourceException Ambiguous(IReadOnlyList<string> unknown) => new(
        $"the network depends on {(unknown.Count == 1 ? "the symbol" : "the symbols")} {string.Join(", ", unknown)} in its #if directives, which only the project defines: give a file without them, or the attributes as text.");

    /// <summary>With as little around the file as it binds with: its own usings, then those that projects have, then all of the framework.</summary>
    private static NetworkDeclaration ReadOne(string source, IReadOnlyList<string> symbols, string? className, CancellationToken cancellation)
    {
        SourceException? last = null;
        foreach (var compilation in SourceCompilations.Of(source, symbols, cancellation))
        {
            try
            {
                return Read(compilation, className, cancellation);
            }
            catch (SourceException exception)
            {
                last = exception;
            }
        }

        throw last!;
    }

    private static NetworkDeclaration Read(CSharpCompilation compilation, string? className, CancellationToken cancellation)
    {
        var tree = compilation.SyntaxTrees[0];
        if (tree.GetDiagnostics(cancellation).FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } syntax)
            throw Unbound(syntax);
        var network = Choose(Networks(compilation.Assembly.GlobalNamespace).ToList(), className);
        var errors = compilation.GetDeclarationDiagnostics(cancellation).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        CheckBound(AttributeLists(network.DeclaringSyntaxReferences, cancellation), errors);
        var classes = network.GetAttributes().Where(static attribute => attribute.AttributeClass is { Arity: 1 } type && KnownSymbols.IsInRootNamespace(type))
            .SelectMany(static attribute => attribute.AttributeClass!.TypeArguments).FirstOrDefault();
        // A name that two types have is bound to neither, and without the labels the order of the classes would be a guess.
        if (classes is { TypeKind: TypeKind.Error })
            throw new SourceException($"the enum {classes.Name} of [Classes] cannot be resolved: it is declared twice, or not in this file, and {Alone}. Declare it once, in this file.");
        if (classes is not null)
            CheckEnum(classes, errors, cancellation);

        var parsed = NetworkPipeline.Read(network, new SourceMap(network), cancellation);
        if (parsed.Errors.Any())
            throw new SourceException($"{network.Name} is not a valid network: {string.Join("\n", parsed.Errors.Select(Catalogue.ErrorLine))}");
        // What C# would reject has been thrown above.
        var spec = parsed.Spec!;
        var declaration = NetworkDeclaration.Parse(string.Join('\n', SourceAttributes.Of(network))).WithName(network.Name).WithFeatures(spec.Features);
        return spec.Classes is { } labels ? declaration.WithClasses(labels.Members) : declaration;
    }

    private static INamedTypeSymbol Choose(List<INamedTypeSymbol> networks, string? className)
    {
        if (networks.Count == 0)
            throw new SourceException("does not declare a class with [Network]: give the file that declares the network.");
        // The full name only where the simple one would not tell them apart.
        var names = string.Join(", ", networks.Select(network => networks.Count(other => other.Name == network.Name) > 1 ? network.ToDisplayString() : network.Name));
        var chosen = className is null ? networks : networks.Where(network => network.Name == className || network.ToDisplayString() == className).ToList();
        return chosen.Count switch
        {
            0 => throw new SourceException($"does not declare a network {className}: it declares {names}."),
            1 => chosen[0],
            var count => throw new SourceException(string.Create(CultureInfo.InvariantCulture, $"declares {count} networks{(className is null ? "" : " " + className)}: choose one with --class: {names}.")),
        };
    }

    private static IEnumerable<INamedTypeSymbol> Networks(INamespaceOrTypeSymbol container) => container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(static member =>
        (member is INamedTypeSymbol type && type.GetAttributes().Any(static attribute => KnownSymbols.AttributeKind(attribute) == "Network") ? [type] : Enumerable.Empty<INamedTypeSymbol>())
        .Concat(Networks(member)));

    /// <summary>An enum of another assembly is bound already; one of the file must be bound to the last value.</summary>
    private static void CheckEnum(ITypeSymbol classes, List<Diagnostic> errors, CancellationToken cancellation)
    {
        CheckBound(classes.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)), errors);
        if (classes.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(static field => field is { IsConst: true, HasConstantValue: false }) is { } unknown)
            throw new SourceException($"the value of {classes.Name}.{unknown.Name}, which decides the order of the classes, cannot be determined, because {Alone}: write it as a constant in the same file.");
    }

    private static IEnumerable<SyntaxNode> AttributeLists(IEnumerable<SyntaxReference> declarations, CancellationToken cancellation) =>
        declarations.Select(declaration => declaration.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>().SelectMany(static type => type.AttributeLists);

    private static void CheckBound(IEnumerable<SyntaxNode> nodes, List<Diagnostic> errors)
    {
        foreach (var node in nodes)
        {
            if (errors.FirstOrDefault(error => error.Location.SourceTree == node.SyntaxTree && node.FullSpan.Contains(error.Location.SourceSpan)) is { } error)
                throw Unbound(error);
        }
    }

    private static SourceException Unbound(Diagnostic error) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"line {error.Location.GetLineSpan().StartLinePosition.Line + 1}: {error.GetMessage(CultureInfo.InvariantCulture).TrimEnd('.')}: {Alone}, so everything that the network and its enum of classes use must be in it."));
}
