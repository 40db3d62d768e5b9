using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.Tool.Tests.Harness;

/// <summary>A project that has what the tool wrote, built as the compiler would: the class, the weights among the additional files, and the generator.</summary>
internal static class Consumer
{
    /// <summary>Builds a class and its weights; returns the outputs of <c>Pretrained</c> for rows of inputs, and the names of the enum's members, if there is one.</summary>
    public static (float[] Outputs, string[] Members) Run(string folder, string className, string fullName, float[] inputs)
    {
        var token = TestContext.Current.CancellationToken;
        var source = Path.Combine(folder, className + ".cs");
        var tree = CSharpSyntaxTree.ParseText(File.ReadAllText(source), null, source, System.Text.Encoding.UTF8, token);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "Compiled.dll" or "netstandard.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path));
        // The options of a new project.
        var compilation = CSharpCompilation.Create("Consumer", [tree], references, new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));
        var generator = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "Compiled.Generator.dll")).GetTypes()
            .Single(static type => !type.IsAbstract && typeof(IIncrementalGenerator).IsAssignableFrom(type));
        var driver = CSharpGeneratorDriver.Create(
            [((IIncrementalGenerator)Activator.CreateInstance(generator)!).AsSourceGenerator()], [new FileText(Path.Combine(folder, className + ".weights"))], (CSharpParseOptions)tree.Options);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var problems, token);
        Assert.Empty(problems);
        using var image = new MemoryStream();
        var result = output.Emit(image, cancellationToken: token);
        Assert.Empty(result.Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(static diagnostic => diagnostic.ToString()));

        image.Position = 0;
        var context = new AssemblyLoadContext("consumer", isCollectible: true);
        try
        {
            var assembly = context.LoadFromStream(image);
            var type = assembly.GetType(fullName, throwOnError: true)!;
            var pretrained = type.GetProperty("Pretrained")!.GetValue(null)!;
            var outputs = (float[])typeof(Consumer).GetMethod(nameof(Predict), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [pretrained, inputs])!;
            return (outputs, assembly.GetType(fullName + "Class")?.GetEnumNames() ?? []);
        }
        finally
        {
            context.Unload();
        }
    }

    private static float[] Predict<TNetwork>(TNetwork network, float[] inputs)
        where TNetwork : class, INetwork<TNetwork>
    {
        var outputs = new float[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        network.PredictBatch(inputs, outputs);
        return outputs;
    }

    private sealed class FileText(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(File.ReadAllText(path), System.Text.Encoding.UTF8);
    }
}
