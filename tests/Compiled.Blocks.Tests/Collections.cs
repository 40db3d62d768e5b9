namespace Compiled.Tests.Law;

/// <summary>Runs alone: what another test allocates meanwhile, or the JIT's tier-up, would be counted otherwise.</summary>
[CollectionDefinition(nameof(AllocationCollection), DisableParallelization = true)]
public sealed class AllocationCollection;

/// <summary>Runs alone: the tests share the process's workers, and pretend to have more processors than there are.</summary>
[CollectionDefinition(nameof(ProcessorsCollection), DisableParallelization = true)]
public sealed class ProcessorsCollection;
