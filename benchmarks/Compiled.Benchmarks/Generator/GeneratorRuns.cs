extern alias generator;

using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetworkGenerator = generator::Compiled.Generator.NetworkGenerator;

namespace Compiled.Benchmarks.Generator;

/// <summary>
/// The generator itself, as the compiler and the editor run it: each call gets a compilation that was never seen before, so that nothing that the
/// compiler has already bound is had for free; parsing the edited file is part of the time.
/// </summary>
[MemoryDiagnoser]
public class GeneratorRuns
{
    private const int Width = 64;

    private static readonly CSharpParseOptions _options = new(LanguageVersion.CSharp14);
    private static readonly ImmutableArray<MetadataReference> _references = FindReferences();

    private CSharpCompilation _compilation = CSharpCompilation.Create("Consumer");
    private GeneratorDriver _warm = Driver();
    private int _edits;

    [Params("T3", "32 blocks")]
    public string Network { get; set; } = "T3";

    [GlobalSetup]
    public void Setup()
    {
        _compilation = Compile();
        _warm = Driver().RunGenerators(_compilation);
        if (_warm.GetRunResult().Results[0] is not { Exception: null, GeneratedSources.Length: 1 })
            throw new InvalidOperationException($"The generator wrote nothing for {Network}: {_warm.GetRunResult().Results[0].Exception}");
    }

    /// <summary>A new project: references, parsing, checking, planning and writing.</summary>
    [Benchmark]
    public GeneratorDriver Cold() => Driver().RunGenerators(Compile());

    /// <summary>Somebody types in another file.</summary>
    [Benchmark]
    public GeneratorDriver UnrelatedEdit() =>
        _warm.RunGenerators(_compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[1], Unrelated(++_edits)));

    /// <summary>Somebody changes the width of the first block: the network is written anew.</summary>
    [Benchmark]
    public GeneratorDriver SizeEdit() =>
        _warm.RunGenerators(_compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[0], Declaration(Width - 8 + ++_edits % 8)));

    private CSharpCompilation Compile() => CSharpCompilation.Create(
        "Consumer", [Declaration(Width), Unrelated(0)], _references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private SyntaxTree Declaration(int width) => CSharpSyntaxTree.ParseText(Declarations.Source(Network, width), _options);

    private static SyntaxTree Unrelated(int edit) => CSharpSyntaxTree.ParseText($"namespace App; class Other {{ int Field = {edit}; }}", _options);

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: _options);

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return
        [
            .. trusted.Where(path => Path.GetDirectoryName(path) == framework).Select(path => MetadataReference.CreateFromFile(path)),
            MetadataReference.CreateFromFile(typeof(NetworkAttribute).Assembly.Location),
        ];
    }
}
