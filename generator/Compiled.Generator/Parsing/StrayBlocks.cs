using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing;

/// <summary>
/// Blocks on classes without [Network]. The generator looks for [Network] only, and the analyzer reports these; when analyzers are off, nobody
/// would. It visits every type, so it is for that case alone.
/// </summary>
internal static class StrayBlocks
{
    public static EquatableArray<Problem> Find(Compilation compilation, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        Visit(compilation.Assembly.GlobalNamespace, problems, cancellation);
        return problems.ToEquatableArray();
    }

    private static void Visit(INamespaceOrTypeSymbol container, List<Problem> problems, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (container is INamedTypeSymbol type)
            Check(type, problems, cancellation);
        foreach (var member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner)
                Visit(inner, problems, cancellation);
        }
    }

    private static void Check(INamedTypeSymbol type, List<Problem> problems, CancellationToken cancellation)
    {
        var kinds = type.GetAttributes().Select(KnownSymbols.AttributeKind).Where(static kind => kind is not null).ToList();
        if (kinds.Count > 0 && !kinds.Contains("Network"))
            problems.AddRange(NetworkParser.Parse(type, new SourceMap(type), cancellation).Problems.Where(static problem => problem.IsError));
    }
}
