namespace Compiled;

/// <summary>A cluster refuses, or cannot be reached, or has lost something: the message names what, and what to do.</summary>
public sealed class ClusterException : Exception
{
    /// <summary>With the text that a user reads.</summary>
    /// <param name="message">What is wrong and what to do about it.</param>
    public ClusterException(string message)
        : base(message)
    {
    }

    /// <summary>With the text that a user reads, and what it came from.</summary>
    /// <param name="message">What is wrong and what to do about it.</param>
    /// <param name="innerException">What was caught.</param>
    public ClusterException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
