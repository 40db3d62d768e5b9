using Compiled.Generator.Model;

namespace Compiled.Generator.Planning;

/// <summary>Stand-in.</summary>
internal static class NetworkPlanner
{
    public static int ScratchBytes(NetworkSpec spec) => spec.Blocks.Select(static block => block.Outputs).DefaultIfEmpty().Max() * 8;
}
