using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>Residuals.</summary>
internal static partial class Catalogue
{
    public static readonly DiagnosticDescriptor ResidualNotEnded = new(
        ProblemIds.ResidualNotEnded,
        "A residual without an end",
        "The residual that begins here in network '{0}' has no end: write [EndResidual] after the blocks that it skips, or remove [BeginResidual]",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ResidualNotEnded + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ResidualNotBegun = new(
        ProblemIds.ResidualNotBegun,
        "A residual without a beginning",
        "[EndResidual] in network '{0}' has no matching beginning: write [BeginResidual] before the blocks that it skips, or remove [EndResidual]",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ResidualNotBegun + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ResidualWidth = new(
        ProblemIds.ResidualWidth,
        "A residual's ends differ in width",
        "The residual begins with {0} values per row and ends with {1}, because Dense block '{2}' changes the width: give '{2}' {0} units, or move [EndResidual] or [BeginResidual] to where the widths agree",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ResidualWidth + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor EmptyResidual = new(
        ProblemIds.EmptyResidual,
        "A residual without a block that learns",
        "The residual that ends here in network '{0}' contains no block that learns: put a [Dense] between [BeginResidual] and [EndResidual], or remove both",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.EmptyResidual + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
