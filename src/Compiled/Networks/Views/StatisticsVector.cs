using System.Globalization;
using Compiled.Runtime;

namespace Compiled;

/// <summary>A view of one figure for each value of a row, such as its mean: [index].</summary>
public sealed class StatisticsVector
{
    private readonly StatisticsLayout _layout;
    private readonly ParameterStore _store;
    private readonly string _what;
    private readonly int _offset;
    private readonly StatisticsRange _range;

    internal StatisticsVector(StatisticsLayout layout, ParameterStore store, string what, int offset, StatisticsRange range) =>
        (_layout, _store, _what, _offset, _range) = (layout, store, what, offset, range);

    /// <summary>The number of values in a row.</summary>
    public int Length => _layout.Length;

    /// <summary>The figure of one value, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value does not exist, or the new value is out of range; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The value is set, but the network is frozen; nothing is changed.</exception>
    public float this[int index]
    {
        get
        {
            ViewIndex.Check(index, Length, _layout.Name, _what, nameof(index));
            return _store.State[_offset + index];
        }

        set
        {
            _store.ThrowIfFrozen();
            ViewIndex.Check(index, Length, _layout.Name, _what, nameof(index));
            Check(index, value);
            _store.State[_offset + index] = value;
            _store.State[_layout.FlagOffset] = 1;
            _store.MarkChanged();
        }
    }

    internal void Check(int index, float value)
    {
        if (float.IsFinite(value) && (_range == StatisticsRange.Finite || value > 0 || (value == 0 && _range == StatisticsRange.NotNegative)))
            return;
        var range = _range switch { StatisticsRange.Positive => " and above 0", StatisticsRange.NotNegative => " and not negative", _ => "" };
        throw new ArgumentOutOfRangeException(
            nameof(value), value, string.Create(CultureInfo.InvariantCulture, $"{_layout.Name}: {_what} {index} is {value}, but must be finite{range}."));
    }
}

internal enum StatisticsRange
{
    Finite,
    NotNegative,
    Positive,
}
