namespace Compiled.Runtime;

/// <summary>
/// The gradients of the weights of dense blocks in register tiles: a method for every tile that a plan can choose, compiled once per block. For emitted code.
/// The tiles are written by the templates of the generator.
/// </summary>
internal static partial class DenseWeightGradient;
