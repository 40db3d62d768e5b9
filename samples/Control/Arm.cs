namespace Control;

/// <summary>
/// The plant: an arm that a motor turns against gravity and friction, θ = 0 hanging down. The controllers see only angle and speed.
/// J·ω' = torque − m·g·l·sin θ − b·ω − c·ω·|ω|, with J = m·l², integrated in ten small steps per tick.
/// </summary>
public sealed class Arm
{
    /// <summary>Seconds between two commands.</summary>
    public const float Tick = 0.02f;

    /// <summary>The motor's limit in newton metres, in both directions.</summary>
    public const float MaxTorque = 15;

    private const float Length = 0.5f, Gravity = 9.81f, Viscous = 0.3f, Drag = 0.15f;
    private const int Substeps = 10;

    /// <summary>Radians from hanging down.</summary>
    public float Angle { get; private set; }

    /// <summary>Radians per second.</summary>
    public float Speed { get; private set; }

    /// <summary>Kilograms at the end of the arm. No controller is told.</summary>
    public float Mass { get; set; } = 1;

    /// <summary>Applies a torque for one tick; beyond the motor's limit it is the limit.</summary>
    public void Move(float torque)
    {
        torque = Math.Clamp(torque, -MaxTorque, MaxTorque);
        const float Step = Tick / Substeps;
        for (var i = 0; i < Substeps; i++)
        {
            var weight = Mass * Gravity * Length * MathF.Sin(Angle);
            var friction = (Viscous * Speed) + (Drag * Speed * MathF.Abs(Speed));
            Speed += Step * (torque - weight - friction) / (Mass * Length * Length);
            Angle += Step * Speed;
        }
    }
}
