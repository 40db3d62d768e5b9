using System.Text;

namespace Compiled.Csv;

/// <summary>One pass through a file whose columns and classes are known. Allocates nothing per row.</summary>
internal sealed class CsvRowStream : IDisposable
{
    private readonly CsvSource _source;
    private readonly CsvContents _contents;
    private readonly TargetKind _kind;
    private readonly TextCodes? _classes;
    private readonly int _count;

    /// <summary>Begins the pass.</summary>
    /// <param name="source">The file, which is closed with this.</param>
    /// <param name="targets">The target columns.</param>
    /// <param name="options">How the file is written, and the features in their order.</param>
    /// <param name="kind">What the target is: not <see cref="TargetKind.Auto"/>.</param>
    /// <param name="classes">The classes in the order of their labels.</param>
    /// <param name="count">The rows that the file had when it was opened.</param>
    public CsvRowStream(CsvSource source, IReadOnlyList<string> targets, CsvOptions options, TargetKind kind, IReadOnlyList<string> classes, int count)
    {
        (_source, _kind, _count) = (source, kind, count);
        try
        {
            _contents = new CsvContents(source, targets, options, kind == TargetKind.Numeric) { SkipsEmptyRows = true };
        }
        catch
        {
            source.Dispose();
            throw;
        }

        if (kind == TargetKind.Numeric)
            return;
        _classes = new TextCodes();
        foreach (var name in classes)
            _ = _classes.Add(Encoding.UTF8.GetBytes(name));
    }

    /// <summary>Reads the next row; false after the last one.</summary>
    /// <param name="inputs">One float for each feature.</param>
    /// <param name="targets">One float for each target.</param>
    /// <exception cref="CsvException">The file has changed since it was opened: the message has the line.</exception>
    public bool Read(Span<float> inputs, Span<float> targets)
    {
        if (!_contents.ReadRow())
        {
            if (_contents.Count < _count)
                _source.Throw(_source.Line, null, $"the file ends after {Wording.Count(_contents.Count, "row")}, but had {_count} when it was opened: it must not change while it is used.");
            return false;
        }

        if (_contents.Count >= _count)
            _source.Throw(_contents.Rows.Line, null, $"the file has more than the {Wording.Count(_count, "row")} that it had when it was opened: it must not change while it is used.");
        if (!_contents.TryReadFeatures(inputs, out var wrong) || (_classes is null && !_contents.TryReadTargets(targets, out wrong)))
            throw _contents.NotNumber(wrong, _classes is null ? [.. _contents.Header.Features, .. _contents.Header.Targets] : _contents.Header.Features);
        if (_classes is not null)
            ReadClass(targets);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private void ReadClass(Span<float> targets)
    {
        var column = _contents.Header.Targets[0];
        var label = _classes!.Find(_contents.Rows[column]);
        if (label < 0)
        {
            _source.Throw(
                _contents.Rows.Line, _contents.Header[column],
                $"'{CellProblem.Shorten(_contents.Rows.Text(column))}' is not one of the {Wording.Count(_classes.Count, "known class")}: {Wording.List(_classes.ToList())}.");
        }

        if (_kind == TargetKind.Binary)
        {
            targets[0] = label;
            return;
        }

        targets.Clear();
        targets[label] = 1;
    }
}
