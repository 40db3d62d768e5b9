using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>Calls of networks and trainers that throw, or that do again and again what once would do.</summary>
internal static partial class Catalogue
{
    private const string UsageCategory = "Compiled.Usage";

    public static readonly DiagnosticDescriptor WrongLength = new(
        ProblemIds.WrongLength,
        "A span of the wrong length",
        "'{0}' of '{1}' {2}: {3}",
        UsageCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.WrongLength + ".md");

    public static readonly DiagnosticDescriptor NetworkPerPrediction = new(
        ProblemIds.NetworkPerPrediction,
        "A network for each prediction",
        "{0}: {1} it once {2}",
        UsageCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.NetworkPerPrediction + ".md");

    public static readonly DiagnosticDescriptor TrainerPerStep = new(
        ProblemIds.TrainerPerStep,
        "A trainer for each step",
        "{0}, so the optimiser forgets its moments and training memory is allocated again: create it once {1}",
        UsageCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.TrainerPerStep + ".md");
}
