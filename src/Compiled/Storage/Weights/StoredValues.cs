using System.Buffers.Binary;
using Compiled.Runtime;

namespace Compiled.Storage;

/// <summary>All values of a network as a .weights file holds them: its tensors in order, as little-endian floats, and whether the scaling of its inputs and targets was fitted.</summary>
internal static class StoredValues
{
    /// <summary>The tensors as a header lists them.</summary>
    public static List<string> Tensors(Topology topology, ParameterStore store)
    {
        List<string> tensors = [];
        foreach (var tensor in NetworkTensor.Of(topology, store))
        {
            tensors.Add(WeightsTensors.Text(tensor.Name, [.. tensor.Shape]));
            if (tensor.EndsScaling is not null)
                tensors.Add(WeightsTensors.Text(tensor.Name[..tensor.Name.LastIndexOf('.')] + WeightsTensors.TargetFitted, 1));
        }

        return tensors;
    }

    /// <summary>Reads the network.</summary>
    public static byte[] CopyFrom(Topology topology, ParameterStore store)
    {
        var tensors = NetworkTensor.Of(topology, store);
        var bytes = new byte[Length(tensors)];
        var position = 0;
        foreach (var tensor in tensors)
        {
            var values = new float[tensor.Length];
            tensor.CopyTo(values);
            foreach (var value in values)
                Append(bytes, ref position, value);
            if (tensor.EndsScaling is { } scaling)
                Append(bytes, ref position, store.State[scaling.FlagOffset]);
        }

        return bytes;
    }

    /// <summary>Writes the network.</summary>
    /// <exception cref="ArgumentException">There are more or fewer bytes than the network has values; nothing is changed.</exception>
    public static void CopyTo(ReadOnlySpan<byte> bytes, Topology topology, ParameterStore store)
    {
        var tensors = NetworkTensor.Of(topology, store);
        Guard.Length(bytes.Length, Length(tensors), nameof(bytes), "bytes");
        foreach (var tensor in tensors)
        {
            var values = new float[tensor.Length];
            for (var index = 0; index < values.Length; index++)
                values[index] = Next(ref bytes);
            tensor.CopyFrom(values);
            // Writing the scaling counts as fitting, which the file may know better.
            if (tensor.EndsScaling is { } scaling && Next(ref bytes) == 0)
                store.MarkUnfitted(scaling);
        }
    }

    private static int Length(IReadOnlyList<NetworkTensor> tensors)
    {
        var values = 0;
        foreach (var tensor in tensors)
            values += tensor.Length + (tensor.EndsScaling is null ? 0 : 1);
        return sizeof(float) * values;
    }

    private static void Append(Span<byte> bytes, ref int position, float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(bytes[position..], value);
        position += sizeof(float);
    }

    private static float Next(ref ReadOnlySpan<byte> bytes)
    {
        var value = BinaryPrimitives.ReadSingleLittleEndian(bytes);
        bytes = bytes[sizeof(float)..];
        return value;
    }
}
