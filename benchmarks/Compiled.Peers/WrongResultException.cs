namespace Compiled.Peers;

/// <summary>One side computes something else than the reference: its time means nothing.</summary>
internal sealed class WrongResultException(string message) : Exception(message);
