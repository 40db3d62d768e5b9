using System.Globalization;
using System.Text;
using Compiled;
using Compiled.Dynamic;
using Playground.Training;

namespace Playground.Downloads;

/// <summary>A file to take along.</summary>
/// <param name="ContentType">Its type.</param>
/// <param name="Bytes">What is in it.</param>
public sealed record Download(string ContentType, byte[] Bytes)
{
    private const string PlainText = "text/plain; charset=utf-8";

    /// <summary>The file of that name, with the current parameters; null if there is none.</summary>
    /// <param name="name">As PROTOCOL.md lists them.</param>
    /// <param name="run">What was trained.</param>
    /// <param name="network">Its declaration.</param>
    /// <exception cref="InvalidOperationException">The network cannot be written in this format; the message says why.</exception>
    public static Download? Of(string name, TrainingRun run, DeclaredNetwork network)
    {
        try
        {
            return name switch
            {
                "network.cs" => Text(PlainText, network.Declaration.ToSource()),
                "network.weights" => Text(PlainText, run.Network.Accept(new WeightsWriter())),
                "network.safetensors" => new("application/octet-stream", run.Network.Accept(new SafetensorsWriter())),
                "network.onnx" => new("application/octet-stream", run.Network.Accept(new OnnxWriter())),
                "report.html" => Text("text/html; charset=utf-8", run.Network.Accept(new ReportPage(run))),
                "train.csv" => Text("text/csv; charset=utf-8", Table(run.Train)),
                "test.csv" => Text("text/csv; charset=utf-8", run.Test is null ? throw new InvalidOperationException("There is no test data: add points.") : Table(run.Test)),
                "program.cs" => Text(PlainText, ProgramText.Of(run, network)),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new InvalidOperationException($"{name} cannot be written: {exception.Message}", exception);
        }
    }

    private static Download Text(string type, string text) => new(type, Encoding.UTF8.GetBytes(text));

    /// <summary>The rows as the trainer takes them; every number reads back to the same bits.</summary>
    private static string Table(Dataset data)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', data.FeatureNames).Append(',').AppendJoin(',', Targets(data.TargetSize)).Append('\n');
        for (var row = 0; row < data.Count; row++)
        {
            foreach (var value in data.Input(row))
                text.Append(CultureInfo.InvariantCulture, $"{value:R},");
            text.AppendJoin(',', data.Target(row).ToArray().Select(static value => value.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The columns of the targets: t0, t1 …</summary>
    internal static IEnumerable<string> Targets(int count) => Enumerable.Range(0, count).Select(static index => FormattableString.Invariant($"t{index}"));

    private sealed class WeightsWriter : INetworkVisitor<string>
    {
        public string Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            var writer = new StringWriter(CultureInfo.InvariantCulture);
            WeightsFile.Write(network, writer);
            return writer.ToString();
        }
    }

    private sealed class SafetensorsWriter : INetworkVisitor<byte[]>
    {
        public byte[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => Safetensors.ToBytes(network);
    }

    private sealed class OnnxWriter : INetworkVisitor<byte[]>
    {
        public byte[] Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            var stream = new MemoryStream();
            OnnxModel.Export(network, stream);
            return stream.ToArray();
        }
    }

    private sealed class ReportPage(TrainingRun run) : INetworkVisitor<string>
    {
        public string Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => Report.ToHtml(network, run.Test ?? run.Train, new ReportOptions
            {
                Title = "A network of the playground",
                Training = run.Train,
                Seed = run.State.Seed,
                Reproduction = FormattableString.Invariant($"{run.State.Optimizer}, rate {run.State.Rate}, {run.Steps} steps, seed {run.State.Seed}. program.cs of the playground trains it again."),
            });
    }
}
