namespace Compiled;

/// <summary>A search cannot go on, or has found nothing. Nothing is lost: its journal is valid.</summary>
public sealed class SearchException : Exception
{
    /// <summary>With a message that names what is wrong and the remedy.</summary>
    public SearchException(string message)
        : base(message)
    {
    }

    /// <summary>The same with a cause.</summary>
    public SearchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The table of a search whose trials have all failed; null otherwise.</summary>
    public SearchTable? Table { get; init; }
}
