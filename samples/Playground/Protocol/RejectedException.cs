namespace Playground.Protocol;

/// <summary>A message of a client's that is not carried out; nothing was changed.</summary>
/// <param name="field">The field that is wrong, or the type of the message.</param>
/// <param name="message">What is wrong with its value, and the remedy.</param>
public sealed class RejectedException(string field, string message) : Exception(message)
{
    /// <summary>The field that is wrong, or the type of the message.</summary>
    public string Field { get; } = field;
}
