using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Dynamic.Declarations;

/// <summary>Values as the arguments of attributes; what an attribute assumes anyway is the empty text.</summary>
internal static class Arguments
{
    /// <summary>The enums that attributes take, with their members.</summary>
    public static IReadOnlyDictionary<string, string[]> Enums { get; } = BlockCatalogue.All.SelectMany(static kind => kind.Arguments)
        .Where(static argument => argument.Type == ArgumentType.Choice).ToDictionary(static argument => argument.EnumName, static argument => argument.Members, StringComparer.Ordinal);

    public static string Int(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A quoted literal.</summary>
    public static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>An argument of the constructor: <c>slope: 0.01</c>.</summary>
    public static string Positional(string name, double value) => $"{name}: {Number(name, value)}";

    public static string Named(string name, bool value, bool assumed) => value == assumed ? "" : $"{name} = {(value ? "true" : "false")}";

    public static string Named(string name, double value, double assumed) => value == assumed ? "" : $"{name} = {Number(name, value)}";

    public static string Named(string name, float value, float assumed) => value == assumed ? "" : $"{name} = {Number(name, value)}f";

    public static string Named<TEnum>(string name, TEnum value)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new ArgumentOutOfRangeException(name, value, $"{name} is not a valid {typeof(TEnum).Name}: pass one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
        return EqualityComparer<TEnum>.Default.Equals(value, default) ? "" : $"{name} = {typeof(TEnum).Name}.{value}";
    }

    public static string Name(string? name) => name is null ? "" : $"Name = {Quoted(name)}";

    private static string Number<T>(string name, T value)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> =>
        T.IsFinite(value)
            ? value.ToString("R", CultureInfo.InvariantCulture)
            : throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}: an attribute takes finite numbers only."));
}
