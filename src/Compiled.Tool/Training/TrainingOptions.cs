namespace Compiled.Tool.Training;

/// <summary>What the command line says of a training run.</summary>
internal sealed record TrainingOptions
{
    /// <summary>The CSV file.</summary>
    public required string Data { get; init; }

    /// <summary>The columns to predict.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>How the file is read.</summary>
    public required CsvOptions Csv { get; init; }

    /// <summary>What decides where the options leave something open.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>How the network scales its inputs.</summary>
    public InputScale Scale { get; init; }

    /// <summary>Units of the hidden layers, from the inputs on; empty for a linear model.</summary>
    public required IReadOnlyList<int> Hidden { get; init; }

    /// <summary>The attribute of the activation behind each hidden layer.</summary>
    public required string Activation { get; init; }

    /// <summary>The share of a hidden layer's outputs that a training step drops; 0 for none.</summary>
    public required double Dropout { get; init; }

    /// <summary>The most epochs; null: the recipe's.</summary>
    public int? Epochs { get; init; }

    /// <summary>Epochs without improvement that end the run; null: the recipe's.</summary>
    public int? Patience { get; init; }

    /// <summary>Rows of a step; null: by the number of rows.</summary>
    public int? Batch { get; init; }

    /// <summary>The learning rate; null: the optimiser's own.</summary>
    public double? Rate { get; init; }

    /// <summary>The optimiser's name.</summary>
    public required string Optimizer { get; init; }

    /// <summary>Decides the split, the first parameters, the shuffling and dropout.</summary>
    public required long Seed { get; init; }

    /// <summary>The share of all rows that only judges.</summary>
    public required double TestShare { get; init; }

    /// <summary>The share of the other rows that decides when to stop.</summary>
    public required double ValidationShare { get; init; }

    /// <summary>Bootstrap samples of the test rows for the intervals of the metrics; 0 for none.</summary>
    public int Bootstrap { get; init; }

    /// <summary>Splits that are trained and judged, the first of which is written.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Networks that are trained to answer together; 1 for a network alone.</summary>
    public int Members { get; init; } = 1;

    /// <summary>Whether texts and missing values become features.</summary>
    public bool Encode { get; init; }

    /// <summary>Threads of a step.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether a terminal shows everything there is to see of the run.</summary>
    public bool Dashboard { get; init; }

    /// <summary>The class's name; null: by the target.</summary>
    public string? ClassName { get; init; }

    /// <summary>The class's namespace; null for none.</summary>
    public string? Namespace { get; init; }

    /// <summary>Where to write.</summary>
    public required string Folder { get; init; }

    /// <summary>The HTML file of the report; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>The command line, as a shell takes it.</summary>
    public string CommandLine { get; init; } = "";
}
