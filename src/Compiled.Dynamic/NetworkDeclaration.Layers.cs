using Compiled.Dynamic.Declarations;

namespace Compiled.Dynamic;

/// <content>Blocks with parameters, noise, brackets, heads, and what concerns the whole class.</content>
public sealed partial class NetworkDeclaration
{
    /// <summary>Adds <c>[Dense]</c>: outputs = weights · inputs + biases.</summary>
    /// <param name="units">How many outputs.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="initializer">How the weights begin.</param>
    /// <param name="initializerConstant">The value of <see cref="Initializer.Constant"/>.</param>
    /// <param name="l1">A penalty on the weights' sizes.</param>
    /// <param name="l2">A penalty on the weights' squares.</param>
    /// <param name="name">What the block is called; Dense0, Dense1 … without.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or the initialiser is none of the enum's.</exception>
    public NetworkDeclaration Dense(
        int units, bool bias = true, Initializer initializer = Initializer.Auto, float initializerConstant = 0, double l1 = 0, double l2 = 0, string? name = null) =>
        With(
            "Dense", Arguments.Int(units), Arguments.Named("Bias", bias, assumed: true), Arguments.Named("Initializer", initializer),
            Arguments.Named("InitializerConstant", initializerConstant, assumed: 0), Arguments.Named("L1", l1, assumed: 0d), Arguments.Named("L2", l2, assumed: 0d), Arguments.Name(name));

    /// <summary>Adds <c>[BatchNorm]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration BatchNorm(double momentum = 0.1, double epsilon = 1e-5, string? name = null) =>
        With("BatchNorm", Arguments.Named("Momentum", momentum, assumed: 0.1), Arguments.Named("Epsilon", epsilon, assumed: 1e-5), Arguments.Name(name));

    /// <summary>Adds <c>[LayerNorm]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration LayerNorm(double epsilon = 1e-5, bool affine = true, string? name = null) =>
        With("LayerNorm", Arguments.Named("Epsilon", epsilon, assumed: 1e-5), Arguments.Named("Affine", affine, assumed: true), Arguments.Name(name));

    /// <summary>Adds <c>[Standardize]</c>, the first block: inputs are brought to mean 0 and standard deviation 1.</summary>
    public NetworkDeclaration Standardize(string? name = null) => With("Standardize", Arguments.Name(name));

    /// <summary>
    /// Adds <c>[StandardizeTargets]</c>, the last block, between a dense block and the loss of a regression: training works on targets of mean 0 and standard deviation 1, and
    /// predictions are in the targets' own units.
    /// </summary>
    public NetworkDeclaration StandardizeTargets(string? name = null) => With("StandardizeTargets", Arguments.Name(name));

    /// <summary>Adds <c>[Dropout]</c>: in training, each value is 0 with this probability.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not finite.</exception>
    public NetworkDeclaration Dropout(double rate = 0.5) => With("Dropout", Arguments.Positional("rate", rate));

    /// <summary>Adds <c>[GaussianNoise]</c>: in training, normal noise of this deviation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is not finite.</exception>
    public NetworkDeclaration GaussianNoise(double deviation) => With("GaussianNoise", Arguments.Positional("deviation", deviation));

    /// <summary>Adds <c>[BeginResidual]</c>.</summary>
    public NetworkDeclaration BeginResidual() => With("BeginResidual");

    /// <summary>Adds <c>[EndResidual]</c>: what stood at the beginning is added.</summary>
    public NetworkDeclaration EndResidual() => With("EndResidual");

    /// <summary>Adds <c>[Head]</c>: what follows is a branch of its own from the trunk, up to its loss.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not finite.</exception>
    public NetworkDeclaration Head(string name, double weight = 1)
    {
        ArgumentNullException.ThrowIfNull(name);
        return With("Head", Arguments.Quoted(name), Arguments.Named("Weight", weight, assumed: 1d));
    }

    /// <summary>Adds <c>[L1]</c>: a penalty on the sizes of all weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The strength is not finite.</exception>
    public NetworkDeclaration L1(double strength) => With("L1", Arguments.Positional("strength", strength));

    /// <summary>Adds <c>[L2]</c>: a penalty on the squares of all weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The strength is not finite.</exception>
    public NetworkDeclaration L2(double strength) => With("L2", Arguments.Positional("strength", strength));

    /// <summary>Adds <c>[Differentiable]</c>: the class gets derivatives with respect to its inputs.</summary>
    public NetworkDeclaration Differentiable() => With("Differentiable");

    /// <summary>Adds <c>[Budget]</c>: a larger network is refused; 0 is no limit.</summary>
    public NetworkDeclaration Budget(int maxParameters = 0, int maxScratchBytes = 0) => With(
        "Budget", maxParameters == 0 ? "" : $"MaxParameters = {Arguments.Int(maxParameters)}", maxScratchBytes == 0 ? "" : $"MaxScratchBytes = {Arguments.Int(maxScratchBytes)}");
}
