namespace Compiled;

/// <summary>
/// The names of a network's inputs and classes, as properties of every network: <c>network.FeatureNames</c>, <c>network.ClassNames</c>. They are what
/// <see cref="INetwork{TSelf}.FeatureNames"/> and <see cref="INetwork{TSelf}.ClassNames"/> are.
/// </summary>
public static class NetworkNames
{
    extension<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        /// <summary>The names of the inputs, in order; empty if they have none: see <see cref="INetwork{TSelf}.FeatureNames"/>.</summary>
        /// <exception cref="ArgumentException">The number of names is wrong, a name is empty or appears twice, or they contradict <c>[Features]</c>; nothing is changed.</exception>
        /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
        public IReadOnlyList<string> FeatureNames
        {
            get => network.FeatureNames;
            set => network.SetFeatureNames(value);
        }

        /// <summary>The names of the classes, in the order of their labels; empty when they have none: see <see cref="INetwork{TSelf}.ClassNames"/>.</summary>
        /// <exception cref="ArgumentException">The number of names is wrong, a name is empty or appears twice, or they contradict <c>[Classes]</c>; nothing is changed.</exception>
        /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
        public IReadOnlyList<string> ClassNames
        {
            get => network.ClassNames;
            set => network.SetClassNames(value);
        }
    }
}
