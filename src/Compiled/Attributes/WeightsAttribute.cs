namespace Compiled;

/// <summary>
/// Embeds the network's parameters and statistics from a file in the binary: the class gets <c>Pretrained</c>, a frozen network that needs no file, is decoded
/// once, on first use, and predicts on any number of threads. Its <c>Clone()</c> can be trained.
/// </summary>
/// <remarks>
/// <para>
/// The file must be written by <see cref="WeightsFile.Save{TNetwork}"/>. All .weights files in the project's folder are found, without a line in the project
/// file says.
/// </para>
/// <para>
/// The compiler checks the file against the topology: a file that is missing, damaged or from another network is an error at the attribute. Losses, noise and rates of
/// dropout may differ, because they affect only training.
/// </para>
/// </remarks>
/// <param name="path">
/// The file, relative to the folder of the source file, or any unique trailing part of its path: <c>digits.weights</c>, <c>models/digits.weights</c>.
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
    /// <summary>The file, relative to the folder of the source file, or a trailing part of its path.</summary>
    public string Path { get; } = path;
}
