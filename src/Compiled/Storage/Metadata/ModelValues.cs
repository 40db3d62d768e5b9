using Compiled.Runtime;

namespace Compiled.Storage;

/// <summary>What was read from a file, complete and checked, before any of it reaches a network: a file that is wrong at its end changes nothing.</summary>
internal sealed class ModelValues(ScalingOfFile scaling, IReadOnlyList<TargetScaling> targets, LearnedNames names)
{
    /// <summary>The values of each tensor, by name; scaling of inputs and targets apart.</summary>
    public Dictionary<string, float[]> Tensors { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes everything into a network of the topology that it was read for; the next prediction and the next step see it.</summary>
    public void CopyTo(Topology topology, ParameterStore store)
    {
        foreach (var tensor in NetworkTensor.Of(topology, store))
        {
            if (tensor.Kind == NetworkTensorKind.TargetScaling)
                TargetScaling.CopyTo(targets, tensor, store);
            else if (tensor.Kind != NetworkTensorKind.InputScaling)
                tensor.CopyFrom(Tensors[tensor.Name]);
            else if (tensor.Name == "standardize.means" ? scaling.Means is { } : scaling.Factors is { })
                tensor.CopyFrom(tensor.Name == "standardize.means" ? scaling.Means : scaling.Factors);
        }

        if (ReferenceEquals(scaling, ScalingOfFile.Unfitted))
            InputScaling.Reset(store);
        Naming.Adopt(topology, store, names);
    }
}
