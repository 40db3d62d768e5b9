namespace Compiled.Package.Tests;

/// <summary>
/// A class library that was compiled against the last release, with the code that the last release's generator wrote into it, in a program that has the
/// current one. Everything that such code calls is public in Compiled.Runtime and stays.
/// </summary>
public sealed class BaselineTests(PackedPackage package)
{
    private const string Release = "0.1.0";

    private const string Library = """
        using Compiled;

        [Network(inputs: 4)]
        [Standardize]
        [Dense(16), Silu]
        [LayerNorm, Dropout(0.1)]
        [BeginResidual, Dense(16), Tanh, EndResidual]
        [Dense(3), Softmax]
        [CrossEntropy]
        public sealed partial class Species;

        [Network(inputs: 2)]
        [Dense(8), Relu]
        [BatchNorm]
        [Dense(1), Sigmoid]
        [BinaryCrossEntropy]
        public sealed partial class Gate;

        public static class Answers
        {
            public static string All(string folder)
            {
                float[] inputs = [5.1f, 3.5f, 1.4f, 0.2f, 7.0f, 3.2f, 4.7f, 1.4f, 6.3f, 3.3f, 6.0f, 2.5f];
                var data = Dataset.FromMemory(inputs, [1, 0, 0, 0, 1, 0, 0, 0, 1], inputSize: 4, targetSize: 3);
                var species = new Species(seed: 1);
                species.CreateTrainer(new Adam(learningRate: 1e-2f)).Fit(data, new FitOptions { Epochs = 100, BatchSize = 3 });
                species.Save(System.IO.Path.Combine(folder, "species.safetensors"));
                var loaded = Species.Load(System.IO.Path.Combine(folder, "species.safetensors"));

                var gate = new Gate(seed: 1);
                var trainer = gate.CreateTrainer(new Sgd(learningRate: 0.1f) { Momentum = 0.9f });
                for (var step = 0; step < 300; step++)
                    trainer.Step([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0]);
                return $"{loaded.Classify(inputs.AsSpan(0, 4))}{loaded.Classify(inputs.AsSpan(4, 4))}{loaded.Classify(inputs.AsSpan(8, 4))}"
                    + $" {gate.Classify([0, 0])}{gate.Classify([0, 1])}{gate.Classify([1, 0])}{gate.Classify([1, 1])}";
            }
        }
        """;

    [Fact]
    public void A_library_of_the_last_release_runs_with_this_one()
    {
        var parent = Path.Combine(package.Folder, "baseline");
        var feed = Directory.CreateDirectory(Path.Combine(parent, "releases")).FullName;
        File.Copy(Path.Combine(Tool.Repository, "tests", "Baseline", $"Compiled.{Release}.nupkg"), Path.Combine(feed, $"Compiled.{Release}.nupkg"));
        var library = Consumers.Write(parent, "Old.csproj", "net10.0", Consumers.Package("Compiled", $"[{Release}]"), ("Library.cs", Library), output: "Library");
        string[] options = [.. package.RestoreOptions.Where(static option => !option.Contains("AdditionalProjectSources")), $"-p:RestoreAdditionalProjectSources={feed}"];
        _ = Tool.Dotnet(library, ["build", .. options]).Succeeded();

        // The library as a file: this project has nothing to compile it anew with.
        var reference = $"""<ItemGroup><Reference Include="{Path.Combine(library, "bin/Debug/net10.0/Old.dll")}" /></ItemGroup>""";
        const string Program = """
            Console.WriteLine(Answers.All("."));
            Console.WriteLine(new System.IO.FileInfo(typeof(Compiled.Dataset).Assembly.Location).Length);
            """;
        var program = Consumers.Write(parent, "New.csproj", "net10.0", Consumers.Package("Compiled", package.Version) + reference, ("Program.cs", Program));
        _ = Tool.Dotnet(program, ["build", .. package.RestoreOptions]).Succeeded();
        var output = Tool.Dotnet(program, "bin/Debug/net10.0/New.dll").Succeeded().Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal("012 0110", output[0]);
        // It ran with the current library, and not with the one that it was compiled against.
        Assert.Equal(new FileInfo(Path.Combine(Tool.Repository, "src/Compiled/bin", Tool.Configuration, "net10.0/Compiled.dll")).Length.ToString(), output[1]);
    }
}
