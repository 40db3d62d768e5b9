namespace Compiled.Fuzz;

/// <summary>A small network that trains, with statistics of its batches.</summary>
[Network(inputs: 2)]
[Dense(3), BatchNorm, Tanh]
[Dense(1)]
[MeanSquaredError]
public sealed partial class FuzzTrainedNet;
