using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>Where a column begins in weights that come in panels. For emitted code, where all three numbers are constants.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PanelOffset
{
    /// <summary>Floats from the first column to <paramref name="column"/>, in panels of <paramref name="rows"/> rows by <paramref name="panelWidth"/> columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Of(nuint column, nuint panelWidth, nuint rows) => column / panelWidth * (rows * panelWidth) + column % panelWidth;
}
