using System.Globalization;

namespace Compiled;

/// <summary>The value of a setting: a number or a text. Immutable; equal by value.</summary>
public readonly record struct SettingValue
{
    private readonly double _number;

    /// <summary>A number.</summary>
    /// <param name="number">Any finite number.</param>
    public SettingValue(double number) => _number = number;

    /// <summary>A text.</summary>
    /// <param name="text">Such as the name of an activation.</param>
    public SettingValue(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
    }

    /// <summary>The text; null for a number.</summary>
    public string? Text { get; }

    /// <summary>Whether the value is a number.</summary>
    public bool IsNumber => Text is null;

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">The value is a text.</exception>
    public double Number => Text is null ? _number : throw new InvalidOperationException($"The value is the text '{Text}', not a number: read it with Text.");

    /// <summary>A number.</summary>
    public static implicit operator SettingValue(double number) => new(number);

    /// <summary>A text.</summary>
    public static implicit operator SettingValue(string text) => new(text);

    /// <summary>The value as text; a number so that it is read back bit for bit, in the invariant culture.</summary>
    public override string ToString() => Text ?? _number.ToString("R", CultureInfo.InvariantCulture);
}
