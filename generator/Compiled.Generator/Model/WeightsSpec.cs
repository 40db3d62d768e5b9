namespace Compiled.Generator.Model;

/// <summary>[Weights]: what it asks for.</summary>
/// <param name="Path">The file as it is written there.</param>
/// <param name="Folder">The folder of the source file, with '/'; empty when it is not known.</param>
/// <param name="Site">Where the attribute stands, for problems.</param>
/// <param name="MayBeChecked">Whether the network is known: C# itself rejects none of its attributes.</param>
internal sealed record WeightsSpec(string Path, string Folder, int Site, bool MayBeChecked)
{
    /// <summary>Whether the file was found and fits, so that its data are emitted.</summary>
    public bool IsGiven { get; init; }

    /// <summary>The names of the inputs that the file brings.</summary>
    public EquatableArray<string> Features { get; init; }

    /// <summary>The names of the classes that the file brings.</summary>
    public EquatableArray<string> Classes { get; init; }

    /// <summary>The encoder of raw columns that the file brings, as JSON; empty where it brings none.</summary>
    public string Encoder { get; init; } = "";
}

/// <summary>A .weights file of the project, read.</summary>
/// <param name="Path">Where it is, with '/'.</param>
/// <param name="Error">What is wrong with it, or null.</param>
/// <param name="Network">The class that was saved.</param>
/// <param name="Declaration">The attributes that declared it, line by line.</param>
/// <param name="Features">The names of its inputs.</param>
/// <param name="Classes">The names of its classes.</param>
/// <param name="Tensors">What the data hold: "0.weight [8, 4]".</param>
/// <param name="Data">Base64 in one piece; empty after an error.</param>
internal sealed record WeightsFile(
    string Path, string? Error, string Network, EquatableArray<string> Declaration, EquatableArray<string> Features, EquatableArray<string> Classes, EquatableArray<string> Tensors, string Data)
{
    /// <summary>The encoder of raw columns as JSON; empty where there is none.</summary>
    public string Encoder { get; init; } = "";
}

/// <summary>What is emitted beside a network with weights.</summary>
/// <param name="Type">The user's class.</param>
/// <param name="FileName">The file's name, without its folder.</param>
/// <param name="Data">Base64 in one piece.</param>
internal sealed record PretrainedData(TypeSpec Type, string FileName, string Data);
