using System.Buffers;
using System.Buffers.Text;
using System.ComponentModel;
using Compiled.Storage;

namespace Compiled.Runtime;

/// <summary>Weights in the binary: the compiler has checked them, and emitted code hands them over.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PretrainedParameters
{
    /// <summary>Decodes the data of a .weights file into a store of its own, and freezes it.</summary>
    /// <param name="layout">Where each block's parameters lie.</param>
    /// <param name="topology">The network's shape.</param>
    /// <param name="data">Base64, in one piece.</param>
    /// <exception cref="ArgumentException">The data are not those of the topology.</exception>
    public static ParameterStore Decode(ParameterLayout layout, Topology topology, ReadOnlySpan<byte> data) => Decode(layout, topology, data, [], [], "");

    /// <summary>The same with the names of the file, which the compiler has checked, where the class declares none.</summary>
    /// <param name="layout">Where each block's parameters lie.</param>
    /// <param name="topology">The network's shape.</param>
    /// <param name="data">Base64, in one piece.</param>
    /// <param name="features">One name for each input, or none.</param>
    /// <param name="classes">One name for each class, or none.</param>
    /// <exception cref="ArgumentException">The data are not those of the topology.</exception>
    public static ParameterStore Decode(ParameterLayout layout, Topology topology, ReadOnlySpan<byte> data, string[] features, string[] classes) =>
        Decode(layout, topology, data, features, classes, "");

    /// <summary>The same with the encoder of raw columns, as the file has it.</summary>
    /// <param name="layout">Where each block's parameters lie.</param>
    /// <param name="topology">The network's shape.</param>
    /// <param name="data">Base64, in one piece.</param>
    /// <param name="features">One name for each input, or none where the class declares them.</param>
    /// <param name="classes">One name for each class, or none.</param>
    /// <param name="encoder">The encoder as JSON; empty where there is none.</param>
    /// <exception cref="ArgumentException">The data are not those of the topology.</exception>
    /// <exception cref="FormatException">The encoder is not valid, or gives other features.</exception>
    public static ParameterStore Decode(ParameterLayout layout, Topology topology, ReadOnlySpan<byte> data, string[] features, string[] classes, string encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(topology);
        var store = new ParameterStore(layout);
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(data.Length)];
        var status = Base64.DecodeFromUtf8(data, bytes, out _, out var written);
        if (status != OperationStatus.Done)
            throw new ArgumentException($"The data of {topology.Name} are not base64: {status}.", nameof(data));
        StoredValues.CopyTo(bytes.AsSpan(0, written), topology, store);
        Naming.Adopt(topology, store, StoredEncoder.Names(features, classes, encoder, topology));
        store.Freeze(topology.Name);
        return store;
    }
}
