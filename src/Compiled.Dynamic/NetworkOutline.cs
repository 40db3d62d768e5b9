namespace Compiled.Dynamic;

/// <summary>The outline of a declaration, found without compiling it: see <see cref="NetworkCompiler.Outline"/>.</summary>
/// <param name="Topology">The shape as data, the same that the compiled class has.</param>
/// <param name="Warnings">The warnings that a build would give.</param>
public sealed record NetworkOutline(Topology Topology, IReadOnlyList<NetworkProblem> Warnings);
