using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>The loss, and causes of failing or slow training.</summary>
internal static partial class Catalogue
{
    private const string TrainingCategory = "Compiled.Training";

    public static readonly DiagnosticDescriptor LossWithoutPartner = new(
        ProblemIds.LossWithoutPartner,
        "The loss lacks its activation",
        "{0} works on the probabilities of {1}, which must come directly before it, but {2}: {3}",
        TrainingCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.LossWithoutPartner + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor SecondLoss = new(
        ProblemIds.SecondLoss,
        "A network can have only one loss",
        "The network '{0}' has a second loss, {1}, after {2}: remove one of them",
        TrainingCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.SecondLoss + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LossNotLast = new(
        ProblemIds.LossNotLast,
        "The loss is not the last attribute",
        "The loss {0} must come after all blocks, but {1} follows: move the loss to the end",
        TrainingCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.LossNotLast + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnfitLoss = new(
        ProblemIds.UnfitLoss,
        "The type is not a loss",
        "The loss '{0}' {1}: give [Loss] a struct that implements Compiled.ILoss and is public or internal",
        TrainingCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.UnfitLoss + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnfitInitializer = new(
        ProblemIds.UnfitInitializer,
        "The initialiser does not suit the block",
        "Dense block '{0}': {1} does not suit it, because {2}",
        TrainingCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.UnfitInitializer + ".md");

    public static readonly DiagnosticDescriptor SaturatingChain = new(
        ProblemIds.SaturatingChain,
        "A chain of saturating blocks makes gradients vanish",
        "{0} saturating blocks form a chain, which multiplies the gradient of the first by at most {1}: use Relu or LeakyRelu in hidden blocks",
        TrainingCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.SaturatingChain + ".md");

    public static readonly DiagnosticDescriptor NoLoss = new(
        ProblemIds.NoLoss,
        "A network without a loss cannot be trained",
        "{0}, so it has no '{1}': {2}",
        TrainingCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.NoLoss + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
