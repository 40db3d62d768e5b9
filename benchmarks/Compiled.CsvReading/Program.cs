using System.Diagnostics;
using System.Globalization;
using Compiled;
using Compiled.CsvReading;
using nietras.SeparatedValues;

// The file (in the temporary folder by default), its rows, and how often each reader reads it, in turns.
var path = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "compiled-reading.csv");
var rows = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000;
var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5;
GeneratedFile.Write(path, rows);

(string Name, Func<string, double> Read)[] readers =
[
    ("Dataset.FromCsv", ReadDataset),
    ("Sep, floats parsed", ReadSep),
    ("Sep, cells cut only", CutSep),
    ("loop over spans, float.Parse", ReadLoop),
];
var seconds = readers.ToDictionary(static reader => reader.Name, static _ => new List<double>());
using var process = Process.GetCurrentProcess();
var peaks = new Dictionary<string, long>();
for (var round = 0; round < rounds; round++)
{
    foreach (var (name, read) in readers)
    {
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        // Of the processor: other programs may run at the same time.
        var before = process.TotalProcessorTime;
        var sum = read(path);
        process.Refresh();
        seconds[name].Add((process.TotalProcessorTime - before).TotalSeconds);
        peaks[name] = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        if (round == 0)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: sum {sum:R}"));
    }
}

var megabytes = new FileInfo(path).Length / 1e6;
Console.WriteLine("reader\tseconds\tMB/s\tallocated MB");
foreach (var (name, _) in readers)
{
    var median = seconds[name].Order().ElementAt(seconds[name].Count / 2);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{median:F3}\t{megabytes / median:F0}\t{peaks[name] / 1e6:F0}"));
}

static double ReadDataset(string path)
{
    var data = Dataset.FromCsv(path, target: "kind");
    return Sum(data.Inputs) + data.Count;
}

static double ReadSep(string path)
{
    using var reader = Sep.Reader(static options => options with { CultureInfo = CultureInfo.InvariantCulture }).FromFile(path);
    var (inputs, labels, kinds) = (new List<float>(), new List<int>(), new Dictionary<string, int>());
    var lookup = kinds.GetAlternateLookup<ReadOnlySpan<char>>();
    foreach (var row in reader)
    {
        for (var column = 0; column < 19; column++)
            inputs.Add(row[column].Parse<float>());
        if (!lookup.TryGetValue(row[19].Span, out var label))
            lookup[row[19].Span] = label = kinds.Count;
        labels.Add(label);
    }

    return Sum(inputs.ToArray()) + labels.Count;
}

static double CutSep(string path)
{
    using var reader = Sep.Reader().FromFile(path);
    var (count, length) = (0, 0L);
    foreach (var row in reader)
    {
        count++;
        for (var column = 0; column < row.ColCount; column++)
            length += row[column].Span.Length;
    }

    return count + length;
}

static double ReadLoop(string path)
{
    var text = File.ReadAllBytes(path).AsSpan();
    text = text[(text.IndexOf((byte)'\n') + 1)..];
    var (inputs, labels) = (new List<float>(), new List<int>());
    while (!text.IsEmpty)
    {
        var end = text.IndexOf((byte)'\n');
        var line = text[..end];
        text = text[(end + 1)..];
        for (var column = 0; column < 19; column++)
        {
            var comma = line.IndexOf((byte)',');
            inputs.Add(float.Parse(line[..comma], NumberStyles.Float, CultureInfo.InvariantCulture));
            line = line[(comma + 1)..];
        }

        labels.Add(line.Length);
    }

    return Sum(inputs.ToArray()) + labels.Count;
}

static double Sum(ReadOnlySpan<float> values)
{
    var sum = 0.0;
    foreach (var value in values)
        sum += value;
    return sum;
}
