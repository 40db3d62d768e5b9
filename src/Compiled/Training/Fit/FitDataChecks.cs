namespace Compiled;

/// <summary>Whether the data of a <c>Fit</c> fits the network, checked before anything is changed.</summary>
internal static class FitDataChecks
{
    /// <summary>The training data fits the network and its loss, and the validation data fits both.</summary>
    public static void Check(Topology topology, Dataset data, Dataset? validation, IReadOnlyList<string>? classes = null)
    {
        classes ??= topology.Classes;
        DatasetChecks.FitsNetwork(topology, data, "The training data", nameof(data), classes);
        if (validation is not null)
        {
            DatasetChecks.SameClasses("The validation data", validation, "training data", data.HasClassNames ? data.ClassNames : [], "", nameof(FitOptions.Validation));
            DatasetChecks.FitsNetwork(topology, validation, "The validation data", nameof(FitOptions.Validation), classes);
        }

        // The values last: where a shape or a class is wrong, that explains them.
        TargetChecks.FitsLoss(topology, data, "The training data", nameof(data));
        if (validation is not null)
            TargetChecks.FitsLoss(topology, validation, "The validation data", nameof(FitOptions.Validation));
    }
}
