namespace Compiled.Runtime;

/// <content>Names: they travel with the parameters. What the class declares is in its topology and not here.</content>
public sealed partial class ParameterStore
{
    private LearnedNames _names = LearnedNames.None;

    /// <summary>The names that a network got from data, from a file or from the program. Replaced as a whole, so that other threads see one list or the other.</summary>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    internal LearnedNames Names
    {
        get => Volatile.Read(ref _names);
        set
        {
            ThrowIfFrozen();
            Volatile.Write(ref _names, value);
        }
    }
}
