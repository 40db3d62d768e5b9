namespace Compiled.Fuzz;

/// <summary>A reader of files under attack.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Run">Reads the bytes as a file would be read; returns or throws, and what it throws is a finding.</param>
/// <param name="Seeds">Right files to begin with, by name.</param>
public sealed record FuzzTarget(string Name, Action<byte[]> Run, Func<IEnumerable<(string Name, byte[] Bytes)>> Seeds)
{
    /// <summary>All targets: a reader of another format is one line here.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("safetensors", SafetensorsTarget.Run, SafetensorsTarget.Seeds),
        new("encoder", EncoderTarget.Run, EncoderTarget.Seeds),
        new("idx", ArrayTargets.RunIdx, ArrayTargets.IdxSeeds),
        new("npy", ArrayTargets.RunNpy, ArrayTargets.NpySeeds),
        new("npz", ArrayTargets.RunNpz, ArrayTargets.NpzSeeds),
        new("csv", CsvTarget.Run, CsvTarget.Seeds),
        new("checkpoint", CheckpointTarget.Run, CheckpointTarget.Seeds),
        new("weights", WeightsTarget.Run, WeightsTarget.Seeds),
        new("onnx", OnnxTarget.Run, OnnxTarget.Seeds),
        new("onnx-external", ExternalDataTarget.Run, ExternalDataTarget.Seeds),
        new("ensemble", EnsembleTarget.Run, EnsembleTarget.Seeds),
        new("journal", JournalTarget.Run, JournalTarget.Seeds),
        new("trial", TrialTarget.Run, TrialTarget.Seeds),
        new("search-data", SearchDataTarget.Run, SearchDataTarget.Seeds),
        new("search-definition", SearchDefinitionTarget.Run, SearchDefinitionTarget.Seeds),
        new("cluster", ClusterTarget.Run, ClusterTarget.Seeds),
        new("declaration", DeclarationTarget.Run, DeclarationTarget.Seeds),
    ];
}
