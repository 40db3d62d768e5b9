using System.Reflection;
using Orleans;

namespace Compiled.Clusters.Tests.Played;

/// <summary>An interface that a test plays: each method answers what the test says. One that it says nothing of must not be called.</summary>
public class Played : DispatchProxy
{
    private Dictionary<string, Func<object?[], object?>> _answers = [];
    private object[] _grains = [];

    /// <summary>An interface by the names of its methods.</summary>
    public static T As<T>(params (string Method, Func<object?[], object?> Answer)[] answers)
        where T : class
    {
        var played = Create<T, Played>();
        ((Played)(object)played)._answers = answers.ToDictionary(static each => each.Method, static each => each.Answer, StringComparer.Ordinal);
        return played;
    }

    /// <summary>A cluster with these grains, whatever key is asked for.</summary>
    public static IClusterClient Cluster(params object[] grains)
    {
        var played = Create<IClusterClient, Played>();
        ((Played)(object)played)._grains = grains;
        return played;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod switch
    {
        { IsGenericMethod: true, Name: "GetGrain" } => _grains.Single(targetMethod.GetGenericArguments()[0].IsInstanceOfType),
        _ when _answers.TryGetValue(targetMethod!.Name, out var answer) => answer(args ?? []),
        _ => throw new NotSupportedException($"{targetMethod.Name} was not expected."),
    };
}
