using Compiled.Tool.Training;

namespace Compiled.Tool.Searching;

/// <summary>What the values of a setting are, and how an interval of them is searched.</summary>
internal enum SettingKind
{
    /// <summary>Names, in no order.</summary>
    Word,

    /// <summary>Whole numbers, each as likely as another.</summary>
    Count,

    /// <summary>Whole numbers, each ratio as likely as another.</summary>
    Size,

    /// <summary>Numbers, each as likely as another.</summary>
    Number,

    /// <summary>Numbers, each ratio as likely as another.</summary>
    Ratio,
}

/// <summary>A setting that a search may vary, in the words of the command line.</summary>
/// <param name="Name">As the library has it.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Example">A range of it.</param>
internal sealed record SettingText(string Name, SettingKind Kind, string Example)
{
    /// <summary>The values of a setting of names.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Those with an option of their own.</summary>
    public static readonly SettingText Rate = new("rate", SettingKind.Ratio, "1e-4..1e-1");
    public static readonly SettingText Units = new("units", SettingKind.Size, "16,32,64");
    public static readonly SettingText Depth = new("depth", SettingKind.Count, "1..3");
    public static readonly SettingText Dropout = new("dropout", SettingKind.Number, "0,0.1,0.2");
    public static readonly SettingText Batch = new("batch", SettingKind.Size, "16,32,64");
    public static readonly SettingText WeightDecay = new("weightDecay", SettingKind.Ratio, "1e-6..1e-2");
    public static readonly SettingText Activation = new("activation", SettingKind.Word, "relu,silu") { Words = Activations.All };
    public static readonly SettingText Optimizer = new("optimizer", SettingKind.Word, "adam,adamw")
    {
        Words = ["adam", "adamw", "nadam", "radam", "adamax", "sgd", "momentum", "rmsprop", "adagrad", "adadelta"],
    };

    /// <summary>Those that --over takes.</summary>
    public static IReadOnlyList<SettingText> Others { get; } =
    [
        new("l1", SettingKind.Ratio, "1e-6..1e-3"), new("l2", SettingKind.Ratio, "1e-6..1e-3"), new("epochs", SettingKind.Size, "20,50,100"), new("labelSmoothing", SettingKind.Number, "0,0.1"),
        new("momentum", SettingKind.Number, "0.5..0.99"), new("clipNorm", SettingKind.Ratio, "0.1..10"),
        new("schedule", SettingKind.Word, "constant,cosine") { Words = ["constant", "cosine", "linear", "step", "onecycle"] },
        new("initializer", SettingKind.Word, "auto,henormal")
        {
            Words = [.. Enum.GetValues<Initializer>().Where(static value => value is not (Initializer.Zeros or Initializer.Constant)).Select(static value => value.ToString())],
        },
    ];

    /// <summary>What a range of it looks like, as the rest of a sentence.</summary>
    public string Form => Kind switch
    {
        SettingKind.Word => $"names with commas, such as {Example}",
        SettingKind.Count or SettingKind.Size => $"whole numbers: one, some with commas, or the lowest and the highest, such as {Example}",
        _ => $"numbers: one, some with commas, or the lowest and the highest, such as {Example}",
    };
}
