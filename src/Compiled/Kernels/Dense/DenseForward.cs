using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>
/// The forward pass of dense blocks in register tiles, and with the transposed weights the way back: a method for every tile that a plan can choose, compiled
/// once per block. For emitted code. The tiles are written by the templates of the generator.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class DenseForward;
