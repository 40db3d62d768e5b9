using System.Globalization;
using Compiled.Tool.Predictions;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Training;

/// <summary>What a run gave.</summary>
/// <param name="Model">What predicts.</param>
/// <param name="Members">Its networks with their runs; one unless it is an ensemble.</param>
/// <param name="Asked">How many networks were asked for.</param>
internal sealed record TrainedModel(PredictionModel Model, IReadOnlyList<TrainedMember> Members, int Asked)
{
    /// <summary>Whether several networks answer together.</summary>
    public bool IsEnsemble => Asked > 1;

    /// <summary>The run of the only network, or of the first.</summary>
    public History History => Members[0].History;

    /// <summary>Whether less was trained than was asked for.</summary>
    public bool IsCancelled { get; init; } = Members.Any(static member => member.History.Cancelled);

    /// <summary>How training ended.</summary>
    public string Ending()
    {
        if (IsEnsemble)
            return $"{Figures.Count(Members.Count, "member")} of {Figures.Digits(Asked)}, each with the parameters of its best epoch; the mean of their answers is the prediction";
        var how = History.Cancelled ? "cancelled" : History.StoppedEarly ? "stopped early" : "finished";
        var text = string.Create(CultureInfo.InvariantCulture, $"{how} after {Figures.Count(History.Epochs.Count, "epoch")}; parameters of epoch {History.BestEpoch}, the best on the validation rows");
        return !History.Cancelled && !History.StoppedEarly && History.BestEpoch == History.Epochs.Count
            ? text + "\nThe last epoch was still the best: more epochs may improve the result (--epochs)."
            : text;
    }

    /// <summary>What the files of a cancelled run contain.</summary>
    public string Kept() => IsEnsemble
        ? Members.Any(static member => member.History.Cancelled)
            ? $"cancelled before a member was done; the files contain the best epochs so far of {Figures.Count(Members.Count, "member")}."
            : $"cancelled after {Figures.Digits(Members.Count)} of {Figures.Digits(Asked)} members; the files contain these."
        : $"cancelled after {Figures.Count(History.Epochs.Count, "epoch")}; the files contain the parameters of epoch {Figures.Digits(History.BestEpoch!.Value)}, the best so far.";

    /// <summary>What a folder is asked for.</summary>
    public string Offer() => IsEnsemble ? $"the {Figures.Count(Members.Count, "member")} so far" : $"epoch {Figures.Digits(History.BestEpoch!.Value)}, the best so far";
}
