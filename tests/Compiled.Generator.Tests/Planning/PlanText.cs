using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Compiled.Generator.Model;
using Compiled.Generator.Planning;

namespace Compiled.Generator.Tests.Planning;

/// <summary>Everything that a plan decided, as text: all properties of its records, those that are calculated from others included.</summary>
internal static class PlanText
{
    /// <summary>The sizes of a plan, and six digits for each of its parts: what a part holds, <see cref="Of(object?)"/> tells.</summary>
    public static string Line(NetworkPlan plan)
    {
        var (sizes, parts) = (new StringBuilder(), new StringBuilder());
        foreach (var property in Properties(plan.GetType()).Where(static property => property.Name != nameof(NetworkPlan.Spec)))
        {
            var value = Of(Read(property, plan));
            if (property.PropertyType.IsPrimitive)
                sizes.Append(CultureInfo.InvariantCulture, $" {property.Name} {value}");
            else
                parts.Append(CultureInfo.InvariantCulture, $" {property.Name} {Digits(value)}");
        }

        return $"{sizes} |{parts}".TrimStart();
    }

    /// <summary>Six digits that another text hardly has.</summary>
    public static string Digits(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..6];

    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool => value.ToString()!,
        Tile tile => string.Create(CultureInfo.InvariantCulture, $"{tile} by {tile.PartialsPerPass} of {tile.Accumulators}{(tile.Stashes ? " stashed" : "")}, rest {tile.Rest?.Name}"),
        // A block is known by its name: its facts are not the plan's.
        BlockSpec block => block.ToString()!,
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        _ => $"{value.GetType().Name} {{ {string.Join(", ", Properties(value.GetType()).Select(property => $"{property.Name} = {Of(Read(property, value))}"))} }}",
    };

    /// <summary>Not the variants of the same type that a record derives from itself: some have variants without end.</summary>
    private static IEnumerable<PropertyInfo> Properties(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(static property => property.GetIndexParameters().Length == 0 && property.PropertyType != property.DeclaringType).OrderBy(static property => property.Name, StringComparer.Ordinal);

    /// <summary>Some properties ask for what not every network has.</summary>
    private static object? Read(PropertyInfo property, object owner)
    {
        try
        {
            return property.GetValue(owner);
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException!.GetType().Name;
        }
    }
}
