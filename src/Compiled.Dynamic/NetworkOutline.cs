namespace Compiled.Dynamic;

/// <summary>What a declaration amounts to, found without compiling it: see <see cref="NetworkCompiler.Outline"/>.</summary>
/// <param name="Topology">The shape as data, the same that the compiled class has.</param>
/// <param name="Warnings">What a build would warn of.</param>
public sealed record NetworkOutline(Topology Topology, IReadOnlyList<NetworkProblem> Warnings);
