using System.Text.Json.Serialization;

namespace Playground.Protocol;

// The messages of PROTOCOL.md from the server to the client, field by field; Web/src/protocol.ts mirrors them.

public sealed record DataEntry(string Id, string Label, string Text, int Inputs, int Classes);

public sealed record BlockEntry(string Kind, string Group, string Text, string Example);

public sealed record LossEntry(string Kind, string Text, string Example);

public sealed record TargetEntry(string Id, string Text, int Inputs, bool Number);

public sealed record ChoiceEntry(string Id, string Text);

public sealed record OptimizerEntry(string Id, string Text, double Rate, bool Momentum, bool WeightDecay);

/// <summary>A message with its type.</summary>
public abstract record ServerMessage([property: JsonPropertyOrder(-1)] string Type);

public sealed record HelloMessage(string Session, SessionState State) : ServerMessage("hello")
{
    public int Version => SessionState.CurrentVersion;

    public object Limits { get; } = new
    {
        Protocol.Limits.Points,
        Protocol.Limits.Own,
        Protocol.Limits.Inputs,
        Protocol.Limits.Blocks,
        Protocol.Limits.Units,
        Protocol.Limits.Outputs,
        Protocol.Limits.Parameters,
        Protocol.Limits.Declaration,
        Protocol.Limits.Sessions,
    };

    public object Catalogue { get; } = new
    {
        Protocol.Catalogue.Data,
        Protocol.Catalogue.Targets,
        Protocol.Catalogue.Blocks,
        Protocol.Catalogue.Losses,
        Protocol.Catalogue.Initializers,
        Protocol.Catalogue.Optimizers,
        Protocol.Catalogue.Schedules,
    };
}

public sealed record PlaceMessage(int Start, int Length);

public sealed record BlockMessage(int Index, string Kind, string View, string Text, int Start, int Length)
{
    public required int Inputs { get; init; }

    public required int Outputs { get; init; }

    public required int Parameters { get; init; }

    public required int Offset { get; init; }

    public required bool Bias { get; init; }

    public required string Group { get; init; }
}

public sealed record LossMessage(string Kind, string Text, int Start, int Length);

/// <summary>A head: its name, what it learns, where its outputs, its attribute and its blocks are.</summary>
public sealed record HeadMessage(string Name, string Target, int Start, int Length)
{
    /// <summary>The names of the classes; empty for a number.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    public required int Offset { get; init; }

    public required int Outputs { get; init; }

    public required float Weight { get; init; }

    public required LossMessage Loss { get; init; }

    /// <summary>Its first block, the one that begins it, and its last.</summary>
    public required int First { get; init; }

    public required int Last { get; init; }

    /// <summary>The range of a number in the training data.</summary>
    public required float Low { get; init; }

    public required float High { get; init; }
}

public sealed record ProblemMessage(string Id, string Message, int Start, int Length)
{
    public required int Line { get; init; }

    public required int Column { get; init; }

    public string Severity { get; init; } = "error";
}

public sealed record ThumbsMessage(int Block, int Units);

public sealed record NetworkMessage(int? Id, int Revision, SessionState State) : ServerMessage("network")
{
    public required string Text { get; init; }

    public required string Canonical { get; init; }

    public required string Source { get; init; }

    public required double CompileMilliseconds { get; init; }

    public required bool Cached { get; init; }

    public required int Inputs { get; init; }

    public required int Outputs { get; init; }

    public required int Parameters { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    public required PlaceMessage Network { get; init; }

    public required IReadOnlyList<BlockMessage> Blocks { get; init; }

    public required LossMessage Loss { get; init; }

    /// <summary>The heads; empty for a network without.</summary>
    public required IReadOnlyList<HeadMessage> Heads { get; init; }

    /// <summary>Whether derivatives by the inputs are declared: frames have arrows then.</summary>
    public required bool Differentiable { get; init; }

    public required IReadOnlyList<ProblemMessage> Warnings { get; init; }

    public required IReadOnlyList<ThumbsMessage> Thumbs { get; init; }
}

public sealed record PlaneDataMessage(int Revision, int Classes, IReadOnlyList<float> Train, IReadOnlyList<float> Test) : ServerMessage("data")
{
    /// <summary>Points that were left out; none so far.</summary>
    public int Removed => 0;

    /// <summary>What heads can learn of the points.</summary>
    public required IReadOnlyList<TargetMessage> Targets { get; init; }
}

/// <summary>A target: the names of its classes, none for a number, and its values, one per point.</summary>
public sealed record TargetMessage(string Id, IReadOnlyList<string> Classes, float Low, float High, IReadOnlyList<float> Train, IReadOnlyList<float> Test);

public sealed record DigitsDataMessage(int Revision, int Classes, int Train, int Test, IReadOnlyList<float[]> Pictures, IReadOnlyList<int> Labels) : ServerMessage("data");

public sealed record ProblemsMessage(int? Id, IReadOnlyList<ProblemMessage> Problems) : ServerMessage("problems");

public sealed record RejectedMessage(int? Id, string Field, string Message) : ServerMessage("rejected");

public sealed record PausedMessage(int Revision, long Step, string Hash, string Reason, string Message) : ServerMessage("paused");

public sealed record ReplayMessage(int Revision, long Step, string Hash, string Again, bool Same, double Seconds) : ServerMessage("replay");

public sealed record HealthMessage(int Revision, long Step, IReadOnlyList<BlockHealthMessage> Blocks) : ServerMessage("health");

public sealed record BlockHealthMessage(int Block, string View, int Verdict, string Words);

public sealed record SourceMessage(int Revision, string Text, IReadOnlyList<PartMessage> Parts) : ServerMessage("source");

public sealed record PartMessage(int Block, string Pass, int First, int Last);

public sealed record PointsMessage(IReadOnlyList<double[]> Points, IReadOnlyList<string> Classes, bool Scaled, string Text) : ServerMessage("points");
