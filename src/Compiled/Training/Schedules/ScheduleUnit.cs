namespace Compiled;

/// <summary>What a schedule's time counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Epochs: the rate changes between them.</summary>
    Epoch = 0,

    /// <summary>Steps, one for each batch.</summary>
    Step = 1,
}
