using Compiled.Runtime;

namespace Compiled;

/// <content>Data is matched by name, and names are learned.</content>
public abstract partial class Trainer
{
    /// <summary>Training and validation data in the order of the network's features, checked, and the names that the network will have. Changes nothing.</summary>
    /// <exception cref="ArgumentException">The data does not fit the network.</exception>
    private MatchedData Match(Dataset data, Dataset? validation)
    {
        const string What = "The training data";
        var features = Naming.Features(Topology, Parameters);
        var matched = FeatureMatch.Align(Topology, features, data, What, nameof(data));
        EncoderMatch.Check(Topology, Parameters.Names.Encoder, matched, What, nameof(data));
        if (validation is not null && matched.InputSize == Topology.InputSize)
        {
            // Where the network has no names yet, those of the training data decide.
            var known = features.Count > 0 ? features : matched.HasFeatureNames ? matched.FeatureNames : [];
            validation = FeatureMatch.Align(Topology, known, validation, "The validation data", nameof(FitOptions.Validation));
            EncoderMatch.Check(Topology, Parameters.Names.Encoder ?? matched.Encoder, validation, "The validation data", nameof(FitOptions.Validation));
        }

        FitDataChecks.Check(Topology, matched, validation, Naming.Classes(Topology, Parameters));
        return new(matched, validation, LearnedFromData.Names(Topology, Parameters, matched, What, nameof(data)));
    }

    /// <param name="Data">What to learn.</param>
    /// <param name="Validation">What to judge by, or null.</param>
    /// <param name="Names">What the network knows from then on.</param>
    private readonly record struct MatchedData(Dataset Data, Dataset? Validation, LearnedNames Names);
}
