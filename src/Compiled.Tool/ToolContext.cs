using Compiled.Tool.Terminal;

namespace Compiled.Tool;

/// <summary>What every command works with.</summary>
/// <param name="Screen">Where it writes.</param>
/// <param name="Cancellation">Ctrl-C.</param>
internal sealed record ToolContext(Screen Screen, CancellationToken Cancellation);
