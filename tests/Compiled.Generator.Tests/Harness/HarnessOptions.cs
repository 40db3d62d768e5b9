using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Harness;

/// <summary>The consumer's project: everything that can differ between two that compile the same declaration.</summary>
internal sealed record HarnessOptions
{
    public static HarnessOptions Default { get; } = new();

    /// <summary>For sources by the megabyte: the documentation is not read, and no nullable warning sought.</summary>
    public static HarnessOptions Quick { get; } = new() { Documentation = DocumentationMode.None, Features = [new("run-nullable-analysis", "never")] };

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp14;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public bool Checked { get; init; }

    public bool Unsafe { get; init; }

    public DocumentationMode Documentation { get; init; } = DocumentationMode.Diagnose;

    /// <summary>The compiler's own switches.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Features { get; init; } = [];

    /// <summary>"build_property.X" to its value, as the compiler hands them to the generator.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>The project's additional files.</summary>
    public IReadOnlyList<FixedText> Texts { get; init; } = [];

    /// <summary>The folder of the source file, with a '/' at its end; empty as long as it does not matter.</summary>
    public string Folder { get; init; } = "";

    public static HarnessOptions WithProperties(params (string Name, string Value)[] properties) =>
        new() { Properties = properties.ToDictionary(property => "build_property." + property.Name, property => property.Value) };

    public CSharpCompilationOptions Compilation => new(
        OutputKind.DynamicallyLinkedLibrary, checkOverflow: Checked, allowUnsafe: Unsafe, nullableContextOptions: Nullable);

    public CSharpParseOptions Parse => new CSharpParseOptions(Language, Documentation).WithFeatures(Features);
}
