using Compiled.Generator.Blocks;
using Compiled.Generator.Emission;
using Compiled.Generator.Model;

namespace Compiled.Generator.Parsing;

/// <summary>The names that the emitted part of a network takes.</summary>
internal static class GeneratedMembers
{
    private const string Input = "global::System.ReadOnlySpan<float>";
    private const string Output = "global::System.Span<float>";
    private const string Stream = "global::System.IO.Stream";
    private const string Bytes = "global::System.Span<byte>";
    private const string ReadOnlyBytes = "global::System.ReadOnlySpan<byte>";
    private const string Options = "global::Compiled.LoadOptions";

    /// <summary>Constants, properties, fields and nested types of every network: no member may share their names.</summary>
    private static readonly string[] Names = ["InputSize", "OutputSize", "ParameterCount", "ScratchSize", "Topology", "IsFrozen", "_parameters"];

    /// <summary>The same of a network with [Weights].</summary>
    private static readonly string[] WeightsNames = [PretrainedTemplate.Property, PretrainedTemplate.Holder, PretrainedTemplate.Data];

    /// <summary>The same of a network with a loss.</summary>
    private static readonly string[] TrainingNames = ["Trainer", "ParameterGradients"];

    /// <summary>What every object has: a property of the same name would hide it.</summary>
    private static readonly string[] ObjectNames =
        ["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize"];

    /// <summary>Methods, as name and signature (<see cref="MemberChecks.Signature"/>): overloads with other parameters are welcome.</summary>
    private static readonly (string Name, string Signature)[] Methods =
    [
        ("Predict", $"({Input},{Output})"),
        ("Predict", $"({Input},{Output},{Output})"),
        ("PredictBatch", $"({Input},{Output})"),
        ("PredictBatch", $"({Input},{Output},{Output})"),
        ("Clone", "()"),
        ("Publish", "(self)"),
        ("Freeze", "()"),
        ("Warm", "()"),
        ("CopyParametersTo", $"({Output})"),
        ("CopyParametersFrom", $"({Input})"),
        ("Save", "(string)"),
        ("Load", $"(string,{Options})"),
        ("Write", $"({Stream})"),
        ("ToBytes", "()"),
        ("TryWrite", $"({Bytes},ref int)"),
        ("Read", $"({Stream},{Options})"),
        ("Read", $"({ReadOnlyBytes},{Options})"),
        ("LoadParameters", $"(string,{Options})"),
        ("ReadParameters", $"({Stream},{Options})"),
        ("ReadParameters", $"({ReadOnlyBytes},{Options})"),
    ];

    /// <summary>The same of a network with one output.</summary>
    private static readonly (string Name, string Signature)[] SingleMethods =
        [("Predict", $"({Input})"), ("Predict", $"({Input},ref float,{Output})")];

    /// <summary>The same of a classifier: it ends in softmax, or in the one sigmoid of a binary one.</summary>
    private static (string Name, string Signature)[] ClassMethods(string label) =>
    [
        ("Classify", $"({Input})"),
        ("Classify", $"({Input},{Output})"),
        ("TryClassify", $"({Input},ref {label})"),
        ("TryClassify", $"({Input},ref {label},{Output})"),
    ];

    /// <summary>The same of a network with [Differentiable].</summary>
    private static readonly (string Name, string Signature)[] DerivativeMethods =
    [
        ("InputGradient", $"({Input},{Input},{Output})"),
        ("InputGradient", $"({Input},{Input},{Output},{Output})"),
        ("Jacobian", $"({Input},{Output})"),
        ("Jacobian", $"({Input},{Output},{Output})"),
    ];

    /// <summary>The same of a network with a loss.</summary>
    private static readonly (string Name, string Signature)[] TrainerMethods =
        [
        ("CreateTrainer", "<1>(!0,global::Compiled.TrainerOptions)"), ("ResumeTrainer", "<1>(!0,string,global::Compiled.TrainerOptions)"),
        ("Warm", "<1>(!0,int,global::Compiled.TrainerOptions)"),
    ];

    /// <summary>The same of a network that begins with Standardize.</summary>
    private static readonly (string Name, string Signature)[] StandardizeMethods =
        [("FitStandardization", $"({Input})"), ("FitStandardization", "(global::Compiled.Dataset)")];

    /// <summary>The same of a network with StandardizeTargets.</summary>
    private static readonly (string Name, string Signature)[] StandardizeTargetsMethods =
        [("FitTargetStandardization", $"({Input})"), ("FitStandardization", "(global::Compiled.Dataset)")];

    /// <summary>The signatures of the generated constructors.</summary>
    public static IReadOnlyCollection<string> Constructors { get; } = ["()", "(long)"];

    public static HashSet<string> NamesOf(NetworkSpec spec) => new(
        Names.Concat(spec.Loss is null ? [] : TrainingNames).Concat(spec.Weights is null ? [] : WeightsNames)
            .Concat(spec.ViewedBlocks.Select(static block => block.Name)).Concat(spec.Heads.Count == 0 ? [] : [HeadBlock.MembersName]),
        StringComparer.Ordinal);

    public static IReadOnlyList<(string Name, string Signature)> MethodsOf(NetworkSpec spec)
    {
        var methods = Methods.ToList();
        if (spec.Outputs == 1)
            methods.AddRange(SingleMethods);
        if (spec.EndsInSoftmax || spec.IsBinary)
            methods.AddRange(ClassMethods(spec.Classes?.EnumType ?? "int"));
        if (spec.StandardizeBlock is not null)
            methods.AddRange(StandardizeMethods);
        if (spec.TargetBlocks.Any())
            methods.AddRange(StandardizeTargetsMethods);
        if (spec.IsDifferentiable)
            methods.AddRange(DerivativeMethods);
        if (spec.Loss is not null)
            methods.AddRange(TrainerMethods);
        // Both blocks that standardise are fitted by the same method.
        return [.. methods.Distinct()];
    }

    /// <summary>Whether a parameter view of that name would clash with a member that some network has.</summary>
    public static bool IsReserved(string viewName) =>
        Names.Contains(viewName, StringComparer.Ordinal)
        || TrainingNames.Contains(viewName, StringComparer.Ordinal)
        || WeightsNames.Contains(viewName, StringComparer.Ordinal)
        || ObjectNames.Contains(viewName, StringComparer.Ordinal)
        || Methods.Concat(ClassMethods("int")).Concat(StandardizeMethods).Concat(StandardizeTargetsMethods).Concat(DerivativeMethods).Concat(TrainerMethods).Any(method => method.Name == viewName);
}
