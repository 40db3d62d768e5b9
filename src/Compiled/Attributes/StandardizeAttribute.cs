namespace Compiled;

/// <summary>Standardises the inputs, as the first block of a network: x′ = (x − m) · f, with one mean m and one factor f per input.</summary>
/// <remarks>
/// <para>
/// m and f = 1 / standard deviation are statistics of the training data and not learned: <c>network.FitStandardization(data)</c> computes them, and so does the
/// first <c>Fit</c> of a trainer unless they were fitted or set before; until then m = 0 and f = 1. The rules are those of <see cref="Standardizer"/>: the
/// population's standard deviation, in double precision; an input that never changes has f = 1 and becomes 0, and one
/// that hardly changes has a smaller f than 1 / standard deviation.
/// </para>
/// <para>
/// For predictions the block is folded into a dense block that follows: W′ = W · f, b′ = b − W′ · m. A deployed network takes raw inputs at no cost; its outputs
/// differ by roundings from those of training, the more so the farther an input's mean is from 0 in standard deviations. If another block follows, each row is
/// standardised first. NaN gives NaN. Not counted in the names of PyTorch's <c>nn.Sequential</c>.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class StandardizeAttribute : Attribute
{
    /// <summary>The name of the block's view, converted to PascalCase; <c>Standardize0</c> by default.</summary>
    public string? Name { get; set; }
}
