using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Derivatives;

/// <summary>The calls of a network with [Differentiable], its class forgotten.</summary>
internal sealed class Derivatives
{
    public delegate void GradientCall(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> result);

    public delegate void GradientOnScratchCall(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> result, Span<float> scratch);

    public delegate void JacobianCall(ReadOnlySpan<float> input, Span<float> result);

    public delegate void JacobianOnScratchCall(ReadOnlySpan<float> input, Span<float> result, Span<float> scratch);

    /// <summary>Null for a network that has the overloads with scratch alone.</summary>
    public GradientCall? InputGradient { get; private init; }

    public required GradientOnScratchCall InputGradientOnScratch { get; init; }

    public JacobianCall? Jacobian { get; private init; }

    public required JacobianOnScratchCall JacobianOnScratch { get; init; }

    public required int ScratchSize { get; init; }

    public static Derivatives Of(object network)
    {
        return new Derivatives
        {
            InputGradient = Bind<GradientCall>("InputGradient"),
            InputGradientOnScratch = Bind<GradientOnScratchCall>("InputGradient")!,
            Jacobian = Bind<JacobianCall>("Jacobian"),
            JacobianOnScratch = Bind<JacobianOnScratchCall>("Jacobian")!,
            ScratchSize = (int)network.GetType().GetField("ScratchSize")!.GetRawConstantValue()!,
        };

        TCall? Bind<TCall>(string name)
            where TCall : Delegate
        {
            var parameters = typeof(TCall).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
            return network.GetType().GetMethod(name, parameters)?.CreateDelegate<TCall>(network);
        }
    }
}

/// <summary>A declared network with [Differentiable].</summary>
internal sealed record DerivativeCase(NetworkCase Of, Func<float[], Derivatives> Bind)
{
    public static IReadOnlyList<DerivativeCase> All { get; } =
    [
        Case<DiffLine>(),
        Case<DiffNarrow>(),
        Case<DiffLanes>(),
        Case<DiffRows>(),
        Case<DiffWide>(first: 0.1f),
        Case<DiffDots>(),
        Case<DiffDotsAlone>(),
        Case<DiffChains>(),
        Case<DiffHard>(),
        Case<DiffSelu>(formula: "GeluTanh"),
        Case<DiffDeep>(),
        Case<DiffHuge>(),
        Case<DiffNorms>(first: 0.125f),
        Case<DiffRescaled>(prepare: network => TestStatistics.Set(network.BatchNorm0, network.BatchNorm1)),
        Case<DiffFolded>(prepare: network =>
        {
            TestStatistics.Set(network.Standardize0);
            TestStatistics.Set(network.BatchNorm0, network.BatchNorm1);
        }),
        Case<DiffFactors>(prepare: network =>
        {
            TestStatistics.Set(network.Standardize0);
            TestStatistics.Set(network.BatchNorm0, network.BatchNorm1);
        }),
        Case<DiffFactorsOfRows>(),
        Case<DiffNested>(formula: "Gelu"),
        Case<DiffSkip>(),
        Case<DiffSkipFactors>(prepare: network => TestStatistics.Set(network.Standardize0)),
        Case<DiffBatches>(prepare: network =>
        {
            TestStatistics.Set(network.Standardize0);
            TestStatistics.Set(network.BatchNorm0, network.BatchNorm1, network.BatchNorm2);
        }),
        Case<DiffHeads>(prepare: network =>
        {
            TestStatistics.Set(network.Standardize0);
            TestStatistics.Set(network.BatchNorm0);
        }),
        Case<DiffHeadsOfInputs>(),
        Case<DiffQuiet>(),
        Case<DiffTargets>(prepare: network =>
        {
            TestStatistics.Set(network.Standardize0);
            TestStatistics.Set(network.StandardizeTargets0);
        }),
    ];

    public static TheoryData<string> Names => [.. All.Select(one => one.Of.Name)];

    public static DerivativeCase Get(string name) => All.Single(one => one.Of.Name == name);

    /// <summary>The network with drawn parameters, and its oracle.</summary>
    public (Derivatives Network, Oracle.OracleNetwork Oracle) Create(int seed)
    {
        var random = Of.CreateRandom(seed);
        return (Bind(random.GetParameters(Of)), Of.ToOracle(random));
    }

    private static DerivativeCase Case<T>(float? first = null, string? formula = null, Action<T>? prepare = null)
        where T : class, INetwork<T>
    {
        return new DerivativeCase(new PredictorCase<T>(first, null, formula, prepare), parameters =>
        {
            var network = TestStatistics.Prepared(T.Create(0), prepare);
            network.CopyParametersFrom(parameters);
            return Derivatives.Of(network);
        });
    }
}
