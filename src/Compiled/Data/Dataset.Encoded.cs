namespace Compiled;

public sealed partial class Dataset
{
    /// <summary>What an encoder gives: takes over the arrays.</summary>
    internal static Dataset Encoded(float[] inputs, float[] targets, int rows, TableEncoder encoder)
    {
        var target = encoder.Target;
        var isOneHot = target.Classes.Count > 0 && !target.IsBinary;
        var names = new DatasetNames(encoder.FeatureNames, isOneHot ? target.Classes : target.Columns, target.Classes)
        {
            HasFeatures = true,
            HasClasses = target.Classes.Count > 0,
            Encoder = encoder,
        };
        return new Dataset(inputs, targets, rows, names, sampleWeights: null);
    }
}
