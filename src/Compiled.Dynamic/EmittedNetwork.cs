namespace Compiled.Dynamic;

/// <summary>The C# that the generator writes for a declaration: see <see cref="NetworkCompiler.Emit"/>.</summary>
/// <param name="Text">The whole file; its lines end with <c>\n</c>.</param>
/// <param name="Parts">Which lines compute what, in the order of the file. A block has a part in each method that computes it, and none where nothing is left of it.</param>
public sealed record EmittedNetwork(string Text, IReadOnlyList<EmittedPart> Parts);

/// <summary>Some lines of <see cref="EmittedNetwork.Text"/> and the block that they compute.</summary>
/// <param name="Block">The index of the block in <see cref="Topology.Blocks"/>; −1 for the loss.</param>
/// <param name="Pass">What the lines are for.</param>
/// <param name="FirstLine">The first line, counted from 1.</param>
/// <param name="LastLine">The last line, which is included.</param>
/// <remarks>Blocks that are computed together, such as a dense block with its activation, share lines.</remarks>
public sealed record EmittedPart(int Block, EmittedPass Pass, int FirstLine, int LastLine);

/// <summary>What emitted lines are for.</summary>
public enum EmittedPass
{
    /// <summary>The outputs of the block, or the loss.</summary>
    Forward = 0,

    /// <summary>The gradients of the block.</summary>
    Backward = 1,

    /// <summary>The update of the block's parameters, in a network whose step of one sample is written out.</summary>
    Update = 2,

    /// <summary>The sizes of the block, which the library's kernels are compiled for.</summary>
    Shape = 3,
}
