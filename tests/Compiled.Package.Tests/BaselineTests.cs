using System.Globalization;
using System.Text.RegularExpressions;

namespace Compiled.Package.Tests;

/// <summary>
/// A class library that was compiled against the last release, with the code that the last release's generator wrote into it, in a program that has the
/// current one. Everything that such code calls is public in Compiled.Runtime and stays.
/// </summary>
public sealed partial class BaselineTests(PackedPackage package)
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
        const string Program = """
            Console.WriteLine(Answers.All("."));
            Console.WriteLine(new System.IO.FileInfo(typeof(Compiled.Dataset).Assembly.Location).Length);
            """;
        var output = Run(parent, Library, Program);
        Assert.Equal("012 0110", output[0]);
        // It ran with the current library, and not with the one that it was compiled against.
        Assert.Equal(new FileInfo(Path.Combine(Tool.Repository, "src/Compiled/bin", Tool.Configuration, "net10.0/Compiled.dll")).Length.ToString(), output[1]);
    }

    [Fact]
    public void Networks_of_the_last_release_train_and_predict_as_those_of_this_one()
    {
        var parent = Path.Combine(package.Folder, "baseline networks");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(parent, "New")).FullName, "Networks.cs"), BaselineNetworks.In("New"));
        var output = Run(parent, BaselineNetworks.In("Old"), BaselineNetworks.Program);
        var differences = output.Select(static line => Line().Match(line)).Where(static match => match.Success).ToDictionary(
            static match => match.Groups["name"].Value,
            static match => (Count: int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture), Most: double.Parse(match.Groups["most"].Value, CultureInfo.InvariantCulture)));
        // Six networks in ten ways, and BatchNorm's.
        Assert.Equal(61, differences.Count);
        // Steps of one row add the gradients at the inputs of a block in another order since then: the changelog says so. All others keep their bits.
        bool IsChanged(string name) => name.EndsWith(" one", StringComparison.Ordinal) || name.EndsWith(" mixed", StringComparison.Ordinal)
            || name.EndsWith(" one gathered", StringComparison.Ordinal) || name.EndsWith(" mixed gathered", StringComparison.Ordinal);
        Assert.Equal([], differences.Where(difference => !IsChanged(difference.Key) && difference.Value.Count > 0));
        Assert.All(differences, static difference => Assert.InRange(difference.Value.Most, 0, 1e-5));
    }

    [GeneratedRegex("^(?<name>.+): (?<count>[0-9]+) of [0-9]+ differ by (?<most>.+)$")]
    private static partial Regex Line();

    /// <summary>The lines that a program prints which has a library of the last release and this release's package.</summary>
    private string[] Run(string parent, string sources, string program)
    {
        var feed = Directory.CreateDirectory(Path.Combine(parent, "releases")).FullName;
        File.Copy(Path.Combine(Tool.Repository, "tests", "Baseline", $"Compiled.{Release}.nupkg"), Path.Combine(feed, $"Compiled.{Release}.nupkg"));
        var library = Consumers.Write(parent, "Old.csproj", "net10.0", Consumers.Package("Compiled", $"[{Release}]"), ("Library.cs", sources), output: "Library");
        string[] options = [.. package.RestoreOptions.Where(static option => !option.Contains("AdditionalProjectSources")), $"-p:RestoreAdditionalProjectSources={feed}"];
        _ = Tool.Dotnet(library, ["build", .. options]).Succeeded();

        // The library as a file: this project has nothing to compile it anew with.
        var reference = $"""<ItemGroup><Reference Include="{Path.Combine(library, "bin/Debug/net10.0/Old.dll")}" /></ItemGroup>""";
        var project = Consumers.Write(parent, "New.csproj", "net10.0", Consumers.Package("Compiled", package.Version) + reference, ("Program.cs", program));
        _ = Tool.Dotnet(project, ["build", .. package.RestoreOptions]).Succeeded();
        return Tool.Dotnet(project, "bin/Debug/net10.0/New.dll").Succeeded().Split('\n', StringSplitOptions.TrimEntries);
    }
}
