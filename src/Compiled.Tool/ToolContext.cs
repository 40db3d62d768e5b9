using Compiled.Tool.Terminal;

namespace Compiled.Tool;

/// <summary>What every command works with.</summary>
/// <param name="Screen">Where it writes.</param>
/// <param name="Cancellation">Ctrl-C.</param>
/// <param name="LeaveToWork">Says that the work itself answers to Ctrl-C from here on, since it has something to keep.</param>
internal sealed record ToolContext(Screen Screen, CancellationToken Cancellation, Action LeaveToWork)
{
    /// <summary>Hears the name of each network that is compiled for a file, before it is.</summary>
    public Action<string> Compiling { get; init; } = static _ => { };
}
