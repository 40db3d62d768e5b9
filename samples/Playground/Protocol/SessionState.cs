using System.Globalization;
using System.Text.Json;

namespace Playground.Protocol;

/// <summary>
/// All that decides the trained bits: the data, the declaration, and how it is trained. The same state and the same number of steps give the same parameters. Immutable; what the
/// fields mean and which values they take is in PROTOCOL.md.
/// </summary>
public sealed record SessionState
{
    /// <summary>The version of the protocol.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The largest whole number that JavaScript holds exactly.</summary>
    private const long MaxSeed = 1L << 53;

    /// <summary>What a new tab begins with.</summary>
    public static SessionState Default { get; } = new();

    public int Version { get; init; } = CurrentVersion;

    public string Data { get; init; } = "circle";

    public int Points { get; init; } = 400;

    public double Noise { get; init; } = 0.05;

    public double TestShare { get; init; } = 0.5;

    public long DataSeed { get; init; }

    /// <summary>Points of the visitor's: x, y, label, and a value of its own where it has one.</summary>
    public IReadOnlyList<double[]> Own { get; init; } = [];

    public string Declaration { get; init; } = "[Network(inputs: 2)]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]";

    public string Optimizer { get; init; } = "Adam";

    public double Rate { get; init; } = 0.01;

    public double Momentum { get; init; }

    public bool Nesterov { get; init; }

    public double WeightDecay { get; init; }

    public int Batch { get; init; } = 16;

    public double L1 { get; init; }

    public double L2 { get; init; }

    public double MaxNorm { get; init; }

    public double ClipNorm { get; init; }

    public double ClipValue { get; init; }

    public double Augment { get; init; }

    public string Schedule { get; init; } = "Constant";

    public int ScheduleSteps { get; init; } = 3000;

    public int Patience { get; init; }

    public long Seed { get; init; } = 1;

    /// <summary>Reads a state; fields that are left out have their defaults.</summary>
    /// <exception cref="RejectedException">A field is unknown, of another type or out of range.</exception>
    public static SessionState Read(JsonElement json)
    {
        try
        {
            var state = json.Deserialize<SessionState>(Wire.Strict) ?? throw new RejectedException("state", "The state is null: send an object with the fields of PROTOCOL.md.");
            state.Check();
            return state;
        }
        catch (JsonException exception)
        {
            var field = exception.Path is { Length: > 2 } path ? path[2..] : "state";
            throw new RejectedException(field, exception.Message.Contains("could not be mapped", StringComparison.Ordinal)
                ? $"A field of the state is not known: {exception.Message}"
                : $"{field} has a value of another type than PROTOCOL.md gives it.");
        }
    }

    /// <summary>Whether another state has the same points.</summary>
    public bool HasDataOf(SessionState other) =>
        Data == other.Data && Points == other.Points && Noise == other.Noise && TestShare == other.TestShare && DataSeed == other.DataSeed && Own.Count == other.Own.Count
        && Own.Zip(other.Own).All(static pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    private void Check()
    {
        if (Version != CurrentVersion)
            throw new RejectedException("version", Text($"The state has version {Version}, but this playground reads version {CurrentVersion} only: make the link again."));
        OneOf("data", Data, Catalogue.Data.Select(static entry => entry.Id));
        Range("points", Points, 10, Limits.Points);
        Range("noise", Noise, 0, 0.5);
        Range("testShare", TestShare, 0.1, 0.9);
        Range("dataSeed", DataSeed, -MaxSeed, MaxSeed);
        CheckOwn();
        if (Declaration is null || Declaration.Length > Limits.Declaration)
            throw new RejectedException("declaration", Text($"The declaration has {Declaration?.Length ?? 0} characters, but must have at most {Limits.Declaration}."));
        OneOf("optimizer", Optimizer, Catalogue.Optimizers.Select(static entry => entry.Id));
        Range("rate", Rate, 1e-9, 10);
        Range("momentum", Momentum, 0, 0.999);
        if (Nesterov && Momentum == 0)
            throw new RejectedException("nesterov", "Nesterov's step needs a momentum above 0: set momentum, such as 0.9.");
        Range("weightDecay", WeightDecay, 0, 1);
        Range("batch", Batch, 0, 2048);
        Range("l1", L1, 0, 1);
        Range("l2", L2, 0, 1);
        Range("maxNorm", MaxNorm, 0, 1000);
        Range("clipNorm", ClipNorm, 0, 1000);
        Range("clipValue", ClipValue, 0, 1000);
        Range("augment", Augment, 0, 2);
        OneOf("schedule", Schedule, Catalogue.Schedules.Select(static entry => entry.Id));
        Range("scheduleSteps", ScheduleSteps, 1, 1_000_000);
        Range("patience", Patience, 0, 10_000);
        Range("seed", Seed, -MaxSeed, MaxSeed);
    }

    private void CheckOwn()
    {
        if (Own is null || Own.Count > Limits.Own)
            throw new RejectedException("own", Text($"There are {Own?.Count ?? 0} own points, but at most {Limits.Own} are allowed: remove some."));
        if (Own.Count > 0 && Data == "digits")
            throw new RejectedException("own", Text($"There are {Own.Count} own points, but the digits take none: remove them, or choose another data set."));
        for (var index = 0; index < Own.Count; index++)
        {
            if (Own[index] is not ([>= -1 and <= 1, >= -1 and <= 1, >= 0 and <= 9] or [>= -1 and <= 1, >= -1 and <= 1, >= 0 and <= 9, >= -1 and <= 1]) || Own[index][2] != Math.Truncate(Own[index][2]))
                throw new RejectedException("own", Text($"Own point {index} must be [x, y, label] or [x, y, label, value] with x, y and value from -1 to 1 and a whole label from 0 to 9."));
        }
    }

    private static void Range(string field, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            throw new RejectedException(field, Text($"{field} is {value}, but must be from {least} to {most}."));
    }

    private static void OneOf(string field, string value, IEnumerable<string> known)
    {
        if (!known.Contains(value, StringComparer.Ordinal))
            throw new RejectedException(field, Text($"{field} is '{(value?.Length > 40 ? value[..40] + "…" : value)}', but must be one of {string.Join(", ", known)}."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
