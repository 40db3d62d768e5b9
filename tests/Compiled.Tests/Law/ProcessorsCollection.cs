namespace Compiled.Tests.Law;

/// <summary>Runs alone: the tests share the process's workers, and pretend to have more processors than there are.</summary>
[CollectionDefinition(nameof(ProcessorsCollection), DisableParallelization = true)]
public sealed class ProcessorsCollection;
