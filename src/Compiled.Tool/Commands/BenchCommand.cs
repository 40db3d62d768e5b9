using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Compiled.Dynamic;
using Compiled.Tool.Formats;
using Compiled.Tool.Measuring;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Commands;

/// <summary>compiled bench: how fast a network is on this machine.</summary>
internal static class BenchCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ToolContext context)
    {
        var model = new Argument<string>("model") { Description = "The network: .safetensors, .onnx, .weights, .npz, or .ensemble with --member." };
        var isJson = new Option<bool>("--json") { Description = "Write the figures as JSON." };
        var rounds = CommonOptions.Whole("--rounds", "Measurements per figure, of which the median is reported.", 15, 1, 10_000);
        var milliseconds = CommonOptions.Whole("--milliseconds", "The duration of a measurement.", 10, 1, 60_000);
        var (topology, className) = (CommonOptions.Topology(), CommonOptions.ClassOfTopology());
        var (map, inputs, outputs, member) = (CommonOptions.Map(), CommonOptions.Inputs(), CommonOptions.Outputs(), CommonOptions.Member());
        var command = new ToolCommand(
            "bench", "Measures a network on this machine: single predictions, batches, and a training step if it has a loss; medians, measured after the JIT has fully optimised the code.",
            "compiled bench DigitNet.weights", "compiled bench policy.onnx --json") { model, isJson, rounds, milliseconds, topology, className, map, inputs, outputs, member };
        command.SetAction(parsed =>
        {
            var network = ModelLoader.Load(parsed.GetRequiredValue(model), parsed.GetValue(topology), parsed.GetValue(className),
                CommonOptions.Choices(parsed, map, (inputs, outputs), context.Screen) with { Member = CommonOptions.Given(parsed, member) }, context);
            var options = new BenchmarkOptions(parsed.GetValue(rounds), parsed.GetValue(milliseconds), context.Cancellation);
            // Steps last: they are of a clone, but take up the caches.
            List<Measurement> measurements = [.. network.Accept(new PredictionVisitor(options))];
            if (network.Type.IsTrainable)
                measurements.AddRange(network.Accept(new StepVisitor(options)));
            if (parsed.GetValue(isJson))
                context.Screen.Data(Json(network.Topology, measurements));
            else
                Show(context.Screen, network.Topology, measurements);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Show(Screen screen, Topology topology, List<Measurement> measurements)
    {
        screen.Heading($"{topology.Name}: {TopologyTable.Totals(topology)}");
        screen.Line(Machine.Description);
        screen.Line();
        var table = new TextTable("measured", ">rows", ">ns per call", ">ns per row", ">rows per second");
        foreach (var measurement in measurements)
        {
            table.Add(
                measurement.Name, Figures.Whole(measurement.Rows), Nanoseconds(measurement.NanosecondsPerCall), Nanoseconds(measurement.NanosecondsPerRow),
                Figures.Whole((long)(1e9 / measurement.NanosecondsPerRow)));
        }

        screen.Table(table);
    }

    private static string Nanoseconds(double value) => value.ToString(value < 1000 ? "N1" : "N0", CultureInfo.InvariantCulture);

    private static string Json(Topology topology, List<Measurement> measurements)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("network", topology.Name);
            json.WriteNumber("parameters", topology.ParameterCount);
            json.WriteString("machine", Machine.Description);
            json.WriteNumber("vectorBits", Machine.VectorBits);
            json.WriteStartArray("measurements");
            foreach (var measurement in measurements)
            {
                json.WriteStartObject();
                json.WriteString("name", measurement.Name);
                json.WriteNumber("rows", measurement.Rows);
                json.WriteNumber("nanosecondsPerCall", Math.Round(measurement.NanosecondsPerCall, 2));
                json.WriteNumber("nanosecondsPerRow", Math.Round(measurement.NanosecondsPerRow, 2));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private sealed class PredictionVisitor(BenchmarkOptions options) : INetworkVisitor<IReadOnlyList<Measurement>>
    {
        public IReadOnlyList<Measurement> Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => [.. NetworkBenchmark.Predictions(network, options)];
    }

    private sealed class StepVisitor(BenchmarkOptions options) : ITrainableNetworkVisitor<IReadOnlyList<Measurement>>
    {
        public IReadOnlyList<Measurement> Visit<TNetwork>(TNetwork network)
            where TNetwork : class, ITrainableNetwork<TNetwork> => [.. NetworkBenchmark.Steps(network, options)];
    }
}
