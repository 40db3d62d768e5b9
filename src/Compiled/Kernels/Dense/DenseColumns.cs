using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>
/// The passes of dense blocks with samples in the lanes, for networks so narrow that outputs would leave vectors empty: a method for every number of outputs (or
/// inputs, backward) that tiles of four leave over. For emitted code. Written by the templates of the generator.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class DenseColumns;
