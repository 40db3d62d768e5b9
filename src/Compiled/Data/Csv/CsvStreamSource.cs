using System.Runtime.InteropServices;

namespace Compiled.Csv;

/// <summary>A CSV file that is read again and again: what one pass through it has found out.</summary>
internal sealed class CsvStreamSource
{
    private const int SampleRows = 1_000;

    private readonly string _path;
    private readonly IReadOnlyList<string> _targets;
    private readonly CsvOptions _options;
    private readonly TargetKind _kind;

    /// <summary>Reads the file once.</summary>
    public CsvStreamSource(string path, IReadOnlyList<string> targets, CsvOptions options)
    {
        (_path, _targets) = (path, [.. targets]);
        _kind = CsvOptionChecks.Check(targets, options);
        using var source = CsvFile.Open(path, options);
        var contents = new CsvContents(source, targets, options, _kind is TargetKind.Auto or TargetKind.Numeric) { SkipsEmptyRows = true };
        FeatureNames = contents.FeatureNames;
        var classes = _kind == TargetKind.Numeric ? null
            : new ClassColumn(source, targets[0], options.Classes, contents.Format) { KeepsRows = false, MayBeNumbers = _kind == TargetKind.Auto && options.Classes is null };
        var sample = new SampleRowsOf(contents, classes is not null);
        var checksum = default(Storage.Checksum64);
        while (contents.ReadRow())
        {
            if (contents.Count == options.MostValues)
                source.Throw(contents.Rows.Line, null, $"the file has more than {options.MostValues} rows: split it.");
            sample.Read(SampleRows);
            classes?.Add(contents.Rows[contents.Header.Targets[0]], contents.Rows.Line);
            checksum.Add(sample.Row);
        }

        Count = (int)contents.Count;
        if (classes is not null)
            Classes = classes.Decide(_kind, options.OnNote).Classes;
        if (_kind == TargetKind.Auto)
            _kind = Classes.Count > 0 ? TargetKind.Categorical : TargetKind.Numeric;
        // What was found is what the passes after this one read by.
        _options = options with
        {
            Separator = contents.Separator,
            DecimalComma = contents.Format.DecimalComma,
            Features = null,
            Ignore = null,
            Classes = null,
            OnNote = null,
        };
        Fingerprint = Wording.Of($"{Count} rows (checksum {checksum.Value:x16})");
        Sample = sample.ToDataset(this);
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>The feature columns' names.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The classes in the order of their labels; none if the target is numeric.</summary>
    public IReadOnlyList<string> Classes { get; } = [];

    /// <summary>Targets of one row.</summary>
    public int TargetSize => _kind switch { TargetKind.Numeric => _targets.Count, TargetKind.Binary => 1, _ => Classes.Count };

    /// <summary>The first rows.</summary>
    public Dataset Sample { get; }

    /// <summary>Tells this file from others of its shape.</summary>
    public string Fingerprint { get; }

    /// <summary>Begins a pass through the file.</summary>
    public CsvRowStream Open(IReadOnlyList<string> features) => new(CsvFile.Open(_path, _options), _targets, _options with { Features = features }, _kind, Classes, Count);

    /// <summary>The first rows, as they come by, and the check of all.</summary>
    private sealed class SampleRowsOf(CsvContents contents, bool hasClasses)
    {
        private readonly List<float> _inputs = [];
        private readonly List<float> _targets = [];
        private readonly List<string> _labels = [];
        private readonly float[] _features = new float[contents.Header.Features.Length];
        private readonly float[] _numbers = new float[hasClasses ? 0 : contents.Header.Targets.Length];

        /// <summary>The bits of the current row's features.</summary>
        public ReadOnlySpan<byte> Row => MemoryMarshal.AsBytes<float>(_features);

        public void Read(int most)
        {
            int[] Columns() => hasClasses ? contents.Header.Features : [.. contents.Header.Features, .. contents.Header.Targets];
            if (!contents.TryReadFeatures(_features, out var wrong) || (!hasClasses && !contents.TryReadTargets(_numbers, out wrong)))
                throw contents.NotNumber(wrong, Columns());
            if (contents.Count >= most)
                return;
            _inputs.AddRange(_features);
            _targets.AddRange(_numbers);
            if (hasClasses)
                _labels.Add(contents.Rows.Text(contents.Header.Targets[0]));
        }

        public Dataset ToDataset(CsvStreamSource source)
        {
            float[] inputs = [.. _inputs];
            if (!hasClasses)
                return Dataset.OfNumbers(inputs, [.. _targets], inputs.Length / _features.Length, source.FeatureNames, source._targets);
            if (source.Classes.Count > 0)
                return Dataset.OfLabels(inputs, FeatureMatch.Columns(source.Classes, _labels, out _), source.FeatureNames, source._targets[0], source.Classes, source._kind == TargetKind.Binary);
            // A target that turned out numeric.
            var numbers = new float[_labels.Count];
            for (var row = 0; row < numbers.Length; row++)
                _ = contents.Format.TryParse(_labels[row], out numbers[row]);
            return Dataset.OfNumbers(inputs, numbers, numbers.Length, source.FeatureNames, source._targets);
        }
    }
}
