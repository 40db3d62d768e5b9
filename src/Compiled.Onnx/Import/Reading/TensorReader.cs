using System.Buffers.Binary;
using Google.Protobuf.Collections;
using global::Onnx;
using DataType = global::Onnx.TensorProto.Types.DataType;

namespace Compiled.Import;

/// <summary>Tensors of the file as constants: dimensions, type and data must agree before anything is allocated.</summary>
internal sealed class TensorReader(ExternalData external, ByteBudget budget)
{
    public Constant Read(TensorProto tensor, string name)
    {
        var title = Text.Quoted(name);
        if (tensor.Segment is not null)
            throw new ImportProblem($"Tensor {title} is split into several segments, which is not supported.");
        var shape = Shape(tensor.Dims, title);
        var count = Count(shape, title);
        var type = (DataType)tensor.DataType;
        if (type == DataType.String)
            return new Constant(name, shape, Texts(tensor, count, title));
        var size = SizeOf(type, title);
        budget.Take(count, IsInteger(type) ? sizeof(long) : sizeof(float), name);
        var isExternal = tensor.DataLocation == TensorProto.Types.DataLocation.External;
        CheckPlaces(tensor, isExternal, title);
        if (isExternal)
            return Decode(name, shape, type, external.Read(tensor, count * size), (int)count);
        if (!tensor.HasRawData)
            return Typed(tensor, name, shape, type, (int)count, title);
        if (tensor.RawData.Length != count * size)
            throw new ImportProblem($"Tensor {title} is {type} of {Text.Shape(shape)}, {Text.Number(count * size)} bytes, but has {Text.Number(tensor.RawData.Length)} bytes of data.");
        return Decode(name, shape, type, tensor.RawData.Span, (int)count);
    }

    private static int[] Shape(IReadOnlyList<long> dims, string title)
    {
        if (dims.Any(static size => size is < 0 or > int.MaxValue) || dims.Count > 8)
            throw new ImportProblem($"Tensor {title} has the dimensions {Text.Shape(dims.Take(9))}: there may be at most 8, each from 0 to {Text.Number(int.MaxValue)}.");
        return [.. dims.Select(static size => (int)size)];
    }

    private static long Count(int[] shape, string title)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            // Both factors are below 2^31.
            count *= size;
            if (count > Array.MaxLength / sizeof(double))
                throw new ImportProblem($"Tensor {title} of {Text.Shape(shape)} has more than {Text.Number(Array.MaxLength / sizeof(double))} elements, more than any network has.");
        }

        return count;
    }

    private static bool IsInteger(DataType type) =>
        type is DataType.Int8 or DataType.Uint8 or DataType.Int16 or DataType.Uint16 or DataType.Int32 or DataType.Int64 or DataType.Bool;

    private static int SizeOf(DataType type, string title) => type switch
    {
        DataType.Float or DataType.Int32 => 4,
        DataType.Double or DataType.Int64 => 8,
        DataType.Float16 or DataType.Bfloat16 or DataType.Int16 or DataType.Uint16 => 2,
        DataType.Int8 or DataType.Uint8 or DataType.Bool => 1,
        _ => throw new ImportProblem(
            $"Tensor {title} is of type {(Enum.IsDefined(type) ? type.ToString() : Text.Number((int)type))}, which is not supported: "
            + "weights are FLOAT, DOUBLE, FLOAT16 or BFLOAT16, whole numbers INT8 to INT64, UINT8, UINT16 or BOOL. Export the model without quantization."),
    };

    /// <summary>Data in two places would be two tensors, and readers would differ in which they take.</summary>
    private static void CheckPlaces(TensorProto tensor, bool isExternal, string title)
    {
        var typed = (tensor.FloatData.Count > 0 ? 1 : 0) + (tensor.DoubleData.Count > 0 ? 1 : 0) + (tensor.Int32Data.Count > 0 ? 1 : 0) + (tensor.Int64Data.Count > 0 ? 1 : 0)
            + (tensor.Uint64Data.Count > 0 ? 1 : 0) + (tensor.StringData.Count > 0 ? 1 : 0);
        if (typed + (tensor.HasRawData ? 1 : 0) + (isExternal ? 1 : 0) > 1)
            throw new ImportProblem($"Tensor {title} has data in more than one field, which is ambiguous.");
    }

    private static string[] Texts(TensorProto tensor, long count, string title)
    {
        CheckPlaces(tensor, tensor.DataLocation == TensorProto.Types.DataLocation.External, title);
        if (tensor.StringData.Count != count)
            throw new ImportProblem($"Tensor {title} has {Text.Number(count)} strings according to its dimensions, but {Text.Number(tensor.StringData.Count)} are present.");
        return [.. tensor.StringData.Select(static text => text.ToStringUtf8())];
    }

    private static Constant Typed(TensorProto tensor, string name, int[] shape, DataType type, int count, string title)
    {
        var there = type switch
        {
            DataType.Float => tensor.FloatData.Count,
            DataType.Double => tensor.DoubleData.Count,
            DataType.Int64 => tensor.Int64Data.Count,
            _ => tensor.Int32Data.Count,
        };
        if (there != count)
            throw new ImportProblem($"Tensor {title} is {type} of {Text.Shape(shape)}, {Text.Number(count)} values, but {Text.Number(there)} values of that type are present.");
        return type switch
        {
            DataType.Float => new Constant(name, shape, [.. tensor.FloatData]),
            DataType.Double => new Constant(name, shape, tensor.DoubleData.Select(static value => (float)value).ToArray()),
            DataType.Int64 => new Constant(name, shape, [.. tensor.Int64Data]),
            DataType.Float16 => new Constant(name, shape, Narrow(tensor, type, title).Select(static bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits)).ToArray()),
            DataType.Bfloat16 => new Constant(name, shape, Narrow(tensor, type, title).Select(static bits => FromBfloat16((ushort)bits)).ToArray()),
            _ => new Constant(name, shape, Narrow(tensor, type, title).Select(static value => (long)value).ToArray()),
        };
    }

    /// <summary>The elements of int32_data, which holds narrower types too: integers as their values, with their signs, and floats of 16 bits as their bits.</summary>
    private static RepeatedField<int> Narrow(TensorProto tensor, DataType type, string title)
    {
        var (least, most) = type switch
        {
            DataType.Bool => (0, 1),
            DataType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            DataType.Uint8 => (0, byte.MaxValue),
            DataType.Int16 => (short.MinValue, short.MaxValue),
            DataType.Int32 => (int.MinValue, int.MaxValue),
            _ => (0, (int)ushort.MaxValue),
        };
        foreach (var value in tensor.Int32Data)
        {
            if (value < least || value > most)
                throw new ImportProblem($"Tensor {title} is {type} and holds {Text.Number(value)} in its int32_data, which must be {Text.Number(least)} to {Text.Number(most)}: the file is damaged.");
        }

        return tensor.Int32Data;
    }

    private static float FromBfloat16(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    private static Constant Decode(string name, int[] shape, DataType type, ReadOnlySpan<byte> bytes, int count)
    {
        if (IsInteger(type))
        {
            var integers = new long[count];
            for (var index = 0; index < count; index++)
            {
                integers[index] = type switch
                {
                    DataType.Int8 => (sbyte)bytes[index],
                    DataType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * index)..]),
                    DataType.Uint16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * index)..]),
                    DataType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * index)..]),
                    DataType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 * index)..]),
                    _ => bytes[index],
                };
            }

            return new Constant(name, shape, integers);
        }

        var floats = new float[count];
        for (var index = 0; index < count; index++)
        {
            floats[index] = type switch
            {
                DataType.Float => BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * index)..]),
                DataType.Double => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * index)..]),
                DataType.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * index)..]),
                _ => FromBfloat16(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * index)..])),
            };
        }

        return new Constant(name, shape, floats);
    }
}
