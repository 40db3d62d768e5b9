using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>Heads, and the stack that networks with residuals and heads need.</summary>
internal static partial class Catalogue
{
    public static readonly DiagnosticDescriptor HeadWithoutLoss = new(
        ProblemIds.HeadWithoutLoss,
        "A head without a loss",
        "The head '{0}' has no loss: end it with one, such as [MeanSquaredError], as you would end a network",
        TrainingCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.HeadWithoutLoss + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor HeadWithoutDense = new(
        ProblemIds.HeadWithoutDense,
        "A head without a dense block",
        "The head '{0}' has no dense block, so it has nothing of its own to learn: add [Dense(units)] below it, or remove the head",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.HeadWithoutDense + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor DuplicateHead = new(
        ProblemIds.DuplicateHead,
        "Two heads share a name",
        "Two heads are both named '{0}' after conversion to PascalCase: give this one another name",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.DuplicateHead + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LossOfTrunk = new(
        ProblemIds.LossOfTrunk,
        "A loss on the trunk",
        "The loss {0} is before the first head of network '{1}', but in a network with heads each head has a loss and the trunk has none: move it to the end of a head",
        TrainingCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.LossOfTrunk + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor TooMuchScratch = new(
        ProblemIds.TooMuchScratch,
        "Residuals need too much stack",
        "One call of network '{0}' needs {1} bytes of stack, because its residuals keep rows until their ends, but at most {2} are allowed: use narrower blocks, or nest fewer residuals",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.TooMuchScratch + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
