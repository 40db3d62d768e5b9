using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Compiled.Reports;

/// <summary>The hash of parameters and statistics.</summary>
internal static class ParameterHash
{
    /// <summary>Hexadecimal digits.</summary>
    public static string Of(IReadOnlyList<NetworkTensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in tensors)
        {
            var values = new float[tensor.Length];
            tensor.CopyTo(values);
            var bytes = new byte[4 * values.Length];
            for (var index = 0; index < values.Length; index++)
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * index), values[index]);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
