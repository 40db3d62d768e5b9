using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>Declarations that are allowed but almost always mistakes. If one is intended, the message can be suppressed.</summary>
internal static partial class Catalogue
{
    public static readonly DiagnosticDescriptor ActivationAfterActivation = new(
        ProblemIds.ActivationAfterActivation,
        "Two activations in a row",
        "{1} follows {0} directly, {2}: remove one of them, or put [Dense(units)] between them",
        TopologyCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ActivationAfterActivation + ".md");

    public static readonly DiagnosticDescriptor LinearPair = new(
        ProblemIds.LinearPair,
        "Two dense blocks without an activation between them",
        "Dense block '{1}' follows '{0}' without an activation between them, so together they compute only one linear map: add an activation, such as [Relu], after '{0}', or [Identity] if this is intended",
        TopologyCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.LinearPair + ".md");

    public static readonly DiagnosticDescriptor UnfitOutputs = new(
        ProblemIds.UnfitOutputs,
        "The loss does not suit the last activation",
        "{0} directly before {1}: {2}",
        TrainingCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.UnfitOutputs + ".md");

    public static readonly DiagnosticDescriptor RepeatedLayer = new(
        ProblemIds.RepeatedLayer,
        "The same block twice in a row",
        "{0} follows another {0} directly and repeats its work: remove one of them",
        TopologyCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.RepeatedLayer + ".md");
}
