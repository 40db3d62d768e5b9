using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>Standardised targets.</summary>
internal static partial class Catalogue
{
    public static readonly DiagnosticDescriptor StandardizeTargetsNotLast = new(
        ProblemIds.StandardizeTargetsNotLast,
        "StandardizeTargets is not the last block",
        "StandardizeTargets scales the outputs to the units of the targets, but {0} follows: make it the last block, directly before the loss",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.StandardizeTargetsNotLast + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor StandardizeTargetsWithoutDense = new(
        ProblemIds.StandardizeTargetsWithoutDense,
        "StandardizeTargets does not follow a dense block",
        "StandardizeTargets becomes part of the dense block before it, but {0} is there: put it directly after a [Dense(units)], because its outputs can have any value",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.StandardizeTargetsWithoutDense + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor StandardizeTargetsLoss = new(
        ProblemIds.StandardizeTargetsLoss,
        "The loss needs targets that are not standardised",
        "StandardizeTargets would rescale the targets, but those of {0} must be {1}: remove it, or use a regression loss such as [MeanSquaredError]",
        TrainingCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.StandardizeTargetsLoss + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
