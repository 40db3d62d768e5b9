using System.Reflection;

namespace Compiled.Tests.Networks;

/// <summary>The compiler reads attributes; whoever reads them at run time finds what the declaration says.</summary>
public sealed class AttributeTests
{
    private static readonly Type[] Attributes =
    [
        .. typeof(NetworkAttribute).Assembly.GetExportedTypes()
            .Where(static type => type.IsSubclassOf(typeof(Attribute)))
            .Select(static type => type.IsGenericTypeDefinition ? type.MakeGenericType(typeof(DayOfWeek)) : type),
    ];

    public static TheoryData<Type> Kinds => [.. Attributes];

    [Fact]
    public void There_are_as_many_as_files() => Assert.True(Attributes.Length > 50, $"{Attributes.Length} attributes were found.");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_attribute_holds_what_it_was_given(Type kind)
    {
        var constructor = Assert.Single(kind.GetConstructors());
        var given = constructor.GetParameters().Select(static (parameter, index) => Value(parameter.ParameterType, index)).ToArray();
        var attribute = constructor.Invoke(given);
        foreach (var (parameter, value) in constructor.GetParameters().Zip(given))
        {
            var property = kind.GetProperty(parameter.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            Assert.True(property is not null, $"{kind.Name} has no property for '{parameter.Name}'.");
            Assert.Equal(value, property.GetValue(attribute));
        }

        var settable = kind.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(static property => property.CanWrite).ToArray();
        for (var index = 0; index < settable.Length; index++)
            settable[index].SetValue(attribute, Value(settable[index].PropertyType, index));
        for (var index = 0; index < settable.Length; index++)
            Assert.Equal(Value(settable[index].PropertyType, index), settable[index].GetValue(attribute));
    }

    [Fact]
    public void Those_of_a_network_are_there_at_run_time()
    {
        var type = typeof(Declared.LeakyReluQuarter);
        Assert.Equal(5, type.GetCustomAttribute<NetworkAttribute>()!.Inputs);
        Assert.Equal([9, 4], type.GetCustomAttributes<DenseAttribute>().Select(static dense => dense.Units));
        Assert.Equal(0.25, type.GetCustomAttribute<LeakyReluAttribute>()!.Slope);
    }

    /// <summary>A value that no attribute has by itself, another for each place.</summary>
    private static object? Value(Type type, int index)
    {
        var kind = Nullable.GetUnderlyingType(type) ?? type;
        return kind == typeof(string) ? $"value{index}"
            : kind == typeof(string[]) ? new[] { "a", "b" }
            : kind == typeof(Type) ? typeof(Version)
            : kind == typeof(bool) ? index % 2 == 0
            : kind.IsEnum ? Enum.GetValues(kind).GetValue(Enum.GetValues(kind).Length - 1)
            : Convert.ChangeType(1000 + index, kind, System.Globalization.CultureInfo.InvariantCulture);
    }
}
