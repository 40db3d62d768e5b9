using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <content>The names of features and of a binary classifier's classes.</content>
internal static partial class Catalogue
{
    public static readonly DiagnosticDescriptor FeatureCount = new(
        ProblemIds.FeatureCount,
        "[Features] does not name each input",
        "[Features] has {0} {1}, but the network '{2}' has {3} inputs: name each input once, in order",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.FeatureCount + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FeatureName = new(
        ProblemIds.FeatureName,
        "A feature's name is not valid",
        "The name of feature {0} of the network '{1}' {2}: give each feature the name that its column has in the data",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.FeatureName + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor DuplicateFeature = new(
        ProblemIds.DuplicateFeature,
        "Two features have the same name",
        "The features {0} and {1} of the network '{2}' are both named '{3}', but files and data identify features by name: give each its own name",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.DuplicateFeature + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor BinaryClassCount = new(
        ProblemIds.BinaryClassCount,
        "The enum of a binary classifier must have two members",
        "The enum '{0}' has {1} {2}, but the single sigmoid output of the network '{3}' distinguishes two classes: declare two members, 0 for the negative and 1 for the positive class",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.BinaryClassCount + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
