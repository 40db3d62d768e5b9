using Compiled.Dynamic;

namespace Compiled.Tool.Formats;

/// <summary>A kind of file that the library reads and writes for a network whose class it knows.</summary>
internal abstract class NetworkFormat : ModelFormat
{
    /// <inheritdoc/>
    public sealed override DynamicNetwork Load(DynamicNetworkType type, string path, ReadChoices choices, CancellationToken cancellation)
    {
        InputFiles.Check(path);
        return type.Wrap(type.Create().Accept(new Loader(this, path, choices)));
    }

    /// <inheritdoc/>
    public sealed override void Save(DynamicNetwork network, string path) => _ = network.Accept(new Saver(this, path));

    /// <summary>A network of the class with a file's parameters and statistics.</summary>
    protected abstract TNetwork LoadAs<TNetwork>(string path, ReadChoices choices)
        where TNetwork : class, INetwork<TNetwork>;

    /// <summary>Writes a network to a file: the whole file or none.</summary>
    protected abstract void SaveAs<TNetwork>(TNetwork network, string path)
        where TNetwork : class, INetwork<TNetwork>;

    private sealed class Loader(NetworkFormat format, string path, ReadChoices choices) : INetworkVisitor<object>
    {
        public object Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => format.LoadAs<TNetwork>(path, choices);
    }

    private sealed class Saver(NetworkFormat format, string path) : INetworkVisitor<bool>
    {
        public bool Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork>
        {
            format.SaveAs(network, path);
            return true;
        }
    }
}
