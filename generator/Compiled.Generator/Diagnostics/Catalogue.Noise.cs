using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>Blocks that are active only in training.</summary>
internal static partial class Catalogue
{
    public static readonly DiagnosticDescriptor NoiseOnOutputs = new(
        ProblemIds.NoiseOnOutputs,
        "Noise on the outputs of a network",
        "{0} is the last block, so it disturbs the outputs of '{1}' that the loss compares with the targets: move it before the last Dense block, or remove it",
        TrainingCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.NoiseOnOutputs + ".md");
}
