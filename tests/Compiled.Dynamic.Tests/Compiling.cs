namespace Compiled.Dynamic.Tests;

/// <summary>Compiles until the run is cancelled.</summary>
internal static class Compiling
{
    public static DynamicNetworkType Compile(this NetworkDeclaration declaration) => NetworkCompiler.Compile(declaration, TestContext.Current.CancellationToken);

    /// <summary>What is wrong with a declaration that compiles to nothing.</summary>
    public static IReadOnlyList<NetworkProblem> Problems(this NetworkDeclaration declaration) =>
        Assert.Throws<NetworkCompilationException>(() => declaration.Compile()).Problems;
}
