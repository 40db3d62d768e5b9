using Compiled.Runtime;

namespace Compiled.Tests.Law;

/// <summary>Runs alone: the tests share the process's workers, and pretend to have more processors than there are.</summary>
[CollectionDefinition(nameof(ProcessorsCollection), DisableParallelization = true)]
public sealed class ProcessorsCollection;

/// <summary>So many processors until it is disposed: trainers made meanwhile use that many threads.</summary>
internal sealed class Pretended : IDisposable
{
    private readonly int _before = Workers.Processors;

    public Pretended(int processors) => Workers.Processors = processors;

    public void Dispose() => Workers.Processors = _before;
}
