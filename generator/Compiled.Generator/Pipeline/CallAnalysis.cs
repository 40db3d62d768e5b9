using System.Collections.Immutable;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Model;
using Compiled.Generator.Parsing.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Compiled.Generator.Pipeline;

/// <summary>What the analyzer says of calls, with what the code fixes need: the places to write at, as additional locations.</summary>
internal static class CallAnalysis
{
    public static void Spans(SyntaxNodeAnalysisContext context)
    {
        foreach (var found in SpanCalls.Find((InvocationExpressionSyntax)context.Node, context.SemanticModel, context.CancellationToken))
        {
            var isFixable = found is { Written: not null, Length: not null };
            context.ReportDiagnostic(Create(
                found.Problem, found.Passed.GetLocation(), isFixable ? [found.Written!.GetLocation()] : [],
                isFixable ? ImmutableDictionary<string, string?>.Empty.Add(RemedyKeys.Length, found.Length) : null));
        }
    }

    public static void Creations(SyntaxNodeAnalysisContext context)
    {
        if (RepeatedCreations.Find((ExpressionSyntax)context.Node, context.SemanticModel, context.CancellationToken) is not { } found)
            return;
        context.ReportDiagnostic(Create(
            found.Problem, context.Node.GetLocation(), found.Declaration is { } declaration ? [declaration.GetLocation(), found.Loop!.GetLocation()] : [], null));
    }

    private static Diagnostic Create(Problem problem, Location place, IReadOnlyList<Location> others, ImmutableDictionary<string, string?>? properties) =>
        Diagnostic.Create(Catalogue.Find(problem.Id), place, others, properties, [.. problem.Arguments]);
}
