using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>Blocks that are neither dense nor activations.</summary>
internal static partial class Catalogue
{
    public static readonly DiagnosticDescriptor NormBeforeDense = new(
        ProblemIds.NormBeforeDense,
        "A norm before the first dense block",
        "{0} is before the first dense block, where it would normalise the network's inputs: scale them with Standardize, or move it after a [Dense(units)]",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.NormBeforeDense + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor StandardizeNotFirst = new(
        ProblemIds.StandardizeNotFirst,
        "Standardize is not the first block",
        "Standardize is fitted to the inputs of the network, but comes after {0}: make it the first block, or use BatchNorm or LayerNorm here",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.StandardizeNotFirst + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
