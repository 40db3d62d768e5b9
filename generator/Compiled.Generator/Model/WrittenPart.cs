namespace Compiled.Generator.Model;

/// <summary>A part of a network's file, or what failed while it was written. Equal by value.</summary>
/// <param name="Text">The text; empty after a failure.</param>
/// <param name="Failure">null for a part that was written.</param>
internal sealed record WrittenPart(string Text, InternalError? Failure = null);

/// <summary>A part with what it was asked for by.</summary>
internal sealed record KeyedPart<TKey>(TKey Key, WrittenPart Part);
