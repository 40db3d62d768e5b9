namespace Compiled.Dynamic;

/// <summary>What classes are compiled for: how much code they get. It decides no bit: predictions, training and files are the same either way.</summary>
public enum CompilationPurpose
{
    /// <summary>The code of a build: predictions of one row are written out where that is faster.</summary>
    Deployment,

    /// <summary>
    /// For searches, which train many networks and drop most of them: a prediction of one row runs in loops, some nanoseconds longer, and the C# compiler has a fraction of the text to read. Batches
    /// and training have the code of a build.
    /// </summary>
    Training,
}
