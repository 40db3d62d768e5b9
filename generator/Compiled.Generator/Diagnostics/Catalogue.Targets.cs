using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>Standardised targets.</summary>
internal static partial class Catalogue
{
    public static readonly DiagnosticDescriptor StandardizeTargetsNotLast = new(
        ProblemIds.StandardizeTargetsNotLast,
        "StandardizeTargets is not the last block",
        "StandardizeTargets gives the outputs the unit of the targets, but {0} follows: make it the last block, right before the loss",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.StandardizeTargetsNotLast + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor StandardizeTargetsWithoutDense = new(
        ProblemIds.StandardizeTargetsWithoutDense,
        "StandardizeTargets does not follow a dense block",
        "StandardizeTargets becomes part of the dense block before it, but {0} is there: put it right after a [Dense(units)], whose outputs can have any value",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.StandardizeTargetsWithoutDense + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor StandardizeTargetsLoss = new(
        ProblemIds.StandardizeTargetsLoss,
        "The loss needs its targets as they are",
        "StandardizeTargets would give the targets another unit, but those of {0} are {1}: remove it, or use a loss for regression such as [MeanSquaredError]",
        TrainingCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.StandardizeTargetsLoss + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
