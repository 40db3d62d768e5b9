namespace Compiled;

/// <summary>
/// Takes the network's parameters and statistics out of a file into the binary: the class gets <c>Pretrained</c>, a frozen network that needs no file, is decoded
/// once, on its first use, and predicts on any number of threads. Its <c>Clone()</c> can be trained.
/// </summary>
/// <remarks>
/// <para>
/// The file is one that <see cref="WeightsFile.Save{TNetwork}"/> wrote. All files that end in .weights and lie in the project's folder are found, whatever the project
/// file says.
/// </para>
/// <para>
/// The compiler checks the file against the topology: one that is missing, damaged or another network's is an error at the attribute. Losses, noise and rates of
/// dropout may differ: they decide training alone.
/// </para>
/// </remarks>
/// <param name="path">
/// The file, relative to the folder of the source file, or any end of its path that only it has: <c>digits.weights</c>, <c>models/digits.weights</c>.
/// </param>
/// <example>
/// <code>
/// [Network(inputs: 64)]
/// [Dense(32), Relu]
/// [Dense(10), Softmax]
/// [CrossEntropy]
/// [Weights("digits.weights")]
/// public sealed partial class DigitNet;
///
/// var digit = DigitNet.Pretrained.Classify(pixels);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class WeightsAttribute(string path) : Attribute
{
    /// <summary>The file, relative to the folder of the source file, or an end of its path.</summary>
    public string Path { get; } = path;
}
