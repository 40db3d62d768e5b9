namespace Compiled.Dynamic.Declarations;

/// <summary>A file of C# whose network cannot be read with certainty: what stands in the way, and the remedy.</summary>
internal sealed class SourceException(string message) : Exception(message);
