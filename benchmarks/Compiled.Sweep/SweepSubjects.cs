using System.Reflection;
using System.Runtime.CompilerServices;

namespace Compiled.Sweep;

/// <summary>Every network that Networks/ declares, the smaller and shallower first.</summary>
internal static class SweepSubjects
{
    private static readonly MethodInfo Make = typeof(SweepSubjects).GetMethod(nameof(Of), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static IReadOnlyList<SweepSubject> All() =>
    [
        .. typeof(SweepSubjects).Assembly.GetTypes()
            .Where(static type => type is { Namespace: "Compiled.Sweep.Networks", IsNested: false } && !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Where(static type => type.GetInterfaces().Any(static face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ITrainableNetwork<>)))
            .Select(static type => (SweepSubject)Make.MakeGenericMethod(type).Invoke(null, null)!)
            .OrderBy(static subject => subject.Shape.Blocks).ThenBy(static subject => subject.Shape.MultiplyAdds)
            .ThenBy(static subject => subject.Shape.ToString(), StringComparer.Ordinal),
    ];

    private static SweepSubject Of<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var network = TNetwork.Create(1);
        var trained = TNetwork.Create(1);
        var parameters = new float[TNetwork.ParameterCount];
        network.CopyParametersTo(parameters);
        return new(TNetwork.Topology, parameters, network.Predict, network.PredictBatch, trained.CreateTrainer(new Adam()).Step);
    }
}
