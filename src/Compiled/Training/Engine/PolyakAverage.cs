using System.Globalization;
using Compiled.Runtime;

namespace Compiled;

/// <summary>
/// Makes a second network follow a trained one slowly, as for target networks in reinforcement learning and averaged weights:
/// target ← (1 − τ)·target + τ·source, over all parameters; statistics, such as those of <c>Standardize</c>, are copied. PyTorch's <c>AveragedModel</c> with an exponential average of decay 1 − τ.
/// </summary>
/// <remarks>
/// Computed as target + τ·(source − target), rounded once: at τ = 1 the target becomes the source but for that rounding. Allocates in the
/// constructor only. Not while another thread uses the target, or writes the source. Source: Polyak and Juditsky 1992; Lillicrap et al. 2016.
/// </remarks>
/// <typeparam name="TNetwork">The class of both networks.</typeparam>
public sealed class PolyakAverage<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly float[] _source = new float[TNetwork.ParameterCount];
    private readonly float[] _target = new float[TNetwork.ParameterCount];
    private readonly ParameterStore? _store;

    /// <summary>Averages into a network.</summary>
    /// <param name="target">The network that follows, usually a clone of the trained network.</param>
    /// <param name="tau">τ, from 0 to 1: the weight of the source in each update; 0.005 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">tau is not from 0 to 1.</exception>
    public PolyakAverage(TNetwork target, float tau = 0.005f)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!(tau >= 0 && tau <= 1))
            throw new ArgumentOutOfRangeException(nameof(tau), tau, string.Create(CultureInfo.InvariantCulture, $"tau is {tau}, but must be from 0 to 1."));
        Target = target;
        Tau = tau;
        _store = Naming.StoreOf(target);
    }

    /// <summary>The network that follows.</summary>
    public TNetwork Target { get; }

    /// <summary>τ.</summary>
    public float Tau { get; }

    /// <summary>Moves the target towards the source.</summary>
    public void Update(TNetwork source)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.CopyParametersTo(_source);
        Target.CopyParametersTo(_target);
        for (var index = 0; index < _target.Length; index++)
            _target[index] = Fused.MultiplyAdd(Tau, _source[index] - _target[index], _target[index]);
        Target.CopyParametersFrom(_target);
        Target.CopyStatisticsFrom(source);
        // The source may have learned its names after the target was cloned.
        if (_store is not null && source.Parameters.Names is var names && names != _store.Names)
            Naming.Adopt(TNetwork.Topology, _store, names);
    }
}
