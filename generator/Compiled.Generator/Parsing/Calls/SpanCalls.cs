using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Compiled.Generator.Parsing.Calls;

/// <summary>Calls of a network or its trainer with a span whose length is known and wrong: each would throw.</summary>
internal static class SpanCalls
{
    /// <summary>Members of networks and trainers that take spans.</summary>
    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "Predict", "PredictBatch", "Classify", "TryClassify", "InputGradient", "Jacobian", "CopyParametersTo", "CopyParametersFrom", "FitStandardization", "FitTargetStandardization",
        "Step", "StepFromGradient", "MeanLoss", "ObserveActivations", "CopyGradientsTo",
    };

    /// <summary>What is wrong with a call in the user's code: in nearly all cases nothing, after one comparison.</summary>
    public static IReadOnlyList<SpanCall> Find(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (NameOf(call) is not { } name || !Members.Contains(name) || model.GetOperation(call, cancellation) is not IInvocationOperation invocation
            || NetworkSizes.Of(invocation.Instance?.Type) is not { } sizes || !IsGenerated(invocation.TargetMethod))
        {
            return [];
        }

        var lengths = new SpanLengths(model, cancellation);
        var known = new Dictionary<string, KnownLength>(StringComparer.Ordinal);
        foreach (var argument in invocation.Arguments)
        {
            if (SpanLengths.IsSpan(argument.Parameter!.Type) && lengths.Of(argument.Value) is { } length)
                known[argument.Parameter.Name] = length;
        }

        var rules = new SpanRules(sizes, name, known, type => type.ToMinimalDisplayString(model, call.SpanStart));
        return [.. invocation.Arguments.Where(argument => known.ContainsKey(argument.Parameter!.Name))
            .Select(argument => rules.Check(argument.Parameter!.Name) is { } wrong
                ? new SpanCall(
                    new Problem(ProblemIds.WrongLength, new([argument.Parameter!.Name, $"{sizes.Network.Name}.{name}", wrong.What, wrong.Remedy]), Problem.AtType),
                    argument.Syntax is ArgumentSyntax { Expression: var passed } ? passed : argument.Syntax,
                    known[argument.Parameter.Name].Written, wrong.Length)
                : null)
            .OfType<SpanCall>()];
    }

    private static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Whether it is a member of the library's, of an interface of its, or one that the generator wrote, and not an overload of the user's.</summary>
    private static bool IsGenerated(IMethodSymbol method) =>
        (method.ContainingType.IsAbstract && method.ContainingNamespace.ToDisplayString() is "Compiled" or "Compiled.Runtime")
        || method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ExcludeFromCodeCoverageAttribute")
        || method.ContainingType.AllInterfaces.Where(KnownSymbols.IsInRootNamespace).SelectMany(type => type.GetMembers(method.Name)).Any(member =>
            SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));
}
