using Compiled;

namespace Control;

/// <summary>
/// Model-predictive control with a model that is learned while it is used. Every tick it learns one step of the motion just seen, then improves its plan of the
/// next torques by gradient descent through the network, and applies the first of them.
/// </summary>
public sealed class PredictiveController : IController
{
    private const int Horizon = Course.Preview;
    private const int Iterations = 12;
    private const float TorqueCost = 0.0005f, FirstStep = 3;

    // Scales that bring the network's numbers near ±1.
    private const float SpeedScale = 5, ChangeScale = 0.5f;

    private readonly ArmModel _model = new(seed: 1);
    private readonly Trainer _trainer;
    private readonly float[] _plan = new float[Horizon];
    private readonly float[] _slopes = new float[Horizon];
    private readonly float[] _inputs = new float[Horizon * ArmModel.InputSize];
    private readonly float[] _angles = new float[Horizon];
    private readonly float[] _last = new float[ArmModel.InputSize];
    private float _lastSpeed;
    private bool _hasLast;

    /// <summary>A controller that knows nothing of the arm yet.</summary>
    public PredictiveController() => _trainer = _model.CreateTrainer(new Adam(learningRate: 3e-3f));

    /// <summary>Whether the model goes on learning; true by default.</summary>
    public bool IsLearning { get; set; } = true;

    /// <summary>The mean loss of the last steps of learning.</summary>
    public float Loss { get; private set; }

    /// <summary>Moves an arm at random for some seconds and learns from it, so that the first plan is not made blindly.</summary>
    /// <param name="ticks">How many ticks.</param>
    /// <param name="seed">The seed of the torques.</param>
    public void Explore(int ticks, int seed)
    {
        var (arm, random) = (new Arm(), new Random(seed));
        var torque = 0f;
        for (var tick = 0; tick < ticks; tick++)
        {
            if (tick % 10 == 0)
                torque = Arm.MaxTorque * ((random.NextSingle() * 2) - 1);
            Learn(arm.Speed);
            Remember(arm.Angle, arm.Speed, torque);
            arm.Move(torque);
        }

        _hasLast = false;
    }

    /// <inheritdoc/>
    public float Torque(float angle, float speed, ReadOnlySpan<float> wanted)
    {
        Learn(speed);
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            Foresee(angle, speed);
            Improve(wanted, FirstStep * (Iterations - iteration) / Iterations);
        }

        var torque = _plan[0];
        Remember(angle, speed, torque);

        // The rest of the plan is the beginning of the next one.
        _plan.AsSpan(1).CopyTo(_plan);
        return torque;
    }

    // One step of online learning: the state and torque of the last tick, and the change of speed that followed.
    private void Learn(float speed)
    {
        if (_hasLast && IsLearning)
            Loss = (0.98f * Loss) + (0.02f * _trainer.Step(_last, [(speed - _lastSpeed) / ChangeScale]));
    }

    private void Remember(float angle, float speed, float torque)
    {
        Write(_last, angle, speed, torque);
        _lastSpeed = speed;
        _hasLast = true;
    }

    // Forward in time: the motion that the plan leads to, by the model.
    private void Foresee(float angle, float speed)
    {
        for (var i = 0; i < Horizon; i++)
        {
            var inputs = Row(i);
            Write(inputs, angle, speed, _plan[i]);
            speed += ChangeScale * _model.Predict(inputs);
            angle += Arm.Tick * speed;
            _angles[i] = angle;
        }
    }

    // Backward in time: what each torque does to the cost, by the chain rule through the model's InputGradient; then a step against it.
    private void Improve(ReadOnlySpan<float> wanted, float step)
    {
        Span<float> slope = stackalloc float[ArmModel.InputSize];
        float toAngle = 0, toSpeed = 0;
        for (var i = Horizon - 1; i >= 0; i--)
        {
            var inputs = Row(i);
            toAngle += 2 * (_angles[i] - wanted[i]);
            toSpeed += Arm.Tick * toAngle;
            _model.InputGradient(inputs, [ChangeScale * toSpeed], slope);
            _slopes[i] = (slope[3] / Arm.MaxTorque) + (2 * TorqueCost * _plan[i]);

            // sin θ, cos θ and ω were inputs too: ∂sin θ/∂θ = cos θ, ∂cos θ/∂θ = −sin θ.
            toAngle += (slope[0] * inputs[1]) - (slope[1] * inputs[0]);
            toSpeed += slope[2] / SpeedScale;
        }

        for (var i = 0; i < Horizon; i++)
            _plan[i] = Math.Clamp(_plan[i] - (step * _slopes[i] / (MathF.Abs(_slopes[i]) + 0.02f)), -Arm.MaxTorque, Arm.MaxTorque);
    }

    private Span<float> Row(int i) => _inputs.AsSpan(i * ArmModel.InputSize, ArmModel.InputSize);

    private static void Write(Span<float> inputs, float angle, float speed, float torque)
    {
        (inputs[0], inputs[1]) = MathF.SinCos(angle);
        inputs[2] = speed / SpeedScale;
        inputs[3] = torque / Arm.MaxTorque;
    }
}
