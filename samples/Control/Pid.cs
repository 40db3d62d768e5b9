namespace Control;

/// <summary>
/// The classic: torque = kp·e + ki·∫e − kd·ω, limited to what the motor can do, with an integral that waits while the motor is at its limit.
/// It may aim at the angle that is wanted a moment later, since the other controller sees the course ahead too.
/// </summary>
public sealed class Pid(PidGains gains) : IController
{
    private float _integral;

    /// <inheritdoc/>
    public float Torque(float angle, float speed, ReadOnlySpan<float> wanted)
    {
        var error = wanted[gains.Lead] - angle;
        var integral = _integral + (error * Arm.Tick);
        var torque = (gains.Proportional * error) + (gains.Integral * integral) - (gains.Derivative * speed);
        if (MathF.Abs(torque) <= Arm.MaxTorque)
            _integral = integral;
        return Math.Clamp(torque, -Arm.MaxTorque, Arm.MaxTorque);
    }
}

/// <summary>What is tuned in a PID controller.</summary>
/// <param name="Proportional">Torque per radian of error.</param>
/// <param name="Integral">Torque per radian and second of error.</param>
/// <param name="Derivative">Torque against each radian per second of speed.</param>
/// <param name="Lead">How many ticks ahead it aims; below <see cref="Course.Preview"/>.</param>
public readonly record struct PidGains(float Proportional, float Integral, float Derivative, int Lead);
