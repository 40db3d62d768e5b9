using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>Blocks for training only.</summary>
internal static partial class Catalogue
{
    public static readonly DiagnosticDescriptor NoiseOnOutputs = new(
        ProblemIds.NoiseOnOutputs,
        "Noise on the outputs of a network",
        "{0} is the last block, so that it disturbs the outputs of '{1}' themselves, which the loss compares with the targets: move it before the last Dense block, or remove it",
        TrainingCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.NoiseOnOutputs + ".md");
}
