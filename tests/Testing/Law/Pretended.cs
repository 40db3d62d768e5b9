using Compiled.Runtime;

namespace Compiled.Tests.Law;

/// <summary>So many processors until it is disposed: trainers made meanwhile use that many threads.</summary>
public sealed class Pretended : IDisposable
{
    private readonly int _before = Workers.Processors;

    public Pretended(int processors) => Workers.Processors = processors;

    public void Dispose() => Workers.Processors = _before;
}
