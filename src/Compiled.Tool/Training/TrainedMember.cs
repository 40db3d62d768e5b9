using Compiled.Dynamic;

namespace Compiled.Tool.Training;

/// <summary>A network that was trained, and how its run went.</summary>
/// <param name="Network">The network, with the parameters of its best epoch.</param>
/// <param name="History">The run.</param>
/// <param name="Seed">Decides its first parameters and its order of rows; of an ensemble's member also its validation rows.</param>
internal sealed record TrainedMember(DynamicNetwork Network, History History, long Seed);
