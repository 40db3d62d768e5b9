// Made from the catalogue of blocks by the test CatalogueFilesTests; COMPILED_UPDATE_SNAPSHOTS=1 writes it again.
using Compiled.Dynamic.Declarations;

namespace Compiled.Dynamic;

/// <content>Norms, scaling, noise and residuals.</content>
public sealed partial class NetworkDeclaration
{
    /// <summary>Adds <c>[LayerNorm]</c>: every row is normalised to mean 0 and variance 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration LayerNorm(double epsilon = 1E-05, bool affine = true, string? name = null) =>
        With("LayerNorm", Arguments.Named("Epsilon", epsilon, assumed: 1E-05), Arguments.Named("Affine", affine, assumed: true), Arguments.Name(name));

    /// <summary>Adds <c>[BatchNorm]</c>: every value is normalised to mean 0 and variance 1 over the batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration BatchNorm(double momentum = 0.1, double epsilon = 1E-05, bool affine = true, string? name = null) =>
        With("BatchNorm", Arguments.Named("Momentum", momentum, assumed: 0.1), Arguments.Named("Epsilon", epsilon, assumed: 1E-05), Arguments.Named("Affine", affine, assumed: true), Arguments.Name(name));

    /// <summary>Adds <c>[RmsNorm]</c>: every row is brought to a root mean square of 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration RmsNorm(double epsilon = 1.1920928955078125E-07, bool affine = true, string? name = null) =>
        With("RmsNorm", Arguments.Named("Epsilon", epsilon, assumed: 1.1920928955078125E-07), Arguments.Named("Affine", affine, assumed: true), Arguments.Name(name));

    /// <summary>Adds <c>[Scale]</c>: every value is multiplied by a learned factor.</summary>
    public NetworkDeclaration Scale(string? name = null) =>
        With("Scale", Arguments.Name(name));

    /// <summary>Adds <c>[Dropout]</c>: in training, each value is 0 with this probability.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration Dropout(double rate = 0.5) =>
        With("Dropout", Arguments.Positional("rate", rate));

    /// <summary>Adds <c>[GaussianNoise]</c>: in training, normal noise of this deviation is added.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NetworkDeclaration GaussianNoise(double deviation) =>
        With("GaussianNoise", Arguments.Positional("deviation", deviation));

    /// <summary>Adds <c>[Standardize]</c>: as the first block, inputs are standardised to mean 0 and standard deviation 1.</summary>
    public NetworkDeclaration Standardize(string? name = null) =>
        With("Standardize", Arguments.Name(name));

    /// <summary>Adds <c>[StandardizeTargets]</c>: as the last block, between a dense block and the loss of a regression, training works on targets of mean 0 and standard deviation 1, and predictions are in the original units of the targets.</summary>
    public NetworkDeclaration StandardizeTargets(string? name = null) =>
        With("StandardizeTargets", Arguments.Name(name));

    /// <summary>Adds <c>[BeginResidual]</c>: the row that is added at the end of the residual.</summary>
    public NetworkDeclaration BeginResidual() =>
        With("BeginResidual");

    /// <summary>Adds <c>[EndResidual]</c>: the row at the beginning is added.</summary>
    public NetworkDeclaration EndResidual() =>
        With("EndResidual");
}
