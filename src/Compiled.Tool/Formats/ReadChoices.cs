namespace Compiled.Tool.Formats;

/// <summary>What the user says of a file that is read, where it does not say it itself.</summary>
internal sealed record ReadChoices
{
    /// <summary>Names of tensors or modules of the file, and what each is in the network; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Names { get; init; }

    /// <summary>The outputs of an ONNX model to predict; null for its own.</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>The inputs of an ONNX model to predict from; null for those that its outputs need.</summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>Whether a part of the model is chosen, of which its metadata say nothing.</summary>
    public bool ArePart => Outputs is not null || Inputs is not null;

    /// <summary>Which network of an ensemble, from 0; null where nothing is said.</summary>
    public int? Member { get; init; }

    /// <summary>Takes what a user should know of what was read.</summary>
    public Action<string> Note { get; init; } = static _ => { };
}
