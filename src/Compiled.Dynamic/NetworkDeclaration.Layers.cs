using Compiled.Dynamic.Declarations;

namespace Compiled.Dynamic;

/// <content>Dense blocks, heads, and what concerns the whole class.</content>
public sealed partial class NetworkDeclaration
{
    /// <summary>Adds <c>[Dense]</c>: outputs = weights · inputs + biases.</summary>
    /// <param name="units">The number of outputs.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="initializer">How the weights are initialised.</param>
    /// <param name="initializerConstant">The value of <see cref="Initializer.Constant"/>.</param>
    /// <param name="l1">A penalty on the weights' sizes.</param>
    /// <param name="l2">A penalty on the weights' squares.</param>
    /// <param name="name">The name of the block; Dense0, Dense1 … by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or the initialiser is not a member of the enum.</exception>
    public NetworkDeclaration Dense(
        int units, bool bias = true, Initializer initializer = Initializer.Auto, float initializerConstant = 0, double l1 = 0, double l2 = 0, string? name = null) =>
        With(
            "Dense", Arguments.Int(units), Arguments.Named("Bias", bias, assumed: true), Arguments.Named("Initializer", initializer),
            Arguments.Named("InitializerConstant", initializerConstant, assumed: 0), Arguments.Named("L1", l1, assumed: 0d), Arguments.Named("L2", l2, assumed: 0d), Arguments.Name(name));

    /// <summary>Adds <c>[Head]</c>: the following blocks, up to a loss, are a separate branch from the trunk.</summary>
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

    /// <summary>Adds <c>[Budget]</c>: a larger network is rejected; 0 means no limit.</summary>
    public NetworkDeclaration Budget(int maxParameters = 0, int maxScratchBytes = 0) => With(
        "Budget", maxParameters == 0 ? "" : $"MaxParameters = {Arguments.Int(maxParameters)}", maxScratchBytes == 0 ? "" : $"MaxScratchBytes = {Arguments.Int(maxScratchBytes)}");
}
