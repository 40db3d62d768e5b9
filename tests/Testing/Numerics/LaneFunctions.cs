using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

/// <summary>A function over lanes, as a type, so that one test body serves all functions and all widths.</summary>
public interface ILaneFunction
{
    static abstract TLanes Apply<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>The same in double, from the library.</summary>
    static abstract double Reference(double x);
}

public readonly struct Exp : ILaneFunction
{
    public static TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => LaneMath.Exp(x);

    public static double Reference(double x) => Math.Exp(x);
}

public readonly struct Log : ILaneFunction
{
    public static TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => LaneMath.Log(x);

    public static double Reference(double x) => Math.Log(x);
}

public readonly struct Log1p : ILaneFunction
{
    public static TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => LaneMath.Log1p(x);

    /// <summary>The library has no log1p: what 1 + x rounds away is made up for by the quotient (Kahan); a series where that is not enough.</summary>
    public static double Reference(double x)
    {
        if (Math.Abs(x) < 1e-5)
            return x - x * x / 2 + x * x * x / 3;
        var sum = 1 + x;
        return x <= -1 || double.IsInfinity(x) ? Math.Log(sum) : Math.Log(sum) * (x / (sum - 1));
    }
}

public readonly struct Tanh : ILaneFunction
{
    public static TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => LaneMath.Tanh(x);

    public static double Reference(double x) => Math.Tanh(x);
}

public readonly struct Sigmoid : ILaneFunction
{
    public static TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => LaneMath.Sigmoid(x);

    public static double Reference(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));
}

public readonly struct Softplus : ILaneFunction
{
    public static TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => LaneMath.Softplus(x);

    public static double Reference(double x) => Math.Max(x, 0) + Log1p.Reference(Math.Exp(-Math.Abs(x)));
}

public readonly struct Normal : ILaneFunction
{
    public static TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => LaneMath.NormalDistribution(x);

    public static double Reference(double x) => double.IsInfinity(x) ? (x > 0 ? 1 : 0) : Compiled.Oracle.SpecialFunctions.Normal(x);
}

public readonly struct Relu : ILaneFunction
{
    public static TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => new ReluActivation().Value(x);

    public static double Reference(double x) => x <= 0 ? 0 : x;
}

public readonly struct LeakyRelu : ILaneFunction
{
    public static TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => new LeakyReluActivation(0.01f).Value(x);

    public static double Reference(double x) => x > 0 ? x : 0.01f * x;
}

public readonly struct ReluDerivative : ILaneFunction
{
    public static TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => new ReluActivation().DerivativeFromValue(x);

    public static double Reference(double x) => double.IsNaN(x) ? x : x > 0 ? 1 : 0;
}

public readonly struct LeakyReluDerivative : ILaneFunction
{
    public static TLanes Apply<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => new LeakyReluActivation(0.01f).DerivativeFromValue(x);

    public static double Reference(double x) => double.IsNaN(x) ? x : x > 0 ? 1 : 0.01f;
}
