using Compiled.Numerics;

namespace Compiled;

/// <summary>NAdam's μₜ = β₁ · (1 − ½ · 0.96^(t·ψ)), the one after it and the product of all so far, by repeated multiplication.</summary>
internal struct MomentumSchedule
{
    /// <summary>ln 0.96.</summary>
    private const double LogOfBase = -0.040821994520255166;

    private long _step;
    private double _factor;
    private double _power;

    /// <summary>μ of this step.</summary>
    public double Present { get; private set; }

    /// <summary>μ of the next.</summary>
    public double Next { get; private set; }

    /// <summary>μ₁ · … · μₜ.</summary>
    public double Product { get; private set; }

    /// <summary>Goes to a step, from 1; the one after the last costs a few multiplications.</summary>
    public void MoveTo(long step, double beta, double decay)
    {
        if (step != _step + 1 || step == 1)
        {
            _factor = ScalarMath.Exp(decay * LogOfBase);
            _power = _factor;
            Next = Momentum(beta, _factor);
            Product = 1;
            _step = 0;
        }

        while (_step < step)
        {
            Present = Next;
            _power = DecayingPower.Next(_power, _factor);
            Next = Momentum(beta, _power);
            Product = DecayingPower.Next(Product, Present);
            _step++;
            // Both have come to rest: no further step changes anything.
            if (_power == 0 && Product == 0 && Present == Next)
                _step = step;
        }
    }

    private static double Momentum(double beta, double power) => beta * (1 - 0.5 * power);
}
