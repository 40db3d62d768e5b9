namespace Compiled.Tool;

/// <summary>The work cannot be done: the message is what the user reads.</summary>
internal class ToolException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Options contradict each other or the file, which only the work could find out: ends as a wrong command line does.</summary>
internal sealed class UsageException(string message) : ToolException(message);
