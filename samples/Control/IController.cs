namespace Control;

/// <summary>Chooses a torque from what is measured.</summary>
public interface IController
{
    /// <summary>The torque for the next tick.</summary>
    /// <param name="angle">The measured angle.</param>
    /// <param name="speed">The measured speed.</param>
    /// <param name="wanted">The wanted angles from now on, one per tick.</param>
    float Torque(float angle, float speed, ReadOnlySpan<float> wanted);
}
