using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>
/// The passes of dense blocks over any number of rows, which lead through the tiles: a method for every combination of tiles that a plan can choose, compiled
/// once per block. For emitted code. Written by the templates of the generator.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class DensePasses;
