namespace Control;

/// <summary>The task: wanted angles over time, and a load that the arm picks up half-way.</summary>
public sealed class Course
{
    /// <summary>Ticks of the whole task: 24 seconds.</summary>
    public const int Ticks = 1200;

    /// <summary>How many wanted angles a controller sees in advance.</summary>
    public const int Preview = 20;

    // Radians, each held for two seconds.
    private static readonly float[] Angles = [0.8f, -0.6f, 2.0f, 1.2f, 2.6f, 0.4f, 1.8f, -1.0f, 2.4f, 0.9f, 1.6f, 0];

    private readonly float[] _wanted = new float[Ticks + Preview];

    /// <summary>The course.</summary>
    public Course()
    {
        for (var tick = 0; tick < _wanted.Length; tick++)
            _wanted[tick] = Angles[Math.Min(tick * Angles.Length / Ticks, Angles.Length - 1)];
    }

    /// <summary>The wanted angles from a tick on.</summary>
    public ReadOnlySpan<float> From(int tick) => _wanted.AsSpan(tick, Preview);

    /// <summary>
    /// Drives the whole course. The cost is the mean of (angle − wanted)² + 0.0005 · torque² over all ticks.
    /// </summary>
    /// <param name="controller">Chooses the torques.</param>
    /// <param name="moved">Told after each tick: the tick, the arm and the torque. Null for nobody.</param>
    public double Drive(IController controller, Action<int, Arm, float>? moved = null)
    {
        var arm = new Arm();
        double sum = 0;
        for (var tick = 0; tick < Ticks; tick++)
        {
            arm.Mass = tick < Ticks / 2 ? 1 : 1.5f;
            var wanted = From(tick);
            var torque = controller.Torque(arm.Angle, arm.Speed, wanted);
            arm.Move(torque);
            var error = arm.Angle - wanted[0];
            sum += (error * error) + (0.0005 * torque * torque);
            moved?.Invoke(tick, arm, torque);
        }

        return sum / Ticks;
    }
}
