using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Compiled.Generator.Parsing.Calls;

/// <summary>
/// The same network made again for every prediction, and a new trainer for every step. What a sweep, a cross-validation or a test does is none: there the network differs, is trained,
/// or is handed on.
/// </summary>
internal static class RepeatedCreations
{
    /// <summary>All that a network may do, for every one that is created alike to be the same.</summary>
    private static readonly HashSet<string> Predictions = new(StringComparer.Ordinal) { "Predict", "PredictBatch", "Classify", "TryClassify", "InputGradient", "Jacobian" };

    private static readonly HashSet<string> Steps = new(StringComparer.Ordinal) { "Step", "StepFromGradient" };

    /// <summary>What a trainer may do besides its one step.</summary>
    private static readonly HashSet<string> Figures = new(StringComparer.Ordinal) { Losses.Loss.Name, "LearningRate", "StepCount", "HeadLosses", "MeanLoss" };

    /// <summary>Members of a network that change it: a trainer that begins again after one of them is meant.</summary>
    private static readonly HashSet<string> Changes = new(StringComparer.Ordinal) { "CopyParametersFrom", "CopyStatisticsFrom", "LoadParameters", "ReadParameters", "Publish" };

    /// <summary>Projects with one of these test or measure, and create what they need where they need it.</summary>
    private static readonly string[] TestFrameworks = ["xunit", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit", "BenchmarkDotNet"];

    /// <summary>What is wrong with an expression that may create a network or a trainer; null in nearly all cases after one look at its surroundings.</summary>
    public static RepeatedCreation? Find(ExpressionSyntax creation, SemanticModel model, CancellationToken cancellation)
    {
        if (!MayCreate(creation) || CreationUse.Function(creation) is var function && Loops.Around(creation) is null && !HasParameters(function) || IsForTests(model.Compilation))
            return null;
        return model.GetOperation(creation, cancellation) switch
        {
            IInvocationOperation call when call.TargetMethod.Name == "CreateTrainer" =>
                call.Instance is { } network && NetworkSizes.NetworkOf(network.Type) is { } type ? Trainer(creation, call, network, type, model, cancellation) : null,
            IInvocationOperation call => call.TargetMethod.IsStatic && NetworkSizes.NetworkOf(call.Type) is { } type && IsLoader(call.TargetMethod, type)
                ? Network(creation, type, "loaded", call.Arguments, model, cancellation)
                : null,
            IObjectCreationOperation call when NetworkSizes.NetworkOf(call.Type) is { } type => Network(creation, type, "created", call.Arguments, model, cancellation),
            _ => null,
        };
    }

    private static bool MayCreate(ExpressionSyntax creation) => creation switch
    {
        BaseObjectCreationExpressionSyntax { Initializer: null } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText is "Load" or "Read" or "CreateTrainer",
        _ => false,
    };

    private static bool IsLoader(IMethodSymbol method, INamedTypeSymbol network) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType, network) || (method.ContainingType.Name == "Safetensors" && KnownSymbols.IsInRootNamespace(method.ContainingType));

    private static bool IsForTests(Compilation compilation) =>
        compilation.ReferencedAssemblyNames.Any(static assembly => TestFrameworks.Any(framework => assembly.Name.StartsWith(framework, StringComparison.OrdinalIgnoreCase)));

    private static RepeatedCreation? Network(
        ExpressionSyntax creation, INamedTypeSymbol type, string how, IEnumerable<IArgumentOperation> arguments, SemanticModel model, CancellationToken cancellation)
    {
        if (CreationUse.Of(creation, Predictions.Contains) is not { } use)
            return null;
        var loop = Loops.Outermost(creation, loop => (how != "loaded" || !Loops.Waits(loop)) && new FixedValues(loop).AreFixed(arguments));
        if (loop is not null)
            return Found(ProblemIds.NetworkPerPrediction, $"'{type.Name}' is {how} again in every iteration of this loop, although it only predicts", "before the loop", loop);
        if (Loops.Around(creation) is not null)
            return null;
        // In a function that predicts what it is given.
        var function = CreationUse.Function(creation)!;
        return new FixedValues(function).AreFixed(arguments) && use.Calls.Any(call => TakesParameter(call, function, model, cancellation))
                ? Found(ProblemIds.NetworkPerPrediction, $"'{type.Name}' is {how} again at every call of {Name(function)}, although it only predicts", "and keep it, such as in a static readonly field or as a singleton", null)
                : null;

        RepeatedCreation Found(string id, string what, string where, StatementSyntax? around) =>
            new(new Problem(id, new([what, how == "loaded" ? "load" : "create", where]), Problem.AtType), Movable(use, around), around);
    }

    private static RepeatedCreation? Trainer(
        ExpressionSyntax creation, IInvocationOperation call, IOperation network, INamedTypeSymbol type, SemanticModel model, CancellationToken cancellation)
    {
        if (CreationUse.Of(creation, static name => Steps.Contains(name) || Figures.Contains(name)) is not { } use)
            return null;
        var steps = use.Calls.Where(static step => Steps.Contains(((MemberAccessExpressionSyntax)step.Expression).Name.Identifier.ValueText)).ToList();
        if (steps.Count != 1 || Loops.Around(steps[0]) != Loops.Around(creation))
            return null;
        var loop = Loops.Outermost(creation, loop => IsKept(network, loop) && new FixedValues(loop).AreFixed(call.Arguments));
        if (loop is not null)
            return Found($"A trainer of '{type.Name}' is created for every step of this loop", "before the loop", loop);
        if (Loops.Around(creation) is not null)
            return null;
        var function = CreationUse.Function(creation)!;
        return IsKept(network, function) && new FixedValues(function).AreFixed(call.Arguments) && TakesParameter(steps[0], function, model, cancellation)
                ? Found($"A trainer of '{type.Name}' is created at every call of {Name(function)}, for one step", "and keep it next to the network", null)
                : null;

        RepeatedCreation Found(string what, string where, StatementSyntax? around) =>
            new(new Problem(ProblemIds.TrainerPerStep, new([what, where]), Problem.AtType), Movable(use, around), around);
    }

    /// <summary>Whether it is the same network every time, with the parameters that the last step gave it: a variable or field from outside that nothing in the scope replaces or overwrites.</summary>
    private static bool IsKept(IOperation network, SyntaxNode scope)
    {
        var name = network switch
        {
            ILocalReferenceOperation or IParameterReferenceOperation => new FixedValues(scope).IsFixed(network) ? ((IdentifierNameSyntax)network.Syntax).Identifier.ValueText : null,
            IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field.Name,
            IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation, Property: { Name: not "Pretrained" } property } => property.Name,
            _ => null,
        };
        return name is not null && !Writes.Any(scope, name)
            && !scope.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(static access => access.Parent is InvocationExpressionSyntax && Changes.Contains(access.Name.Identifier.ValueText));
    }

    /// <summary>The declaration, where the loop always runs it, and not only under a condition.</summary>
    private static LocalDeclarationStatementSyntax? Movable(CreationUse use, StatementSyntax? loop) =>
        loop is not null && use.Declaration is { } declaration && declaration.Parent == Loops.Body(Loops.Around(declaration)!) ? declaration : null;

    private static bool HasParameters(SyntaxNode? function) => function switch
    {
        SimpleLambdaExpressionSyntax => true,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters.Count > 0,
        AnonymousMethodExpressionSyntax method => method.ParameterList?.Parameters.Count > 0,
        LocalFunctionStatementSyntax local => local.ParameterList.Parameters.Count > 0,
        MethodDeclarationSyntax method => method.ParameterList.Parameters.Count > 0,
        _ => false,
    };

    /// <summary>Whether the first argument of a call is a parameter of the function, or a part of one.</summary>
    private static bool TakesParameter(InvocationExpressionSyntax call, SyntaxNode function, SemanticModel model, CancellationToken cancellation) =>
        Whole(call.ArgumentList.Arguments.FirstOrDefault()?.Expression) is IdentifierNameSyntax name
        && model.GetSymbolInfo(name, cancellation).Symbol is IParameterSymbol parameter
        && parameter.DeclaringSyntaxReferences.Any(reference => CreationUse.Function(reference.GetSyntax(cancellation)) == function);

    /// <summary>What an expression is a part of: row of row.Values.AsSpan(0, 4).</summary>
    private static ExpressionSyntax? Whole(ExpressionSyntax? part) => part switch
    {
        MemberAccessExpressionSyntax access => Whole(access.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } when access.Name.Identifier.ValueText is "AsSpan" or "ToArray" or "Slice" => Whole(access.Expression),
        _ => part,
    };

    private static string Name(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => $"'{method.Identifier.ValueText}'",
        LocalFunctionStatementSyntax local => $"'{local.Identifier.ValueText}'",
        _ => "this function",
    };
}
