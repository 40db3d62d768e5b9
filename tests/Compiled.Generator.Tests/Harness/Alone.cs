namespace Compiled.Generator.Tests.Harness;

/// <summary>Runs alone: tests that start processes or compile large networks would spoil the time that other tests measure, and their own.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
