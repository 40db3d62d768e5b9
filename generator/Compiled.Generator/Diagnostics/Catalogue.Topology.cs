using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>The blocks and their arguments.</summary>
internal static partial class Catalogue
{
    private const string TopologyCategory = "Compiled.Topology";

    public static readonly DiagnosticDescriptor NoNetworkAttribute = new(
        ProblemIds.NoNetworkAttribute,
        "Blocks without [Network]",
        "'{0}' has the attribute [{1}], but no [Network], which sets the number of inputs: add [Network(inputs: …)] before it",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.NoNetworkAttribute + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NoBlocks = new(
        ProblemIds.NoBlocks,
        "A network without blocks",
        "The network '{0}' has no blocks: add at least one, such as [Dense(units)], below [Network]",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.NoBlocks + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NoDense = new(
        ProblemIds.NoDense,
        "A network that cannot learn",
        "The network '{0}' has no dense block, so it has no weights to learn: add [Dense(units)]",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.NoDense + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor InputsOutOfRange = new(
        ProblemIds.InputsOutOfRange,
        "The number of inputs is out of range",
        "The network '{0}' has {1} inputs, but it needs 1 to {2}",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.InputsOutOfRange + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnitsOutOfRange = new(
        ProblemIds.UnitsOutOfRange,
        "The number of units is out of range",
        "Dense block '{0}' has {1} units, but it needs 1 to {2}",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.UnitsOutOfRange + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor TooManyBlocks = new(
        ProblemIds.TooManyBlocks,
        "Too many blocks",
        "The network '{0}' has {1} blocks, including activations and the loss, but at most {2} are allowed: this is the first one too many",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.TooManyBlocks + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor TooManyParameters = new(
        ProblemIds.TooManyParameters,
        "Too many parameters",
        "The network '{0}' has {1} parameters, but at most {2} are allowed, and Dense block '{3}' alone has {4}: give it fewer units or fewer inputs",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.TooManyParameters + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ArgumentOutOfRange = new(
        ProblemIds.ArgumentOutOfRange,
        "An argument is out of range",
        "{0}: '{1}' is {2}, but it must be {3}",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ArgumentOutOfRange + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NoInputGradient = new(
        ProblemIds.NoInputGradient,
        "[Differentiable] does not support a block",
        "[Differentiable] does not support the block {0} yet: remove [Differentiable] or the block",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.NoInputGradient + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnknownInitializer = new(
        ProblemIds.UnknownInitializer,
        "The initialiser does not exist",
        "Dense block '{0}': the initializer {1} is not a member of Compiled.Initializer, which has the values 0 to {2}",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.UnknownInitializer + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnusedInitializerConstant = new(
        ProblemIds.UnusedInitializerConstant,
        "A constant that no initialiser uses",
        "Dense block '{0}': InitializerConstant = {1} has no effect without Initializer = Initializer.Constant: add it, or remove the constant",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.UnusedInitializerConstant + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor InvalidName = new(
        ProblemIds.InvalidName,
        "A dense block's name is not an identifier",
        "Block '{0}': the name '{1}' cannot name a property: use 1 to {2} letters, digits and underscores, beginning with a letter",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.InvalidName + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor DuplicateName = new(
        ProblemIds.DuplicateName,
        "Two dense blocks share a name",
        "Two dense blocks are both named '{0}' after conversion to PascalCase: give this one another Name",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.DuplicateName + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ScatteredBlocks = new(
        ProblemIds.ScatteredBlocks,
        "Blocks in several declarations",
        "The blocks of '{0}' are spread over several declarations of the class, so their order is undefined: move [{1}] to the others",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ScatteredBlocks + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor SoftmaxNotLast = new(
        ProblemIds.SoftmaxNotLast,
        "Softmax is not the last block",
        "{0} must be the last block, but {1} follows: remove one of them",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.SoftmaxNotLast + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor SingleClass = new(
        ProblemIds.SingleClass,
        "Softmax over one output",
        "{2} over the single output of network '{0}' is always {3}, whatever the input: write [Sigmoid] with [BinaryCrossEntropy] for binary classification, or give Dense block '{1}' one unit per class",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.SingleClass + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ReservedName = new(
        ProblemIds.ReservedName,
        "A dense block has the same name as another member",
        "Block '{0}' would become the property '{0}', but every network has a member with that name: give it another Name",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ReservedName + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ClassesNotEnum = new(
        ProblemIds.ClassesNotEnum,
        "[Classes] needs an enum",
        "[Classes<{0}>] names the outputs after the members of an enum, but '{0}' is not an enum: declare 'enum {0}' or remove the attribute",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ClassesNotEnum + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ClassCount = new(
        ProblemIds.ClassCount,
        "The enum does not have one member for each output",
        "The enum '{0}' has {1} members, but the network '{2}' has {3} outputs: make them equal",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ClassCount + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ClassValues = new(
        ProblemIds.ClassValues,
        "The enum's values are not 0, 1, …",
        "The enum '{0}' must have the values 0 to {1}, each once, because they are the indices of the classes, but '{2}' is {3}",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ClassValues + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ClassesWithoutSoftmax = new(
        ProblemIds.ClassesWithoutSoftmax,
        "[Classes] without class probabilities",
        "[Classes<{0}>] names class probabilities, but the last block of the network '{1}' is {2}: end with [Softmax], or with [Dense(1), Sigmoid] and [BinaryCrossEntropy], or remove the attribute",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ClassesWithoutSoftmax + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ClassesLessVisible = new(
        ProblemIds.ClassesLessVisible,
        "The enum is less visible than the network",
        "The enum '{0}' is less accessible than the network '{1}', which returns it from the public Classify: make the enum as accessible as the network",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ClassesLessVisible + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor DuplicateClassLabel = new(
        ProblemIds.DuplicateClassLabel,
        "Two classes have the same label",
        "The members '{1}' and '{2}' of the enum '{0}' both have the label '{3}', but files and data identify classes by label: give each its own label",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.DuplicateClassLabel + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ParameterBudget = new(
        ProblemIds.ParameterBudget,
        "The network exceeds its parameter budget",
        "The network '{0}' has {1} parameters, but its budget is {2}: use fewer units, or raise MaxParameters",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ParameterBudget + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ScratchBudget = new(
        ProblemIds.ScratchBudget,
        "The network exceeds its scratch budget",
        "The network '{0}' needs {1} bytes of stack for one call, but its budget is {2}: use narrower blocks, or raise MaxScratchBytes",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ScratchBudget + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor BudgetOutOfRange = new(
        ProblemIds.BudgetOutOfRange,
        "A budget is not positive",
        "[Budget]: {0} is {1}, but a budget must be at least 1: raise it, or remove it to set no limit",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.BudgetOutOfRange + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
