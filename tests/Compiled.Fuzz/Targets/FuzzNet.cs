namespace Compiled.Fuzz;

/// <summary>A small network with everything that files hold: parameters, running statistics, input scaling.</summary>
[Network(inputs: 3)]
[Standardize]
[Dense(4), BatchNorm, PRelu]
[Dense(2), Softmax]
public sealed partial class FuzzNet
{
    /// <summary>One whose input scaling is set.</summary>
    public static FuzzNet Fitted()
    {
        var network = new FuzzNet(seed: 1);
        (network.Standardize0.Means[1], network.Standardize0.Factors[2]) = (0.5f, 2);
        return network;
    }
}
