using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>Weights in the binary.</summary>
internal static partial class Catalogue
{
    private const string WeightsCategory = "Compiled.Weights";

    public static readonly DiagnosticDescriptor WeightsNotFound = Weights(
        ProblemIds.WeightsNotFound,
        "The weights are not in the project",
        "The weights '{0}' of network '{1}' are not in the project: {2}. Give the path from the folder of this source file, or put the file into the project's folder.");

    public static readonly DiagnosticDescriptor WeightsAmbiguous = Weights(
        ProblemIds.WeightsAmbiguous,
        "The weights file is ambiguous",
        "The weights '{0}' of network '{1}' match several files, {2}: give more of the path, or the path from the folder of this source file");

    public static readonly DiagnosticDescriptor WeightsDamaged = Weights(
        ProblemIds.WeightsDamaged,
        "The weights cannot be read",
        "The weights '{0}' of network '{1}' cannot be read: {2}");

    public static readonly DiagnosticDescriptor WeightsMismatch = Weights(
        ProblemIds.WeightsMismatch,
        "The weights belong to another network",
        "The weights '{0}' do not fit network '{1}'; they were saved from '{2}'. {3}.");

    private static DiagnosticDescriptor Weights(string id, string title, string message) => new(
        id,
        title,
        message,
        WeightsCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + id + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
