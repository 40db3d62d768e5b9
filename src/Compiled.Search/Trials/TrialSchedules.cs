namespace Compiled.Searching;

/// <summary>The schedules that a search knows by name, over all epochs of a trial.</summary>
internal static class TrialSchedules
{
    private const int Steps = 3;

    public static IReadOnlyList<string> Names { get; } = ["constant", "cosine", "linear", "step", "onecycle"];

    /// <summary>The schedule of the settings; null for a constant rate.</summary>
    public static Schedule? Of(TrialSettings settings, int epochs, double rate) => settings.Text(SettingNames.Schedule, Names[0]) switch
    {
        "cosine" => Schedule.Cosine(epochs),
        "linear" => Schedule.Polynomial(epochs),
        "step" => Schedule.Step(Math.Max(1, (epochs + Steps - 1) / Steps)),
        "onecycle" => Schedule.OneCycle(epochs, rate),
        _ => null,
    };
}
