namespace Compiled.Arrays;

/// <summary>An array that is filled from its beginning and grows with what has arrived, so that a header that promises too much costs no memory.</summary>
/// <param name="count">How many values are expected; at most what an array can have.</param>
internal sealed class FloatStore(int count)
{
    /// <summary>16 MB: small enough for a file that lies, and most files are not larger.</summary>
    private const int FirstLength = 1 << 22;

    private float[] _values = new float[Math.Min(count, FirstLength)];
    private int _filled;

    /// <summary>All values; call it when as many have been filled as are expected.</summary>
    public float[] Values => _values;

    /// <summary>Room for the next values.</summary>
    public Span<float> Next(int length)
    {
        if (_filled + length > _values.Length)
            Array.Resize(ref _values, (int)Math.Min(count, Math.Max(2L * _values.Length, _filled + length)));
        var next = _values.AsSpan(_filled, length);
        _filled += length;
        return next;
    }
}
