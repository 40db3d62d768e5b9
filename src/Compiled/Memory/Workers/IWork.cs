namespace Compiled.Runtime;

/// <summary>Work in numbered items that may run in any order, on any thread, several at once.</summary>
internal interface IWork
{
    /// <summary>Does one item. <paramref name="slot"/> names the thread: 0 is the caller, and no two that run at once share one.</summary>
    void Run(int item, int slot);
}
