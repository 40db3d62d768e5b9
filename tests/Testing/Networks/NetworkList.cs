namespace Compiled.Tests.Networks;

/// <summary>The declared networks of one library, or of several.</summary>
public interface INetworkList
{
    static abstract IEnumerable<NetworkCase> Cases { get; }
}

/// <summary>What tests over all declared networks of a list ask for: <c>DenseNetworks.Names</c>, <c>BlockNetworks.Get(name)</c>.</summary>
public abstract class NetworkList<TSelf>
    where TSelf : INetworkList
{
    private static readonly Lazy<Dictionary<string, NetworkCase>> Named = new(() => TSelf.Cases.ToDictionary(one => one.Name));

    private static Dictionary<string, NetworkCase> ByName => Named.Value;

    /// <summary>The names of all networks.</summary>
    public static TheoryData<string> Names => new(ByName.Keys);

    /// <summary>The names of the networks with a loss.</summary>
    public static TheoryData<string> Learners => Where(one => one.HasLoss);

    /// <summary>The same without those whose steps are random; NoiseTests holds them.</summary>
    public static TheoryData<string> QuietLearners => Where(one => one.HasLoss && !one.IsNoisy);

    /// <summary>Network and parameter group of the quiet learners, for tests whose failure should name the wrong one.</summary>
    public static TheoryData<string, string> LearnersByGroup
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var one in ByName.Values.Where(one => one.HasLoss && !one.IsNoisy))
                foreach (var group in one.Groups)
                    data.Add(one.Name, group.Name);
            return data;
        }
    }

    /// <summary>The network of that name.</summary>
    public static NetworkCase Get(string name) => ByName[name];

    /// <summary>The names of the networks that a condition picks.</summary>
    public static TheoryData<string> Where(Func<NetworkCase, bool> condition) => new(ByName.Values.Where(condition).Select(one => one.Name));
}
